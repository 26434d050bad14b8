import type {TensorFlow} from "../engine/engine.ts";

type Tensor = import("@tensorflow/tfjs-core").Tensor;
type Numbers = Float32Array | Int32Array | Uint8Array;

/** A tensor's numbers outside the engine. */
export interface SavedTensor {
  readonly shape: readonly number[];
  readonly dtype: Tensor["dtype"];
  readonly values: Numbers;
}

export const savedTensor = async (tensor: Tensor): Promise<SavedTensor> =>
  ({shape: [...tensor.shape], dtype: tensor.dtype, values: (await tensor.data() as Numbers).slice()});

/** Its numbers are copied: an engine may keep what it is given. */
export const tensorOf = (tf: TensorFlow, {shape, dtype, values}: SavedTensor): Tensor => tf.tensor(values.slice(), [...shape], dtype);

/** Bit for bit. */
export function sameNumbers(a: Numbers, b: Numbers): boolean {
  const [x, y] = [a, b].map(({buffer, byteOffset, byteLength}) => new Uint8Array(buffer, byteOffset, byteLength)) as [Uint8Array, Uint8Array];
  if (x.length !== y.length) return false;
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}
