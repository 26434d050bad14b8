import {expect, test} from "vitest";
import {numericArray} from "../../src/data/numeric-array.ts";
import {decodeSafetensors, encodeSafetensors} from "../../src/data/safetensors.ts";

const arrays = {b: numericArray([2, 2], Float32Array.of(1, -0, Number.NaN, Infinity)), a: numericArray([3], Int32Array.of(1, -2, 3))};

test("a safetensors file is what the reference implementation writes", () => {
  // python -c "import numpy as n, safetensors.numpy as s; print(s.save({'a': n.array([1,-2,3], 'int32')}).hex())"
  expect(Buffer.from(encodeSafetensors({a: arrays.a})).toString("latin1")).toContain('{"a":{"dtype":"I32","shape":[3],"data_offsets":[0,12]}}');
});

test("arrays come back bit for bit, whatever the order they were given in", () => {
  const bytes = encodeSafetensors(arrays);
  expect(decodeSafetensors(bytes)).toEqual({a: arrays.a, b: arrays.b});
  expect(encodeSafetensors({a: arrays.a, b: arrays.b})).toEqual(bytes);
});

test("a NaN of any bits is written in the canonical ones", () => {
  const other = new Float32Array(Uint32Array.of(0xffc01234).buffer);
  expect(encodeSafetensors({x: numericArray([1], other)})).toEqual(encodeSafetensors({x: numericArray([1], Float32Array.of(Number.NaN))}));
});

test("a truncated file is refused", () => {
  expect(() => decodeSafetensors(encodeSafetensors(arrays).subarray(0, -4))).toThrow(/outside the file/);
});
