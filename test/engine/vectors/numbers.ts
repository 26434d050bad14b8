import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {streamOf} from "../../../src/random/stream.ts";

/** Numbers in [-1, 1) that are the same in every call with the same seed. */
export function filled(tf: TensorFlow, shape: number[], seed: number): Tensor {
  const stream = streamOf([seed, 0], [0, 0]);
  return tf.tensor(Float32Array.from({length: tf.util.sizeFromShape(shape)}, () => stream.uniform(-1, 1)), shape);
}

/** Infinities, zeros, denormals, the largest numbers and NaN in the rows of a matrix [6, 11]. */
export function awkward(tf: TensorFlow): Tensor {
  const tiny = 2 ** -149, large = 3.4028234663852886e38;
  return tf.tensor2d([
    [0, -0, 0, -0, 1, -1, 2, -2, 3, -3, 0.5],
    [-0, -0, -0, -0, -0, -0, -0, -0, -0, -0, -0],
    [tiny, -tiny, tiny, 2 ** -126, tiny, 0, -0, 3 * tiny, -5 * tiny, tiny, tiny],
    [large, large, -large, 1, -1, 0, 0.25, large, -large, -large, 1e-30],
    [Infinity, 1, 2, 3, -Infinity, 5, 6, 7, Infinity, 9, 10],
    [1, 2, NaN, 4, Infinity, -Infinity, NaN, 8, -0, 0, tiny],
  ]);
}
