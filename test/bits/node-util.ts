// What TensorFlow.js asks of Node's `util`, so that one bundle without imports runs in Node as in browsers.
export const {TextEncoder, TextDecoder} = globalThis;

export const types = {
  isFloat32Array: (value: unknown): boolean => value instanceof Float32Array,
  isInt32Array: (value: unknown): boolean => value instanceof Int32Array,
  isUint8Array: (value: unknown): boolean => value instanceof Uint8Array,
  isUint8ClampedArray: (value: unknown): boolean => value instanceof Uint8ClampedArray,
};
