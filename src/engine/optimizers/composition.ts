import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import type {StepKernel} from "./rules.ts";

/** A weight's step from TensorFlow.js's own operations: how far to move against, without the rate, and what to remember. */
type Composition = (tf: TensorFlow, gradient: Tensor, memory: readonly Tensor[], numbers: readonly number[], rate: number) => readonly [by: Tensor, ...memory: Tensor[]];

const mixed = (tf: TensorFlow, a: number, x: Tensor, b: number, y: Tensor): Tensor => tf.add(tf.mul(x, a), tf.mul(y, b));

function momentum(tf: TensorFlow, gradient: Tensor, memory: readonly Tensor[], numbers: readonly number[], ahead: boolean): readonly [Tensor, Tensor] {
  const velocity = tf.add(tf.mul(memory[0]!, numbers[0]!), gradient);
  return [ahead ? tf.add(gradient, tf.mul(velocity, numbers[0]!)) : velocity, velocity];
}

function rmsprop(tf: TensorFlow, gradient: Tensor, memory: readonly Tensor[], numbers: readonly number[], rate: number, centred: boolean): readonly [Tensor, ...Tensor[]] {
  const [decay, rest, momentum, epsilon] = numbers as [number, number, number, number];
  const square = mixed(tf, decay, memory[0]!, rest, tf.square(gradient));
  const means = centred ? [mixed(tf, decay, memory[2]!, rest, gradient)] : [];
  const spread = means[0] === undefined ? square : tf.relu(tf.sub(square, tf.square(means[0])));
  const velocity = tf.add(tf.mul(memory[1]!, momentum), tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(spread, epsilon))));
  return [velocity, square, velocity, ...means];
}

/** The rules of rules.ts for engines without kernels of ours. */
export const compositions: Readonly<Record<StepKernel, Composition>> = {
  SgdStep: (_, gradient) => [gradient],
  MomentumStep: (tf, gradient, memory, numbers) => momentum(tf, gradient, memory, numbers, false),
  NesterovStep: (tf, gradient, memory, numbers) => momentum(tf, gradient, memory, numbers, true),
  RmspropStep: (tf, gradient, memory, numbers, rate) => rmsprop(tf, gradient, memory, numbers, rate, false),
  CentredRmspropStep: (tf, gradient, memory, numbers, rate) => rmsprop(tf, gradient, memory, numbers, rate, true),
  AdamStep: (tf, gradient, memory, numbers) => {
    const [beta1, rest1, beta2, rest2, correction1, correction2, epsilon] = numbers as [number, number, number, number, number, number, number];
    const mean = mixed(tf, beta1, memory[0]!, rest1, gradient), square = mixed(tf, beta2, memory[1]!, rest2, tf.square(gradient));
    return [tf.div(tf.div(mean, correction1), tf.add(tf.sqrt(tf.div(square, correction2)), epsilon)), mean, square];
  },
  AdagradStep: (tf, gradient, memory, numbers) => {
    const total = tf.add(memory[0]!, tf.square(gradient));
    return [tf.div(gradient, tf.sqrt(tf.add(total, numbers[0]!))), total];
  },
  AdadeltaStep: (tf, gradient, memory, numbers) => {
    const [rho, rest, epsilon] = numbers as [number, number, number];
    const square = mixed(tf, rho, memory[0]!, rest, tf.square(gradient));
    const update = tf.mul(tf.div(tf.sqrt(tf.add(memory[1]!, epsilon)), tf.sqrt(tf.add(square, epsilon))), gradient);
    return [update, square, mixed(tf, rho, memory[1]!, rest, tf.square(update))];
  },
  AdamaxStep: (tf, gradient, memory, numbers) => {
    const [beta1, rest1, beta2, epsilon, correction] = numbers as [number, number, number, number, number];
    const mean = mixed(tf, beta1, memory[0]!, rest1, gradient), largest = tf.maximum(tf.mul(memory[1]!, beta2), tf.abs(gradient));
    return [tf.div(tf.div(mean, correction), tf.add(largest, epsilon)), mean, largest];
  },
  LionStep: (tf, gradient, memory, numbers) => {
    const [beta1, rest1, beta2, rest2] = numbers as [number, number, number, number];
    return [tf.sign(mixed(tf, beta1, memory[0]!, rest1, gradient)), mixed(tf, beta2, memory[0]!, rest2, gradient)];
  },
};

/** All gradients multiplied so that their Euclidean norm together is at most `norm`, then each number kept within ± `value`. */
export function clipped(tf: TensorFlow, gradients: readonly Tensor[], norm: number | undefined, value: number | undefined): readonly Tensor[] {
  const scaled = norm === undefined ? gradients : withinNorm(tf, gradients, norm);
  return value === undefined ? scaled : scaled.map((gradient) => tf.clipByValue(gradient, -value, value));
}

function withinNorm(tf: TensorFlow, gradients: readonly Tensor[], limit: number): readonly Tensor[] {
  const norm = tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));
  const scale = tf.where(tf.greater(norm, limit), tf.div(limit, norm), tf.onesLike(norm));
  return gradients.map((gradient) => tf.mul(gradient, scale));
}
