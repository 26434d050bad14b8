import type {Tensor} from "@tensorflow/tfjs-core";
import type {Stream} from "../random/randomness.ts";
import type {TensorFlow} from "./engine.ts";

/** What a tensor of random numbers is made of. */
export type Sample =
  /** Uniform in [low, high). */
  | {readonly kind: "UniformSample"; readonly low: number; readonly high: number}
  | {readonly kind: "NormalSample"; readonly mean: number; readonly deviation: number}
  /** Normal, what lies beyond two standard deviations drawn again. */
  | {readonly kind: "TruncatedNormalSample"; readonly mean: number; readonly deviation: number}
  /** 0 with probability `rate`, else `kept`. */
  | {readonly kind: "DropoutMask"; readonly rate: number; readonly kept: number};

/** A float32 tensor of the numbers that the stream gives next, in row-major order: the same on every engine, by a kernel where there is one. */
export function sampled(tf: TensorFlow, stream: Stream, shape: readonly number[], sample: Sample): Tensor {
  const {kind, ...numbers} = sample;
  if (tf.getKernel(kind, tf.getBackend()) !== undefined) return tf.engine().runKernel(kind, {}, {stream, shape, ...numbers} as never) as Tensor;
  const draw = drawOf(stream, sample);
  return tf.tensor(Float32Array.from({length: tf.util.sizeFromShape([...shape])}, draw), [...shape]);
}

function drawOf(stream: Stream, sample: Sample): () => number {
  switch (sample.kind) {
    case "UniformSample": return () => stream.uniform(sample.low, sample.high);
    case "NormalSample": return () => stream.normal(sample.mean, sample.deviation);
    case "TruncatedNormalSample": return () => sample.mean + sample.deviation * withinTwo(stream);
    case "DropoutMask": return () => (stream.uniform() < sample.rate ? 0 : sample.kept);
  }
}

function withinTwo(stream: Stream): number {
  for (;;) {
    const draw = stream.normal();
    if (draw >= -2 && draw <= 2) return draw;
  }
}
