import {input, type Replacement} from "./replacement.ts";

/** One optimiser step over one weight tensor, in place; see optimizers.ts for who asks. */
export const stepping: Replacement = (tf, host) => ({
  SgdStep: (inputs, attributes) => {
    const {rate} = attributes as {rate: number};
    const weights = input(inputs, "weights");
    host.kernels.sgdStep(host.address(weights), host.address(input(inputs, "gradient")), tf.util.sizeFromShape(weights.shape), rate);
    return [];
  },
  MomentumStep: (inputs, attributes) => {
    const {rate, momentum, nesterov} = attributes as {rate: number; momentum: number; nesterov: boolean};
    const weights = input(inputs, "weights");
    const addresses = [weights, input(inputs, "gradient"), input(inputs, "velocity")].map(host.address) as [number, number, number];
    host.kernels.momentumStep(...addresses, tf.util.sizeFromShape(weights.shape), rate, momentum, nesterov);
    return [];
  },
  AdamStep: (inputs, attributes) => {
    const {rate, beta1, beta2, correction1, correction2, epsilon, decay} = attributes as unknown as AdamNumbers;
    const weights = input(inputs, "weights");
    const addresses = [weights, input(inputs, "gradient"), input(inputs, "mean"), input(inputs, "square")].map(host.address) as [number, number, number, number];
    host.kernels.adamStep(...addresses, tf.util.sizeFromShape(weights.shape), rate, beta1, 1 - beta1, beta2, 1 - beta2, correction1, correction2, epsilon, decay);
    return [];
  },
});

interface AdamNumbers {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** 1 - beta1^t and 1 - beta2^t at step t. */
  readonly correction1: number;
  readonly correction2: number;
  readonly epsilon: number;
  /** rate · weightDecay */
  readonly decay: number;
}
