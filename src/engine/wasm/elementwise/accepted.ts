import type {DataType, TensorInfo} from "@tensorflow/tfjs-core";
import {input} from "../replacement.ts";

/** An input of one of the types that a kernel computes on. */
export function accepted<Type extends DataType>(inputs: Readonly<Record<string, TensorInfo | undefined>>, name: string, kernel: string, types: readonly Type[]): TensorInfo & {readonly dtype: Type} {
  const tensor = input(inputs, name);
  if (!(types as readonly DataType[]).includes(tensor.dtype)) {
    throw new TypeError(`${kernel}: expected ${name} of ${types.join(" or ")}, got ${tensor.dtype}; tf.cast(${name}, "${types[0]}") makes it one`);
  }
  return tensor as TensorInfo & {readonly dtype: Type};
}
