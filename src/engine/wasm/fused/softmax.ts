import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import type {TensorFlow} from "../../engine.ts";
import type {Host} from "../host.ts";
import {floats, input, type Replacement} from "../replacement.ts";

type Address = number;

/** The exports of kernels.wasm for softmax and its cross-entropies. */
export interface SoftmaxKernels {
  softmax(x: Address, target: Address, rows: number, columns: number): void;
  logSoftmax(x: Address, target: Address, rows: number, columns: number): void;
  softmaxGradient(y: Address, dy: Address, target: Address, rows: number, columns: number): void;
  logSoftmaxGradient(y: Address, dy: Address, target: Address, rows: number, columns: number): void;
  softmaxCrossEntropy(x: Address, labels: Address, losses: Address, rows: number, columns: number): void;
  softmaxCrossEntropyGradient(x: Address, labels: Address, dy: Address, target: Address, rows: number, columns: number): void;
  sparseSoftmaxCrossEntropy(x: Address, classes: Address, losses: Address, rows: number, columns: number): number;
  sparseSoftmaxCrossEntropyGradient(x: Address, classes: Address, dy: Address, target: Address, rows: number, columns: number): void;
}

/** Softmax along the last axis, its logarithm, their cross-entropies with dense and with numbered classes, and the gradients of all, each in one kernel. */
export const softmax: Replacement = (tf, host) => {
  const {kernels} = host;
  const rowwise = (run: (...addressesAndExtents: [number, number, number, number]) => void) => (x: TensorInfo): TensorInfo => {
    const out = host.output(x.shape);
    run(host.address(x), host.address(out), ...extents(tf, x));
    return out;
  };
  const gradient = (name: string, run: SoftmaxKernels["softmaxGradient"]) => (inputs: Parameters<typeof input>[0]): TensorInfo => {
    const y = floats(inputs, "y", name), out = host.output(y.shape);
    run(host.address(y), host.address(floats(inputs, "dy", name)), host.address(out), ...extents(tf, y));
    return out;
  };
  return {
    Softmax: (inputs) => rowwise(kernels.softmax)(floats(inputs, "logits", "softmax")),
    LogSoftmax: (inputs) => rowwise(kernels.logSoftmax)(floats(inputs, "logits", "logSoftmax")),
    SoftmaxGradient: gradient("softmaxGradient", kernels.softmaxGradient),
    LogSoftmaxGradient: gradient("logSoftmaxGradient", kernels.logSoftmaxGradient),
    SoftmaxCrossEntropy: (inputs) => {
      const logits = floats(inputs, "logits", "softmaxCrossEntropy"), labels = floats(inputs, "labels", "softmaxCrossEntropy");
      const losses = host.output(logits.shape.slice(0, -1));
      kernels.softmaxCrossEntropy(host.address(logits), host.address(labels), host.address(losses), ...extents(tf, logits));
      return losses;
    },
    SoftmaxCrossEntropyGradient: (inputs) => {
      const [logits, labels, dy] = ["logits", "labels", "dy"].map((name) => floats(inputs, name, "softmaxCrossEntropyGradient")) as [TensorInfo, TensorInfo, TensorInfo];
      const out = host.output(logits.shape);
      kernels.softmaxCrossEntropyGradient(host.address(logits), host.address(labels), host.address(dy), host.address(out), ...extents(tf, logits));
      return out;
    },
    SparseSoftmaxCrossEntropy: (inputs) => sparseLosses(tf, host, floats(inputs, "logits", "sparseSoftmaxCrossEntropy"), classNumbers(input(inputs, "labels"))),
    SparseSoftmaxCrossEntropyGradient: (inputs) => {
      const logits = floats(inputs, "logits", "sparseSoftmaxCrossEntropyGradient"), dy = floats(inputs, "dy", "sparseSoftmaxCrossEntropyGradient");
      const out = host.output(logits.shape);
      kernels.sparseSoftmaxCrossEntropyGradient(host.address(logits), host.address(classNumbers(input(inputs, "labels"))), host.address(dy), host.address(out), ...extents(tf, logits));
      return out;
    },
  };
};

function extents(tf: TensorFlow, {shape}: TensorInfo): readonly [rows: number, columns: number] {
  return [tf.util.sizeFromShape(shape.slice(0, -1)), shape.at(-1) ?? 1];
}

function classNumbers(labels: TensorInfo): TensorInfo {
  if (labels.dtype !== "int32") throw new TypeError(`sparseSoftmaxCrossEntropy: expected labels of int32, got ${labels.dtype}; tf.cast(labels, "int32") makes them so`);
  return labels;
}

function sparseLosses(tf: TensorFlow, host: Host, logits: TensorInfo, labels: TensorInfo): TensorInfo {
  const losses = host.output(logits.shape.slice(0, -1));
  const [rows, columns] = extents(tf, logits);
  const wrong = host.kernels.sparseSoftmaxCrossEntropy(host.address(logits), host.address(labels), host.address(losses), rows, columns);
  if (wrong < 0) return losses;
  host.dispose(losses);
  throw new UserError(
    `sparseSoftmaxCrossEntropy: label number ${wrong} (from 0) is not one of the ${columns} classes that the logits have; expected 0 to ${columns - 1}.`,
    "Count classes from 0, and give the last layer one unit for each class.",
  );
}
