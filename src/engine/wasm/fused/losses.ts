import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../engine.ts";
import type {Host} from "../host.ts";
import {floats, type Attributes, type Inputs, type Replacement} from "../replacement.ts";

type Address = number;
type Loss = (prediction: Address, label: Address, target: Address, count: number, delta: number) => void;
type LossGradient = (prediction: Address, label: Address, dy: Address, target: Address, count: number, delta: number) => void;

/** The exports of kernels.wasm for losses of single numbers. Only Huber's have a delta; the others do not look at it. */
export interface LossKernels {
  readonly squaredError: Loss;
  readonly squaredErrorGradient: LossGradient;
  readonly sigmoidCrossEntropy: Loss;
  readonly sigmoidCrossEntropyGradient: LossGradient;
  readonly huberLoss: Loss;
  readonly huberLossGradient: LossGradient;
}

/** Losses of single numbers and their gradients by the prediction, each in one kernel. */
export const losses: Replacement = (tf, host) => {
  const {kernels} = host;
  return {
    SquaredError: (inputs, attributes) => loss(tf, host, "squaredError", kernels.squaredError, inputs, attributes),
    SquaredErrorGradient: (inputs, attributes) => gradient(tf, host, "squaredErrorGradient", kernels.squaredErrorGradient, inputs, attributes),
    SigmoidCrossEntropy: (inputs, attributes) => loss(tf, host, "sigmoidCrossEntropy", kernels.sigmoidCrossEntropy, inputs, attributes),
    SigmoidCrossEntropyGradient: (inputs, attributes) => gradient(tf, host, "sigmoidCrossEntropyGradient", kernels.sigmoidCrossEntropyGradient, inputs, attributes),
    HuberLoss: (inputs, attributes) => loss(tf, host, "huberLoss", kernels.huberLoss, inputs, attributes),
    HuberLossGradient: (inputs, attributes) => gradient(tf, host, "huberLossGradient", kernels.huberLossGradient, inputs, attributes),
  };
};

function loss(tf: TensorFlow, host: Host, name: string, run: Loss, inputs: Inputs, attributes: Attributes): TensorInfo {
  const predictions = floats(inputs, "predictions", name), labels = floats(inputs, "labels", name);
  const out = host.output(predictions.shape);
  run(host.address(predictions), host.address(labels), host.address(out), tf.util.sizeFromShape(out.shape), (attributes["delta"] as number | undefined) ?? 0);
  return out;
}

function gradient(tf: TensorFlow, host: Host, name: string, run: LossGradient, inputs: Inputs, attributes: Attributes): TensorInfo {
  const predictions = floats(inputs, "predictions", name), labels = floats(inputs, "labels", name), dy = floats(inputs, "dy", name);
  const out = host.output(predictions.shape);
  run(host.address(predictions), host.address(labels), host.address(dy), host.address(out), tf.util.sizeFromShape(out.shape), (attributes["delta"] as number | undefined) ?? 0);
  return out;
}
