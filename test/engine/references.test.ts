import {type DataType, type Tensor} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {expectNear, type Reference} from "./reference.ts";
import type {Check, Data} from "./references/check.ts";
import {references} from "./references/all.ts";
import {refused} from "./refused.ts";

const {tf} = await openEngine("wasm");
const registered = tf.getKernelsForBackend(tf.getBackend()).map(({kernelName}) => kernelName).filter((name) => !refused.includes(name));

const tensorOf = ({shape, values, type}: Data): Tensor => tf.tensor(Array.from(values), [...shape], type as DataType);
const referenceOf = (value: number | Reference): Reference => (typeof value === "number" ? {value, terms: 1, magnitude: 0} : value);

/** The kernel's own outputs, by its name alone: nothing of TensorFlow.js lies between. */
function outputs(kernel: string, {inputs, attributes = {}, inPlace}: Check): readonly Tensor[] {
  const given = Object.fromEntries(Object.entries(inputs).map(([name, data]) => [name, tensorOf(data)]));
  const made = tf.engine().runKernel(kernel, (inPlace ? Object.values(given) : given) as never, attributes as never);
  return inPlace ? Object.values(given) : [made].flat();
}

const addressOf = ({dataId}: Tensor): number => (dataId as unknown as {readonly address: number}).address;

/** Tensors right before and behind the place that the next one of that shape and type gets; all of 7, or true. */
function fence(shape: readonly number[], type: DataType): readonly [Tensor, Tensor] {
  const row = Array.from({length: 40}, () => tf.fill([...shape], 7, type as "float32")).sort((a, b) => addressOf(a) - addressOf(b));
  const gaps = row.slice(1).map((tensor, i) => addressOf(tensor) - addressOf(row[i]!)), block = Math.min(...gaps);
  const before = gaps.findIndex((gap, i) => gap === block && gaps[i + 1] === block);
  row[before + 1]!.dispose();
  return [row[before]!, row[before + 2]!];
}

test("every kernel of the engine has a reference of its own here, and no other", () => {
  expect(Object.keys(references).sort()).toEqual(registered.sort());
});

test.each(Object.entries(references))("%s gives what plain loops in 64 bits give, each sum within 4 · k · ε · Σ|terms|", (kernel, check) => {
  tf.tidy(() => {
    const made = outputs(kernel, check);
    expect(made.map(({shape}) => shape)).toEqual(check.outputs.map(({shape}) => shape));
    made.forEach((tensor, i) => expectNear(tensor.dataSync() as Float32Array, check.outputs[i]!.values.map(referenceOf)));
  });
});

const separate = Object.entries(references).filter(([, {inPlace}]) => !inPlace);

test.each(separate)("%s writes no number before or behind its output and none into its inputs", (kernel, {inputs, attributes = {}}) => {
  tf.tidy(() => {
    const given = Object.fromEntries(Object.entries(inputs).map(([name, data]) => [name, tensorOf(data)])), before = Object.values(given).map((tensor) => tensor.dataSync());
    const run = (): Tensor => [tf.engine().runKernel(kernel, given as never, attributes as never)].flat()[0] as Tensor;
    const {shape, dtype} = run(), fences = fence(shape, dtype);
    run();
    for (const tensor of fences) expect(new Set(tensor.dataSync())).toEqual(new Set(dtype === "bool" ? [1] : [7]));
    expect(Object.values(given).map((tensor) => tensor.dataSync())).toEqual(before);
  });
});
