import {readFileSync} from "node:fs";
import {expect, test, vi} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {models, train, trainingDigests} from "./trainings.ts";

const names = Object.keys(models);
const engine = await openEngine("wasm");
const adam = () => engine.optimizers.adam({learningRate: 0.01});

test.each(names)("training %s twice gives the same bytes, its loss falls, and no tensor stays behind", (name) => {
  const before = engine.tf.memory().numTensors;
  const first = train(engine, name, adam()), second = train(engine, name, adam());
  expect(second).toEqual(first);
  expect(first.losses.at(-1)).toBeLessThan(first.losses[0]!);
  expect(first.tensors[1]).toBe(first.tensors[0]);
  expect(engine.tf.memory().numTensors).toBe(before);
});

test("every training ends in the weights it ended in on every machine so far", () => {
  expect(trainingDigests(engine)).toEqual(JSON.parse(readFileSync(new URL("golden.json", import.meta.url), "utf8")));
});

test("training asks neither clock nor chance of the host", () => {
  const forbidden = (name: string) => () => { throw new Error(`${name} was called`); };
  const spies = [
    vi.spyOn(Math, "random").mockImplementation(forbidden("Math.random")), vi.spyOn(Date, "now").mockImplementation(forbidden("Date.now")),
    vi.spyOn(performance, "now").mockImplementation(forbidden("performance.now")), vi.spyOn(process, "hrtime").mockImplementation(forbidden("process.hrtime")),
  ];
  try {
    for (const name of names) train(engine, name, adam(), 3);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
});

test("opening, training and failing print nothing", async () => {
  const spies = (["log", "warn", "info", "error"] as const).map((method) => vi.spyOn(console, method));
  const again = await openEngine("wasm");
  train(again, "mlp", again.optimizers.sgd({learningRate: 0.1}), 2);
  expect(() => again.tf.spectral.rfft(again.tf.ones([4]))).toThrow();
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
});

test("the engine's clock stands still", () => {
  expect(engine.tf.util.now()).toBe(0);
});

test("opening an engine leaves no listener for uncaught errors behind", () => {
  expect(process.listeners("uncaughtException").map(String).join("\n")).not.toContain("ExitStatus");
});

test("the bitwise engine runs on one thread", () => {
  expect(engine.tf.env().getBool("WASM_HAS_MULTITHREAD_SUPPORT")).toBe(false);
});

test("engines that are not part of this version say what they need and what to do", async () => {
  await expect(openEngine("cuda")).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("NVIDIA"), mend: expect.stringContaining('"wasm"')});
  await expect(openEngine("native")).rejects.toThrow("tfjs-node");
});
