import type {Tensor} from "@tensorflow/tfjs-core";
import {expect} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {numbers} from "./both-engines.ts";

/** Unit roundoff of 32-bit floats. */
export const epsilon = 1 / 0x1000000;

/** A number computed in 64-bit floats from k terms, with the sum of their absolute values. */
export interface Reference {
  readonly value: number;
  readonly terms: number;
  readonly magnitude: number;
}

/** A reference of the sum of `terms`. */
export const sumOf = (terms: readonly number[]): Reference => ({
  value: terms.reduce((sum, term) => sum + term, 0), terms: terms.length, magnitude: terms.reduce((sum, term) => sum + Math.abs(term), 0),
});

/** Every number within 4 · k · ε · Σ|terms| of its reference (Higham, 2002, "Accuracy and Stability of Numerical Algorithms", section 4.2). */
export function expectNear(actual: ArrayLike<number>, expected: readonly Reference[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach(({value, terms, magnitude}, i) => {
    if (Number.isNaN(value)) expect(actual[i]).toBeNaN();
    else if (!Number.isFinite(value)) expect(actual[i]).toBe(value);
    else if (!(Math.abs(actual[i]! - value) <= 4 * Math.max(1, terms) * epsilon * magnitude)) {
      expect.fail(`number ${i} of ${expected.length}: expected ${value} within ${4 * Math.max(1, terms) * epsilon * magnitude}, got ${actual[i]}`);
    }
  });
}

/**
 * The directional derivative that the engine computes against a central difference: f is reduced by fixed weights, the operands move along a fixed direction.
 * Relative error at most 1e-3 of the larger of the two (or of 1).
 */
export async function expectDerivative(compute: (tf: TensorFlow, ...operands: Tensor[]) => Tensor, operands: readonly {readonly shape: number[]; readonly values: Float32Array}[], step = 1e-2): Promise<void> {
  const {tf} = await openEngine("wasm");
  const directions = operands.map(({values}, i) => numbers(values.length, 700 + i));
  const moved = (by: number): Tensor[] => operands.map(({shape, values}, i) => tf.tensor(values.map((value, j) => value + by * directions[i]![j]!), shape));
  const weighted = (...given: Tensor[]): Tensor => {
    const value = compute(tf, ...given);
    return tf.sum(tf.mul(value, tf.tensor(numbers(value.size, 99), value.shape)));
  };
  const at = (by: number): number => readNumber(tf, () => weighted(...moved(by)));
  const slope = (at(step) - at(-step)) / (2 * step);
  const derivative = tf.tidy(() => tf.grads(weighted)(moved(0)).reduce((sum, gradient, i) => sum + dot(gradient.dataSync() as Float32Array, directions[i]!), 0) as unknown as Tensor) as unknown as number;
  expect(Math.abs(derivative - slope) / Math.max(1, Math.abs(slope))).toBeLessThanOrEqual(1e-3);
}

const readNumber = (tf: TensorFlow, make: () => Tensor): number => tf.tidy(() => make().dataSync()[0] as unknown as Tensor) as unknown as number;
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
