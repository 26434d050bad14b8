import {exp} from "../math/exponential.ts";
import {log} from "../math/logarithm.ts";
import {mean} from "../statistics/mean.ts";
import type {NumericArray} from "./numeric-array.ts";

/** Mean cross-entropy, in nats, of class numbers under the softmax of logits of shape [examples, classes]. */
export function logLoss(truth: ArrayLike<number>, {shape, values}: NumericArray): number {
  const [examples, classes] = shape;
  if (shape.length !== 2 || examples !== truth.length) throw new RangeError(`logLoss: expected logits of shape [${truth.length}, classes], got [${shape.join(", ")}]`);
  return mean(Array.from(truth, (label, example) => crossEntropy(label, [...values.subarray(example * (classes as number), (example + 1) * (classes as number))])));
}

/** log Σ exp(logit) - logit of the true class, the largest logit taken out first: nothing overflows. */
function crossEntropy(label: number, logits: readonly number[]): number {
  const own = logits[label];
  if (own === undefined) throw new RangeError(`logLoss: expected classes from 0 to ${logits.length - 1}, got ${label}`);
  const largest = logits.reduce((a, b) => Math.max(a, b));
  return largest - own + log(logits.reduce((total, logit) => total + exp(logit - largest), 0));
}
