import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import type {Internals, TapeNode} from "./internals.ts";
import {within} from "./scopes.ts";

/** Reverse-mode differentiation over the tape in one pass each way; the same sums in the same order as TensorFlow.js's own. */
export function leanDerivatives(tf: TensorFlow, engine: Internals): void {
  engine.gradients = (f, xs, dy, allowNoGradients = false) => {
    try {
      return differentiated(f, xs, dy, allowNoGradients);
    } finally {
      if (engine.state.gradientDepth === 0) forget(engine);
    }
  };
  const differentiated: Internals["gradients"] = (f, xs, dy, allowNoGradients) => {
    if (xs.length === 0) throw new RangeError("gradients: expected at least one tensor to differentiate by, got none");
    if (dy !== undefined && dy !== null && dy.dtype !== "float32") throw new TypeError(`gradients: expected dy of float32, got ${dy.dtype}`);
    const y = forward(engine, f);
    if (!(y instanceof tf.Tensor)) throw new TypeError("gradients: the function must return one tensor");
    const tape = between(engine.state.activeTape!, xs, y);
    if (tape.length === 0 && !allowNoGradients) throw new RangeError("gradients: the value does not depend on what it is differentiated by; the function must use it");
    engine.startScope("backward");
    let result: {value: Tensor; grads: (Tensor | undefined)[]} | undefined;
    try {
      const gradients = propagated(tf, engine, tape, y, dy ?? tf.ones(y.shape));
      result = {value: y, grads: xs.map((x) => gradients.get(x.id))};
      return result;
    } finally {
      engine.endScope(result);
    }
  };
}

function forward(engine: Internals, f: () => Tensor): Tensor {
  engine.startTape();
  try {
    return within(engine, "forward", f);
  } finally {
    engine.endTape();
  }
}

interface Step {
  readonly node: TapeNode;
  /** The names of the inputs that depend on what is differentiated by. */
  readonly names: readonly string[];
}

/** The nodes that lead from one of xs to y, in the order of the tape. */
function between(tape: readonly TapeNode[], xs: readonly Tensor[], y: Tensor): readonly Step[] {
  const fromX = new Set(xs.map((x) => x.id));
  const steps: Step[] = [];
  for (const node of tape) {
    const names = Object.keys(node.inputs).filter((name) => fromX.has(node.inputs[name]!.id));
    if (names.length === 0) continue;
    for (const output of node.outputs) fromX.add(output.id);
    steps.push({node, names});
  }
  const toY = new Set([y.id]);
  const leading = steps.toReversed().filter(({node, names}) => {
    if (!node.outputs.some((output) => toY.has(output.id))) return false;
    for (const name of names) toY.add(node.inputs[name]!.id);
    return true;
  });
  return leading.toReversed();
}

/** dy led back through the steps, by tensor id; where several ways meet, their gradients are added in the order in which the ways are walked. */
function propagated(tf: TensorFlow, engine: Internals, steps: readonly Step[], y: Tensor, dy: Tensor): ReadonlyMap<number, Tensor> {
  const gradients = new Map([[y.id, dy]]);
  for (const {node, names} of steps.toReversed()) {
    if (node.gradient === undefined) throw new RangeError(`gradients: TensorFlow.js has no derivative of the kernel ${node.kernelName}`);
    const byInput = node.gradient(node.outputs.map((output) => gradients.get(output.id) ?? null));
    for (const name of names) {
      const x = node.inputs[name]!;
      const dx = within(engine, name, gradientBy(byInput, name, node));
      if (dx.dtype !== "float32") throw new TypeError(`gradients: the derivative of ${node.kernelName} by ${name} is ${dx.dtype}, expected float32`);
      if (!tf.util.arraysEqual(dx.shape, x.shape)) throw new RangeError(`gradients: the derivative of ${node.kernelName} by ${name} has shape [${dx.shape}], expected [${x.shape}]`);
      const known = gradients.get(x.id);
      gradients.set(x.id, known === undefined ? dx : tf.add(known, dx));
    }
  }
  return gradients;
}

function gradientBy(byInput: Readonly<Record<string, () => Tensor>>, name: string, node: TapeNode): () => Tensor {
  const gradient = byInput[name];
  if (gradient === undefined) throw new RangeError(`gradients: TensorFlow.js has no derivative of ${node.kernelName} by ${name}, only by ${Object.keys(byInput).join(", ")}`);
  return gradient;
}

function forget({state}: Internals): void {
  for (const node of state.activeTape ?? []) for (const saved of node.saved) saved.dispose();
  state.activeTape = null;
}
