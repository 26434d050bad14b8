import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {Stream} from "../../../random/randomness.ts";
import type {Host} from "../host.ts";
import {floats, type Attributes, type Kernel, type Replacement} from "../replacement.ts";

type Address = number;
type Fill = (target: Address, count: number, state: Address, next: number, a: number, b: number) => number;

/** The wasm exports of this file's kernels; each answers how many words of the stream it took. */
export interface SamplingKernels {
  fillUniform(target: Address, count: number, state: Address, next: number, low: number, high: number): number;
  fillNormal(target: Address, count: number, state: Address, next: number, mean: number, deviation: number, within: number): number;
  fillMask(target: Address, count: number, state: Address, next: number, rate: number, kept: number): number;
  fillEvents(probabilities: Address, target: Address, rows: number, events: number, samples: number, state: Address, next: number): number;
}

/** Tensors of random numbers; see ../sampling.ts. Attributes: the stream, the shape and two numbers. */
export const sampling: Replacement = (tf, host, ours) => {
  const {kernels} = host;
  const kernel = (fill: Fill, a: string, b: string): Kernel => (_, attributes) => {
    const {stream, shape} = attributes as unknown as {readonly stream: Stream; readonly shape: readonly number[]};
    const out = host.output(shape);
    const count = tf.util.sizeFromShape([...shape]);
    stream.consume(({key, nonce, next}) => fill(host.address(out), count, stateOf(host, [...key, ...nonce]), next, numberOf(attributes, a), numberOf(attributes, b)));
    return out;
  };
  return {
    UniformSample: kernel((...drawn) => kernels.fillUniform(...drawn), "low", "high"),
    NormalSample: kernel((...drawn) => kernels.fillNormal(...drawn, 0), "mean", "deviation"),
    TruncatedNormalSample: kernel((...drawn) => kernels.fillNormal(...drawn, 2), "mean", "deviation"),
    DropoutMask: kernel((...drawn) => kernels.fillMask(...drawn), "rate", "kept"),
    Multinomial: (inputs, attributes) => {
      const {numSamples, seed, normalized} = attributes as unknown as {readonly numSamples: number; readonly seed: number; readonly normalized: boolean};
      const logits = floats(inputs, "logits", "multinomial");
      const probabilities = normalized ? logits : ours("Softmax")({logits}, {dim: -1}) as TensorInfo;
      const [rows, events] = logits.shape as [number, number];
      const out = host.output([rows, numSamples], "int32");
      kernels.fillEvents(host.address(probabilities), host.address(out), rows, events, numSamples, stateOf(host, wordsOfSeed(seed)), 0);
      if (!normalized) host.dispose(probabilities);
      return out;
    },
  };
};

/** A stream of its own for each seed that TensorFlow.js takes. */
function wordsOfSeed(seed: number): readonly number[] {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, seed);
  return [bytes.getUint32(0), bytes.getUint32(4), 0, 0];
}

function stateOf(host: Host, words: readonly number[]): Address {
  const state = host.workspace(16);
  new Uint32Array(host.memory.buffer, state, 4).set(words);
  return state;
}

const numberOf = (attributes: Attributes, name: string): number => attributes[name] as number;
