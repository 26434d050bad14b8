import type {NamedAttrMap, NamedTensorMap, Tensor, Tensor2D} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {adadeltaRule, adagradRule, adamaxRule, adamRule, lionRule, momentumRule, rmspropRule, sgdRule, type Rule} from "../../../src/engine/optimizers/rules.ts";
import {awkward, filled} from "./numbers.ts";
import type {Vector} from "./vector.ts";

const rules: readonly Rule[] = [
  sgdRule, momentumRule({momentum: 0.9}), momentumRule({momentum: 0.9, nesterov: true}), rmspropRule({momentum: 0.5}), rmspropRule({centered: true, momentum: 0.5}),
  adamRule({}), adagradRule({}), adadeltaRule({}), adamaxRule({}), lionRule({}),
];

/** Two weights after three steps with gradients that stay, and what is remembered of them. */
function stepped(tf: TensorFlow, {kernel, remembers, initial, numbersAt}: Rule, gradients: readonly Tensor[], bounds: {readonly clipNorm?: number; readonly clipValue?: number}): Tensor[] {
  const weights = gradients.map((gradient, i) => filled(tf, gradient.shape, 60 + i));
  const memories = gradients.map((gradient) => remembers.map(() => tf.fill(gradient.shape, initial)));
  const inputs = weights.flatMap((weight, i) => [weight, gradients[i]!, ...memories[i]!]);
  for (const step of [1, 2, 3]) {
    tf.engine().runKernel(kernel, inputs as unknown as NamedTensorMap, {rate: 0.05, decay: 0.001, ...bounds, own: numbersAt(step)} as unknown as NamedAttrMap);
  }
  return [...weights, ...memories.flat()];
}

const steps = rules.flatMap((rule): readonly Vector[] => [
  {title: `${rule.kernel} of two weights`, make: (tf) => stepped(tf, rule, [filled(tf, [7], 70), filled(tf, [5, 13], 71)], {})},
  {title: `${rule.kernel} with clipped gradients`, make: (tf) => stepped(tf, rule, [filled(tf, [7], 70), filled(tf, [5, 13], 71)], {clipNorm: 1.5, clipValue: 0.2})},
  {title: `${rule.kernel} of infinities, zeros, denormals and NaN`, make: (tf) => stepped(tf, rule, [awkward(tf)], {})},
]);

const draws: readonly Vector[] = [
  {title: "Multinomial of logits", make: (tf) => tf.multinomial(tf.mul(filled(tf, [3, 5], 80), 3) as Tensor2D, 50, 7)},
  {title: "Multinomial of probabilities", make: (tf) => tf.multinomial(tf.tensor2d([[0.1, 0.6, 0.3], [0, 1, 0]]), 50, 8, true)},
];

/** Optimiser steps in place, and drawn events. */
export const stepVectors: readonly Vector[] = [...steps, ...draws];
