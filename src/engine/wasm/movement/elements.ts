import type {DataType, TensorInfo} from "@tensorflow/tfjs-core";
import {input, type Attributes} from "../replacement.ts";

/** The types whose elements can be moved: 4 bytes, 4 bytes, 1 byte. */
export type ElementType = "float32" | "int32" | "bool";

type Inputs = Parameters<typeof input>[0];

const kinds: Readonly<Record<ElementType, number>> = {float32: 0, int32: 1, bool: 2};

/** The number by which kernels know a type; assembly/movement/element.ts has the same. */
export const kindOf = (dtype: DataType): number => kinds[dtype as ElementType];

/** Bytes of an element. */
export const widthOf = (dtype: DataType): number => (dtype === "bool" ? 1 : 4);

/** The number of elements. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);

/** An input of numbers or truth values; text and complex numbers are refused. */
export function elements(inputs: Inputs, name: string, kernel: string): TensorInfo {
  const tensor = input(inputs, name);
  insistOnType(tensor, name, kernel, ["float32", "int32", "bool"]);
  return tensor;
}

/** An input of 32-bit integers. */
export function integers(inputs: Inputs, name: string, kernel: string): TensorInfo {
  const tensor = input(inputs, name);
  insistOnType(tensor, name, kernel, ["int32"]);
  return tensor;
}

/** An input that can be added up: floats or integers. */
export function addends(inputs: Inputs, name: string, kernel: string): TensorInfo {
  const tensor = input(inputs, name);
  insistOnType(tensor, name, kernel, ["float32", "int32"]);
  return tensor;
}

/** Throws a TypeError unless the tensor has one of the types. */
export function insistOnType(tensor: TensorInfo, name: string, kernel: string, expected: readonly ElementType[]): void {
  if (!(expected as readonly string[]).includes(tensor.dtype)) {
    throw new TypeError(`${kernel}: expected ${name} of ${expected.join(" or ")}, got ${tensor.dtype}; tf.cast(${name}, "${expected[0]}") makes it one`);
  }
}

/** The type that an attribute asks a new tensor to have. */
export function typeAsked(attributes: Attributes, kernel: string, inferred: DataType): ElementType {
  const dtype = (attributes["dtype"] ?? inferred) as string;
  if (!(dtype in kinds)) throw new TypeError(`${kernel}: expected dtype float32, int32 or bool, got ${dtype}; the bitwise engine computes with numbers and truth values alone`);
  return dtype as ElementType;
}
