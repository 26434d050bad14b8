import type {TensorInfo} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../src/engine/engine.ts";

/** Which kernels ran since it was last asked, and whether the planted one was among them and moved a number. */
export interface Observation {
  readonly kernels: readonly string[];
  readonly moved: boolean;
}

interface Running {
  runKernel(name: string, inputs: Readonly<Record<string, TensorInfo>>, attributes?: unknown): TensorInfo | TensorInfo[];
}

/** Watches every kernel from now on. `planted` names one whose first finite number is then moved by one ulp, at every call. */
export function observe(tf: TensorFlow, planted?: string): () => Observation {
  const engine = tf.engine() as unknown as Running;
  const inner = engine.runKernel.bind(engine);
  let kernels = new Set<string>();
  let moved = false;
  engine.runKernel = (name, inputs, attributes) => {
    const outputs = inner(name, inputs, attributes);
    kernels.add(name);
    if (name === planted && moveOne(tf, changedBy(inputs, outputs))) moved = true;
    return outputs;
  };
  return () => {
    const observation = {kernels: [...kernels].sort(), moved};
    [kernels, moved] = [new Set(), false];
    return observation;
  };
}

/** What a kernel wrote: its first output, or for a step in place, which has none, its first input. */
const changedBy = (inputs: Readonly<Record<string, TensorInfo>>, outputs: TensorInfo | TensorInfo[]): TensorInfo =>
  [outputs].flat()[0] ?? Object.values(inputs)[0]!;

/** Moves a tensor's first finite number to the next one of larger magnitude; false where there is none. */
function moveOne(tf: TensorFlow, {dataId, shape, dtype}: TensorInfo): boolean {
  const backend = tf.backend();
  const values = (backend.readSync(dataId) as Float32Array | Int32Array | Uint8Array).slice();
  const first = values.findIndex(Number.isFinite);
  if (first < 0) return false;
  if (values instanceof Float32Array) new Uint32Array(values.buffer)[first]! += 1;
  else values[first] = values instanceof Uint8Array ? 1 - values[first]! : values[first]! + 1;
  backend.move(dataId, values, shape, dtype, backend.refCount(dataId));
  return true;
}
