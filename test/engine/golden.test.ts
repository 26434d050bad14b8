import type {KernelFunc} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {isAbout} from "../bits/comparison.ts";
import {computed, type Computed} from "../bits/computation.ts";
import {readGolden} from "../bits/golden.ts";
import {trainings} from "./trainings/all.ts";
import {vectors} from "./vectors/all.ts";

const engine = await openEngine("wasm");
const all: Computed[] = [];
for await (const one of computed(engine, {kinds: ["trainings", "vectors"]})) all.push(one);

test.each(["trainings", "vectors"] as const)("all %s come to what they came to on every platform so far; if a kernel changed on purpose: npm run test:bits -- --update", async (kind) => {
  expect(Object.fromEntries(all.filter((one) => one.kind === kind).map(({title, digest}) => [title, digest]))).toEqual((await readGolden())[kind]);
});

test("every title is used once", () => {
  for (const titles of [trainings.map(({title}) => title), vectors.map(({title}) => title)]) expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
});

/** The kernels of the engine, without those that refuse by name. */
function kernels(): readonly string[] {
  const {tf} = engine, backend = tf.backend();
  const refuses = (compute: KernelFunc): boolean => {
    try {
      compute({inputs: {}, attrs: {}, backend});
      return false;
    } catch (error) {
      return (error as Error).message.includes("has no kernel");
    }
  };
  return tf.getKernelsForBackend(tf.getBackend()).filter(({kernelFunc}) => !refuses(kernelFunc)).map(({kernelName}) => kernelName);
}

test("every kernel of the engine runs in vectors about itself or about what it is the gradient of", () => {
  const about = (kernel: string, names: readonly string[]): boolean => all.some((one) => one.kind === "vectors" && one.kernels.includes(kernel) && names.some((name) => isAbout(one.title, name)));
  expect(kernels().length).toBeGreaterThan(150);
  expect(kernels().filter((kernel) => !about(kernel, [kernel, kernel.replace(/Grad(ient)?$/, "")]))).toEqual([]);
});

test("a vector's title begins with the name of a kernel that it runs", () => {
  expect(all.filter(({kind, title, kernels}) => kind === "vectors" && !kernels.some((kernel) => isAbout(title, kernel))).map(({title}) => title)).toEqual([]);
});
