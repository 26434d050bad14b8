import type {TensorFlow} from "../../src/engine/engine.ts";
import {numbers} from "../numbers.ts";

export type Layer = InstanceType<TensorFlow["layers"]["Layer"]>;

/** Gives the kernels and embeddings of built layers the same numbers on every side (Glorot and Bengio's uniform range, 2010); other weights keep theirs. */
export function drawWeights(tf: TensorFlow, layers: readonly Layer[]): void {
  const drawn = layers.flatMap((layer) => layer.trainableWeights).filter((weight) => /kernel|embeddings/.test(weight.originalName));
  drawn.forEach((weight, i) => {
    const shape = weight.shape as number[];
    const inputs = shape.slice(0, -1).reduce((product, extent) => product * extent, 1), outputs = shape.at(-1)!;
    const range = Math.sqrt(6 / (inputs + outputs));
    const values = numbers(inputs * outputs, 11 + i).map((number) => number * range);
    const tensor = tf.tensor(values, shape);
    weight.write(tensor);
    tensor.dispose();
  });
}
