import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {sampled, type Sample} from "../../../src/engine/sampling.ts";
import {streamOf} from "../../../src/random/stream.ts";
import type {Vector} from "./vector.ts";

const samples: readonly Sample[] = [
  {kind: "UniformSample", low: 0, high: 1}, {kind: "UniformSample", low: -3, high: 7.5}, {kind: "NormalSample", mean: 0, deviation: 1}, {kind: "NormalSample", mean: -2, deviation: 0.01},
  {kind: "TruncatedNormalSample", mean: 0, deviation: 1}, {kind: "TruncatedNormalSample", mean: 5, deviation: 2}, {kind: "DropoutMask", rate: 0.5, kept: 2}, {kind: "DropoutMask", rate: 0.1, kept: 1 / 0.9},
];
const shapes: readonly (readonly number[])[] = [[1], [7], [3, 5, 11], [40, 25]];

const drawnTwice = (tf: TensorFlow, shape: readonly number[], sample: Sample): Tensor[] => {
  const stream = streamOf([2026, 11], [3, 5]);
  return [sampled(tf, stream, shape, sample), sampled(tf, stream, shape, sample)];
};

const numbersOf = ({kind, ...numbers}: Sample): string => Object.entries(numbers).map(([name, value]) => `${name} ${value.toFixed(2)}`).join(", ");

/** Random numbers of every kind: a draw and the one that goes on after it. */
export const samplingVectors: readonly Vector[] = samples.flatMap((sample) =>
  shapes.map((shape): Vector => ({title: `${sample.kind} of ${numbersOf(sample)} in [${shape.join()}]`, make: (tf) => drawnTwice(tf, shape, sample)})));
