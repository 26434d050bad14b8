/** A dense array in row-major order, without a tensor library. */
export interface NumericArray {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** Wraps values of a shape; throws where their numbers do not agree. */
export function numericArray(shape: readonly number[], values: Float32Array | Int32Array): NumericArray {
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (size !== values.length) throw new RangeError(`numericArray: shape [${shape.join(", ")}] holds ${size} values, got ${values.length}`);
  return {shape, values};
}
