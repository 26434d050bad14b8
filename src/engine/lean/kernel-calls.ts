import type {Tensor, TensorInfo} from "@tensorflow/tfjs-core";
import type {DataNote, Internals, LeanKernel} from "./internals.ts";

/** Kernels of two tensors whose results are true or false. */
export const comparisons = ["Equal", "NotEqual", "Greater", "GreaterEqual", "Less", "LessEqual", "LogicalAnd", "LogicalOr"] as const;

/** Kernels whose gradient asks for nothing of their operands but the shape: no number is kept for it. */
export const shapeAlone: ReadonlySet<string> = new Set(["Add", "Sub", "Sum", "Mean", "Reshape", "ExpandDims", "LogicalNot", ...comparisons]);

/**
 * Runs our kernels with what a training step needs around them: one look-up, no closures, no checks for leaks or profiles, and no kernel or tape entry for
 * a tensor that is kept for a first derivative. What is computed and what is counted (`tf.memory()`) stay the same.
 */
export function leanKernelCalls(engine: Internals, backendName: string, kernels: ReadonlyMap<string, LeanKernel>): void {
  const stock = engine.runKernel.bind(engine);
  noteOnData(engine);
  engine.runKernel = (name, inputs, attributes) => {
    const kernel = kernels.get(name);
    const {state} = engine;
    if (kernel === undefined || engine.backendName !== backendName || state.profiling) return stock(name, inputs, attributes);
    const recording = state.gradientDepth > 0 && state.kernelDepth === 0;
    let made: TensorInfo | TensorInfo[];
    let outputs: Tensor[];
    let saved: readonly unknown[] = [];
    state.kernelDepth += 1;
    try {
      made = kernel(inputs, attributes ?? {});
      outputs = Array.isArray(made) ? made.map((info) => tensorOf(engine, info)) : [tensorOf(engine, made)];
      if (recording) saved = savedFor(engine, name, inputs, outputs);
    } finally {
      state.kernelDepth -= 1;
    }
    if (recording) engine.addTapeNode(name, inputs, outputs, null, saved, attributes);
    return Array.isArray(made) ? outputs : outputs[0];
  };
}

const tensorOf = (engine: Internals, info: TensorInfo): Tensor => ("rank" in info ? (info as Tensor) : engine.makeTensorFromTensorInfo(info));

function savedFor(engine: Internals, name: string, inputs: Readonly<Record<string, TensorInfo>>, outputs: readonly Tensor[]): readonly unknown[] {
  const tensors = engine.getTensorsForGradient(name, inputs, outputs);
  if (shapeAlone.has(name)) return tensors.map(({shape}) => ({shape, dispose: () => undefined}));
  return tensors.map((tensor) => engine.keep(shared(engine, tensor)));
}

/** The same numbers as a tensor of its own; only derivatives of derivatives need to know where it came from. */
function shared(engine: Internals, tensor: Tensor): Tensor {
  if (engine.state.gradientDepth > 1) return engine.clone(tensor);
  engine.state.tensorInfo.get(tensor.dataId)!.backend.incRef(tensor.dataId);
  return engine.makeTensorFromTensorInfo({dataId: tensor.dataId, shape: tensor.shape, dtype: tensor.dtype});
}

const noteKey = Symbol("note");

/** Keeps TensorFlow.js's notes about a tensor's data on the data id itself: its WeakMap costs more than a small kernel. */
function noteOnData({state}: Internals): void {
  type Noted = {[noteKey]?: DataNote | undefined};
  const earlier = state.tensorInfo;
  const noteOf = (id: object): DataNote | undefined => (id as Noted)[noteKey] ?? earlier.get(id);
  state.tensorInfo = {
    has: (id) => noteOf(id) !== undefined,
    get: noteOf,
    set: (id, note) => ((id as Noted)[noteKey] = note),
    delete: (id) => {
      (id as Noted)[noteKey] = undefined;
      return earlier.delete(id);
    },
  };
}
