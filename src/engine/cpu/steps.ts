import type {DataStorage, KernelBackend, TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import {register} from "../registration.ts";

/** What we use of TensorFlow.js's cpu backend. */
interface CpuBackend extends KernelBackend {
  readonly data: DataStorage<{readonly values: Float32Array}>;
}

type Step = (weight: number, gradient: number, memory: readonly Float32Array[], i: number) => number;
const f = Math.fround;

/** The optimisers' steps in plain JavaScript, rounded after every operation as the wasm kernels round. */
export function registerSteps(tf: TensorFlow): void {
  const kernel = (kernelName: string, remembers: readonly string[], stepOf: (numbers: Readonly<Record<string, number>>) => Step) => register(tf, {
    kernelName,
    backendName: "cpu",
    kernelFunc: ({inputs, attrs, backend}) => {
      const values = (tensor: TensorInfo | undefined) => (backend as CpuBackend).data.get(tensor!.dataId).values;
      walk(values(inputs["weights"]), values(inputs["gradient"]), remembers.map((name) => values(inputs[name])), stepOf(attrs as Readonly<Record<string, number>>));
      return [];
    },
  });
  kernel("SgdStep", [], sgdStep);
  kernel("MomentumStep", ["velocity"], momentumStep);
  kernel("AdamStep", ["mean", "square"], adamStep);
}

function walk(weights: Float32Array, gradient: Float32Array, memory: readonly Float32Array[], step: Step): void {
  for (let i = 0; i < weights.length; i++) weights[i] = step(weights[i]!, gradient[i]!, memory, i);
}

function sgdStep(numbers: Readonly<Record<string, number>>): Step {
  const rate = f(numbers["rate"]!);
  return (weight, gradient) => f(weight - f(rate * gradient));
}

function momentumStep(numbers: Readonly<Record<string, number>>): Step {
  const rate = f(numbers["rate"]!), momentum = f(numbers["momentum"]!), nesterov = Boolean(numbers["nesterov"]);
  return (weight, gradient, [velocities], i) => {
    const velocity = f(f(momentum * velocities![i]!) + gradient);
    velocities![i] = velocity;
    return f(weight - f(rate * (nesterov ? f(gradient + f(momentum * velocity)) : velocity)));
  };
}

function adamStep(numbers: Readonly<Record<string, number>>): Step {
  const [rate, beta1, beta2, c1, c2, epsilon, decay] = ["rate", "beta1", "beta2", "correction1", "correction2", "epsilon", "decay"].map((name) => f(numbers[name]!)) as
    [number, number, number, number, number, number, number];
  const rest1 = f(1 - numbers["beta1"]!), rest2 = f(1 - numbers["beta2"]!);
  return (weight, gradient, [means, squares], i) => {
    const mean = f(f(beta1 * means![i]!) + f(rest1 * gradient));
    const square = f(f(beta2 * squares![i]!) + f(rest2 * f(gradient * gradient)));
    means![i] = mean;
    squares![i] = square;
    const decayed = f(weight - f(decay * weight));
    return f(decayed - f(rate * f(f(mean / c1) / f(f(Math.sqrt(f(square / c2))) + epsilon))));
  };
}
