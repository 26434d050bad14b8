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
