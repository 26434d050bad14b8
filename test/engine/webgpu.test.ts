import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test, vi} from "vitest";
import {gpuEngine, type FoundEngine} from "../../src/engine/availability.ts";
import {engineDescriptions, promiseOf} from "../../src/engine/descriptions.ts";
import type {Engine} from "../../src/engine/engine.ts";
import {lookForEngines} from "../../src/engine/look-node.ts";
import {openEngine} from "../../src/engine/node.ts";
import {graphicsOf, installDawn} from "../../src/engine/webgpu/dawn-node.ts";
import type {Checkpointing} from "../../src/train/checkpointing.ts";
import {runJob} from "../../src/train/run-job.ts";
import {entriesOf, job} from "../train/entries.ts";
import {attempted, bytesOf} from "../train/interrupted.ts";
import {perceptron} from "../train/samples.ts";

const here = (await lookForEngines(process.cwd())).find(({name}) => name === "webgpu")!;

/** A test of what a GPU computes, software's included; told as not run where there is none. */
const onGpu = (title: string, check: (engine: Engine) => Promise<void>): void => {
  test(title, async ({skip}) => {
    if (!here.available) return skip(`webgpu is not run: ${here.because}`);
    await check(await openEngine("webgpu"));
  });
};

test("without Dawn the error says what to type", async () => {
  const folder = mkdtempSync(join(tmpdir(), "reprise-"));
  try {
    await expect(installDawn(folder, {})).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("npm package webgpu"), mend: "npx reprise engine install webgpu"});
    expect((await lookForEngines(folder)).find(({name}) => name === "webgpu")).toMatchObject({available: false, because: expect.stringContaining("not installed"), mend: "npx reprise engine install webgpu"});
  } finally {
    rmSync(folder, {recursive: true});
  }
});

test("each system's own graphics interface is asked", () => {
  expect(["linux", "darwin", "win32", "freebsd"].map(graphicsOf)).toEqual(["vulkan", "metal", "d3d12", "vulkan"]);
});

const found = (name: "cuda" | "webgpu", available: boolean, software = false): FoundEngine => ({
  ...engineDescriptions.find((engine) => engine.name === name)!,
  ...(available ? {available, found: "a device", software} : {available, because: `no ${name}`, mend: `get ${name}`}),
});

test("--engine gpu takes cuda, else webgpu on a real GPU, else says what each of them lacks", () => {
  expect(gpuEngine([found("webgpu", true), found("cuda", true)])).toBe("cuda");
  expect(gpuEngine([found("webgpu", true), found("cuda", false)])).toBe("webgpu");
  expect(() => gpuEngine([found("webgpu", false), found("cuda", false)])).toThrow("cuda: no cuda; webgpu: no webgpu");
  expect(() => gpuEngine([found("webgpu", true, true), found("cuda", false)])).toThrow("only software plays a GPU");
});

test("wasm alone promises bits", () => {
  expect(engineDescriptions.filter(({name}) => promiseOf(name) === "bitwise").map(({name}) => name)).toEqual(["wasm"]);
  expect(promiseOf("external")).toBe("statistical");
});

onGpu("provenance names adapter, vendor, driver, graphics interface and Dawn", async ({facts}) => {
  expect(facts).toMatchObject({dawn: expect.stringMatching(/^\d/), graphics: graphicsOf(process.platform), vendor: expect.stringMatching(/./), driver: expect.stringMatching(/./)});
});

onGpu("an adapter that there is not is answered with those that there are", async () => {
  vi.stubEnv("REPRISE_ADAPTER", "no such adapter");
  const [webgpu] = (await lookForEngines(process.cwd())).filter(({name}) => name === "webgpu");
  vi.unstubAllEnvs();
  expect(webgpu).toMatchObject({available: false, because: expect.stringContaining("Available adapters: * backend"), mend: expect.stringContaining("REPRISE_ADAPTER")});
});

onGpu("reading at once is refused with what to write", async ({tf}) => {
  const sum = tf.add(tf.ones([3]), 1);
  expect(() => sum.dataSync()).toThrow(expect.objectContaining({mend: "write: await tensor.data()"}) as Error);
  expect(await sum.data()).toEqual(Float32Array.of(2, 2, 2));
});

onGpu("looking at a tensor does not change what is computed from it", async ({tf}) => {
  const x = tf.tensor1d([0.1, 0.7, 2.3]), y = tf.tensor1d([0.1, 0.7, 2.3]);
  await x.data();
  expect(await tf.exp(x).data()).toEqual(await tf.exp(y).data());
});

onGpu("sums are in one order, also deep products and segments, and an unordered one is refused", async ({tf}) => {
  for (const [rows, columns] of [[20, 30], [5, 6], [200, 400]] as const) {
    expect(new Set(await tf.matMul(tf.ones([rows, 2500]), tf.ones([2500, columns])).data())).toEqual(new Set([2500]));
  }
  expect(await tf.unsortedSegmentSum(tf.tensor2d([[1, 2], [3, 4], [5, 6], [7, 8]]), tf.tensor1d([1, 0, 1, -1], "int32"), 3).data()).toEqual(Float32Array.of(3, 4, 6, 8, 0, 0));
  expect(await tf.scatterND(tf.tensor2d([[0, 1], [1, 1], [0, 1]], [3, 2], "int32"), tf.tensor2d([[9, 1], [8, 2], [7, 3]]), [2, 3, 2]).data()).toEqual(Float32Array.of(0, 0, 16, 4, 0, 0, 0, 0, 8, 2, 0, 0));
  expect(() => tf.grad((x) => tf.sum(tf.dilation2d(x as never, tf.ones([2, 2, 1]), 1, "same")))(tf.ones([1, 4, 4, 1]))).toThrow("in no fixed order");
});

onGpu("whole numbers are cast to floats and transposed", async ({tf}) => {
  const whole = tf.tensor3d([[[1, 2, 3]], [[4, 5, 6]]], [2, 1, 3], "int32");
  expect(await tf.transpose(whole, [2, 0, 1]).data()).toEqual(Int32Array.of(1, 4, 2, 5, 3, 6));
  expect(await tf.cast(whole, "float32").data()).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
});

onGpu("what the GPU reports as a fault reaches the next reader, and ends there", async ({tf}) => {
  const {device} = tf.backend() as unknown as {readonly device: GPUDevice};
  const two = tf.add(tf.ones([1]), 1);
  device.createBuffer({size: 16, usage: 0});
  await expect(two.data()).rejects.toThrow("the GPU reported a fault");
  expect(await tf.add(tf.ones([1]), 2).data()).toEqual(Float32Array.of(3));
});

onGpu("a run leaves a trace there too, and killed at a checkpoint it ends in the same bytes", async (engine) => {
  const run = (checkpointing?: Checkpointing) => runJob(job, entriesOf(perceptron), engine, checkpointing);
  const whole = await run(), {saved} = await attempted(run, undefined, 3), {outcome} = await attempted(run, saved[2]);
  expect(whole).toMatchObject({status: "completed", trained: {trace: {steps: Array.from({length: 16}, (_, step) => step)}}});
  expect(bytesOf(outcome)).toEqual(bytesOf(whole));
});
