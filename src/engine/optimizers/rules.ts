/** What each optimiser's kernel is called, and the number by which the wasm kernel knows it. */
export const stepKernels = {
  SgdStep: 0, MomentumStep: 1, NesterovStep: 2, RmspropStep: 3, CentredRmspropStep: 4, AdamStep: 5, AdagradStep: 6, AdadeltaStep: 7, AdamaxStep: 8, LionStep: 9,
} as const;

export type StepKernel = keyof typeof stepKernels;

/** How one optimiser steps: which kernel, what it remembers of each weight, and its numbers at step t = 1, 2, … */
export interface Rule {
  readonly kernel: StepKernel;
  /** Names of the tensors that it remembers of each weight, at most three. */
  readonly remembers: readonly string[];
  /** What a memory holds at first. */
  readonly initial: number;
  /** The kernel's own numbers, in the order that the kernel says. */
  readonly numbersAt: (step: number) => readonly number[];
}

export const sgdRule: Rule = {kernel: "SgdStep", remembers: [], initial: 0, numbersAt: () => []};

/** v ← momentum · v + g; w ← w - rate · v; Nesterov's looks ahead: w - rate · (g + momentum · v) (Sutskever and others, 2013). */
export const momentumRule = ({momentum, nesterov = false}: {readonly momentum: number; readonly nesterov?: boolean}): Rule =>
  ({kernel: nesterov ? "NesterovStep" : "MomentumStep", remembers: ["velocity"], initial: 0, numbersAt: () => [momentum]});

export interface RmspropNumbers {
  readonly decay?: number;
  readonly momentum?: number;
  readonly epsilon?: number;
  readonly centered?: boolean;
}

/**
 * s ← decay · s + (1 - decay) · g²; v ← momentum · v + rate · g / √(s + epsilon); w ← w - v (Tieleman and Hinton, 2012).
 * Centred: s less the square of the mean gradient, at least 0 (Graves, 2013).
 */
export const rmspropRule = ({decay = 0.9, momentum = 0, epsilon = 1e-7, centered = false}: RmspropNumbers): Rule => ({
  kernel: centered ? "CentredRmspropStep" : "RmspropStep", remembers: centered ? ["square", "velocity", "mean"] : ["square", "velocity"], initial: 0,
  numbersAt: () => [decay, 1 - decay, momentum, epsilon],
});

export interface AdamNumbers {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/** m ← beta1 · m + (1 - beta1) · g; s ← beta2 · s + (1 - beta2) · g²; w ← w - rate · (m / (1 - beta1^t)) / (√(s / (1 - beta2^t)) + epsilon) (Kingma and Ba, 2015). */
export function adamRule({beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7}: AdamNumbers): Rule {
  const power1 = powersOf(beta1), power2 = powersOf(beta2);
  return {
    kernel: "AdamStep", remembers: ["mean", "square"], initial: 0,
    numbersAt: (step) => [beta1, 1 - beta1, beta2, 1 - beta2, 1 - power1(step), 1 - power2(step), epsilon],
  };
}

/** s ← s + g²; w ← w - rate · g / √(s + epsilon) (Duchi and others, 2011). */
export const adagradRule = ({initialAccumulator = 0.1, epsilon = 1e-7}: {readonly initialAccumulator?: number; readonly epsilon?: number}): Rule =>
  ({kernel: "AdagradStep", remembers: ["square"], initial: initialAccumulator, numbersAt: () => [epsilon]});

/** s ← rho · s + (1 - rho) · g²; u = √(d + epsilon) / √(s + epsilon) · g; d ← rho · d + (1 - rho) · u²; w ← w - rate · u (Zeiler, 2012). */
export const adadeltaRule = ({rho = 0.95, epsilon = 1e-6}: {readonly rho?: number; readonly epsilon?: number}): Rule =>
  ({kernel: "AdadeltaStep", remembers: ["square", "update"], initial: 0, numbersAt: () => [rho, 1 - rho, epsilon]});

/** m as Adam's; u ← max(beta2 · u, |g|); w ← w - rate · (m / (1 - beta1^t)) / (u + epsilon) (Kingma and Ba, 2015, section 7.1). */
export function adamaxRule({beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7}: AdamNumbers): Rule {
  const power1 = powersOf(beta1);
  return {kernel: "AdamaxStep", remembers: ["mean", "largest"], initial: 0, numbersAt: (step) => [beta1, 1 - beta1, beta2, epsilon, 1 - power1(step)]};
}

/** w ← w - rate · sign(beta1 · m + (1 - beta1) · g); m ← beta2 · m + (1 - beta2) · g (Chen and others, 2023). */
export const lionRule = ({beta1 = 0.9, beta2 = 0.99}: {readonly beta1?: number; readonly beta2?: number}): Rule =>
  ({kernel: "LionStep", remembers: ["mean"], initial: 0, numbersAt: () => [beta1, 1 - beta1, beta2, 1 - beta2]});

/** base^n by repeated multiplication, remembering the last power: exact arithmetic in one order, and restartable at any n. */
function powersOf(base: number): (n: number) => number {
  let last = 0;
  let power = 1;
  return (n) => {
    if (n < last) [last, power] = [0, 1];
    for (; last < n; last++) power *= base;
    return power;
  };
}
