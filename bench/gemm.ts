import type {TensorFlow} from "../src/engine/engine.ts";
import {quantile} from "../src/statistics/quantile.ts";
import {numbers} from "./numbers.ts";
import {fastest, peakVariants} from "./peak/compiled.ts";

/** A matrix product beside the peak, in one process: floating-point operations per CPU second of both, medians over pairs, and the median of their ratios. */
export interface ProductAtPeak {
  readonly size: number;
  readonly transposition: "NN" | "TN" | "NT";
  readonly product: number;
  readonly peak: number;
  readonly ratio: number;
  readonly pairs: number;
}

const transpositions = [["NN", false, false], ["TN", true, false], ["NT", false, true]] as const;
const secondsOfSide = 0.1;

/**
 * Products of square matrices by an engine's `tf.matMul`, in turn with the peak program. CPU seconds, so that what else runs on the machine counts little.
 */
export async function productsAtPeak(tf: TensorFlow, sizes: readonly number[], pairs: number): Promise<readonly ProductAtPeak[]> {
  const variant = fastest(await peakVariants(), cpuSeconds);
  const peak = (rounds: number): number => rateOf(variant.operations, rounds, () => void variant.run(rounds));
  const peakRounds = Math.ceil(secondsOfSide * peak(100_000) / variant.operations);
  return sizes.flatMap((size) => transpositions.map(([transposition, left, right]): ProductAtPeak => {
    const [a, b] = [1, 2].map((seed) => tf.tensor2d(numbers(size * size, seed), [size, size]));
    const operations = 2 * size * size * size;
    const product = (times: number): number => rateOf(operations, times, () => { for (let i = 0; i < times; i++) tf.matMul(a!, b!, left, right).dispose(); });
    product(20);
    const times = Math.max(1, Math.round(secondsOfSide * product(4) / operations));
    const measured = Array.from({length: pairs}, () => [product(times), peak(peakRounds)] as const);
    tf.dispose([a!, b!]);
    const median = (values: readonly number[]): number => quantile(values, 0.5);
    return {
      size, transposition, pairs, product: median(measured.map(([rate]) => rate)), peak: median(measured.map(([, rate]) => rate)), ratio: median(measured.map(([rate, most]) => rate / most)),
    };
  }));
}

function cpuSeconds(): number {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1e6;
}

function rateOf(operations: number, times: number, work: () => void): number {
  const begun = cpuSeconds();
  work();
  return operations * times / Math.max(cpuSeconds() - begun, 1e-9);
}
