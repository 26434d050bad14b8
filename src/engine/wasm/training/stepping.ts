import type {TensorInfo} from "@tensorflow/tfjs-core";
import {stepKernels} from "../../optimizers/rules.ts";
import type {Host} from "../host.ts";
import type {Kernel, Replacement} from "../replacement.ts";

type Address = number;

/** The wasm exports of this file's kernels. */
export interface SteppingKernels {
  optimizerStep(kind: number, table: Address, weights: number, numbers: Address): void;
  gradientScale(table: Address, weights: number, limit: number): number;
}

interface StepAttributes {
  readonly rate: number;
  readonly decay: number;
  readonly clipNorm?: number;
  readonly clipValue?: number;
  readonly own: readonly number[];
}

const memoriesOf: Readonly<Record<string, number>> = {
  SgdStep: 0, MomentumStep: 1, NesterovStep: 1, RmspropStep: 2, CentredRmspropStep: 3, AdamStep: 2, AdagradStep: 1, AdadeltaStep: 2, AdamaxStep: 2, LionStep: 1,
};
const words = 6, mostNumbers = 16;

/** One optimiser step over all weights, in place; optimizers/stepper.ts asks for it. Inputs: weight, gradient, memories; the next weight, … */
export const stepping: Replacement = (tf, host) =>
  Object.fromEntries(Object.entries(stepKernels).map(([name, kind]): [string, Kernel] => [name, (inputs, attributes) => {
    const tensors = inputs as unknown as readonly TensorInfo[];
    const width = 2 + memoriesOf[name]!;
    const count = tensors.length / width;
    const numbers = host.workspace((mostNumbers + count * words) * 4), table = numbers + mostNumbers * 4;
    writeTable(host, table, tensors, width, tf.util.sizeFromShape);
    const step = attributes as unknown as StepAttributes;
    const scale = step.clipNorm === undefined ? 1 : host.kernels.gradientScale(table, count, step.clipNorm);
    new Float32Array(host.memory.buffer, numbers, mostNumbers).set([step.rate, step.decay, scale, step.clipValue ?? Infinity, ...step.own]);
    host.kernels.optimizerStep(kind, table, count, numbers);
    return [];
  }]));

/** For each weight: the addresses of weight, gradient and three memories (0 where there is none), and how many numbers. */
function writeTable(host: Host, table: number, tensors: readonly TensorInfo[], width: number, sizeOf: (shape: number[]) => number): void {
  const addresses = tensors.map(host.address);
  const entries = new Uint32Array(host.memory.buffer, table, (tensors.length / width) * words).fill(0);
  for (let first = 0, to = 0; first < tensors.length; first += width, to += words) {
    for (let i = 0; i < width; i++) entries[to + i] = addresses[first + i]!;
    entries[to + words - 1] = sizeOf(tensors[first]!.shape);
  }
}
