/** `node:util` as TensorFlow.js 4.22.0 knows it, with the two functions that Node 23 took out. */
export * from "node:util";

export const isNullOrUndefined = (value: unknown): boolean => value === null || value === undefined;
export const isArray = (value: unknown): boolean => Array.isArray(value);
