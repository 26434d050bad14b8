import type {TensorFlow} from "../engine/engine.ts";
import {UserError} from "../errors.ts";
import {encodeCheckpoint} from "./checkpoint-bytes.ts";
import {savedTensor, tensorOf, type SavedTensor} from "./saved-tensor.ts";

/** What the code around a loop holds and its steps change, by name: lists, objects, arrays of numbers, Maps, Sets; tensors within them. */
export type Keep = Readonly<Record<string, object>>;

type Holder = Record<string | number, unknown>;
type Bytes = Float32Array | DataView | ArrayBuffer;

/** A tensor among plain values, and what is kept anyway: models, variables, optimisers. */
const tensorMark = "a tensor's numbers", anywayMark = "kept anyway";

/** A copy of what `keep` holds; `begun` are the copies of the objects that it held when the loop began, undefined where it holds one no more. */
export interface SavedKeep {
  readonly whole: Readonly<Record<string, unknown>>;
  readonly begun: readonly unknown[];
}

/** Refuses what could not be put back where the code holds it; else gives every object that `keep` holds, in the same order in every run of the same code. */
export async function requireKept(tf: TensorFlow, keep: Keep): Promise<readonly object[]> {
  for (const [name, value] of Object.entries(keep as Readonly<Record<string, unknown>>)) {
    if (typeof value === "object" && value !== null && !isTensor(tf, value)) continue;
    throw new UserError(`keep: ${name} is ${typeof value === "object" && value !== null ? "a tensor" : `no object but ${String(value)}`}, which cannot be put back where your code holds it`, `keep an object that holds it: const state = {${name}: …}, keep: {state}`);
  }
  const copies = await copiesOf(tf, keep);
  try {
    encodeCheckpoint(copies.get(keep));
  } catch (error) {
    throw new UserError(`keep holds what cannot be kept: ${error instanceof Error ? error.message : String(error)}`, "keep numbers, texts, lists, plain objects, arrays of numbers, Maps, Sets and tensors; models, variables, optimisers and random streams are kept anyway");
  }
  return [...copies.keys()];
}

/** Refuses a model, variable or optimiser that `keep` did not hold when the loop began: nobody could say which it is. */
export function requireKnown(tf: TensorFlow, keep: Keep, begun: readonly object[]): void {
  const known = new Set(begun);
  for (const each of heldBy(tf, keep)) {
    if (!isKeptAnyway(tf, each) || known.has(each)) continue;
    throw new UserError("a step put a model, a variable or an optimiser into keep that keep did not hold when the loop began, so that an interrupted run could not find it again", "keep a list of all that may be put there too, or a number that says which");
  }
}

const isTensor = (tf: TensorFlow, value: unknown): value is import("@tensorflow/tfjs-core").Tensor => value instanceof tf.Tensor && !isKeptAnyway(tf, value);
const isKeptAnyway = (tf: TensorFlow, value: unknown): boolean => value instanceof tf.Variable || value instanceof tf.Optimizer || value instanceof tf.layers.Layer;

/** An object and all that it holds, each once. */
function heldBy(tf: TensorFlow, whole: object): ReadonlySet<object> {
  const held = new Set([whole]);
  for (const each of held) for (const part of partsOf(tf, each)) if (typeof part === "object" && part !== null) held.add(part);
  return held;
}

function partsOf(tf: TensorFlow, value: object): Iterable<unknown> {
  if (Array.isArray(value) || value instanceof Set) return value;
  if (value instanceof Map) return [...value].flat();
  return isPlain(value) && !isTensor(tf, value) ? Object.values(value) : [];
}

/** What `keep` holds now; `begun` are the objects that it held when the loop began. */
export async function saveKept(tf: TensorFlow, keep: Keep, begun: readonly object[]): Promise<SavedKeep> {
  requireKnown(tf, keep, begun);
  const copies = await copiesOf(tf, keep);
  return {whole: copies.get(keep) as SavedKeep["whole"], begun: begun.map((each) => copies.get(each))};
}

/** Every object that is kept, with its copy as plain values; what stands in two places is copied once. */
async function copiesOf(tf: TensorFlow, keep: Keep): Promise<ReadonlyMap<object, unknown>> {
  const copies = new Map<object, unknown>();
  const open = new Set<object>();
  const copy = async (value: unknown): Promise<unknown> => {
    if (typeof value !== "object" || value === null || copies.has(value)) return copies.get(value as object) ?? value;
    if (open.has(value)) throw new UserError("keep holds an object that holds itself", "keep lists and objects without cycles");
    open.add(value);
    copies.set(value, await copyObject(value));
    open.delete(value);
    return copies.get(value);
  };
  const copyAll = async (values: Iterable<unknown>): Promise<unknown[]> => {
    const copied: unknown[] = [];
    for (const value of values) copied.push(await copy(value));
    return copied;
  };
  const copyObject = async (value: object): Promise<unknown> => {
    if (isKeptAnyway(tf, value)) return {[anywayMark]: true};
    if (isTensor(tf, value)) return {[tensorMark]: await savedTensor(value)};
    if (ArrayBuffer.isView(value)) return structuredClone(value);
    if (Array.isArray(value)) return copyAll(value);
    if (value instanceof Set) return new Set(await copyAll(value));
    if (value instanceof Map) return new Map(zipped(await copyAll(value.keys()), await copyAll(value.values())));
    return isPlain(value) ? Object.fromEntries(zipped(Object.keys(value), await copyAll(Object.values(value)))) : value;
  };
  await copy(keep);
  return copies;
}

const zipped = <A>(names: readonly A[], values: readonly unknown[]): [A, unknown][] => names.map((name, i) => [name, values[i]]);

/** Puts back what was saved: objects that `keep` held when the loop began are filled in place, wherever they stand now; what came later is made anew, each object once. */
export function restoreKept(tf: TensorFlow, keep: Keep, {whole, begun: saved}: SavedKeep, begun: readonly object[]): void {
  const names = Object.keys(whole);
  if (names.join() !== Object.keys(keep).join()) throw new RangeError(`it keeps ${names.join(", ")}, the run ${Object.keys(keep).join(", ")}`);
  requireAlike(saved, begun);
  const own = new Map(saved.flatMap((each, i) => (isFillable(each) ? [[each, begun[i]!]] : []))), done = new Map<unknown, unknown>();
  const back = (from: unknown): unknown => {
    if (typeof from !== "object" || from === null) return from;
    if (!done.has(from)) {
      const into = own.get(from) ?? fresh(tf, from);
      done.set(from, into);
      fill(into, from, back);
    }
    return done.get(from);
  };
  back(whole);
}

/** Refuses, before anything changes, copies of other objects than these. */
function requireAlike(saved: readonly unknown[], begun: readonly object[]): void {
  if (saved.length !== begun.length) throw new RangeError(`it keeps ${saved.length} objects, the run ${begun.length}`);
  const other = begun.findIndex((each, i) => saved[i] !== undefined && kindOf(each) !== kindOf(saved[i]));
  if (other >= 0) throw new RangeError(`it keeps ${kindOf(saved[other])} where the run keeps ${kindOf(begun[other])}`);
}

const kindOf = (value: unknown): string => (isBytes(value) ? `${tagOf(value)} of ${value.byteLength} bytes` : tagOf(value));
const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice("[object ".length, -1);

const isPlain = (value: unknown): value is Holder => typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
const isBytes = (value: unknown): value is Bytes => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
const isFillable = (value: unknown): value is object => isPlain(value) || isBytes(value) || Array.isArray(value) || value instanceof Set || value instanceof Map;
const isMarked = (value: unknown, mark: string): value is Holder => isPlain(value) && Object.hasOwn(value, mark);

/** The value that a copy stands for, lists and the like still empty. Arrays of numbers leave the checkpoint's own bytes alone. */
function fresh(tf: TensorFlow, from: object): object {
  if (isMarked(from, tensorMark)) return tf.keep(tensorOf(tf, from[tensorMark] as SavedTensor));
  if (Array.isArray(from)) return [];
  if (from instanceof Set) return new Set();
  if (from instanceof Map) return new Map();
  if (isPlain(from)) return {};
  return isBytes(from) ? structuredClone("slice" in from ? from.slice() : from) : from;
}

/** Gives an object what its copy holds. */
function fill(into: unknown, from: object, back: (from: unknown) => unknown): void {
  if (isMarked(from, tensorMark) || isMarked(from, anywayMark)) return;
  if (isBytes(from)) bytesIn(into as Bytes).set(bytesIn(from));
  else if (Array.isArray(from)) fillList(into as unknown[], from.map(back));
  else if (from instanceof Set) fillSet(into as Set<unknown>, [...from].map(back));
  else if (from instanceof Map) fillMap(into as Map<unknown, unknown>, [...from].map(([key, each]) => [back(key), back(each)]));
  else if (isPlain(from)) fillObject(into as Holder, zipped(Object.keys(from), Object.values(from).map(back)));
}

const bytesIn = (bytes: Bytes): Uint8Array => (bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));

function fillList(into: unknown[], items: readonly unknown[]): void {
  if (into.length > items.length) into.length = items.length;
  items.forEach((each, i) => assign(into as unknown as Holder, i, each));
}

function fillSet(into: Set<unknown>, items: readonly unknown[]): void {
  into.clear();
  for (const each of items) into.add(each);
}

function fillMap(into: Map<unknown, unknown>, entries: readonly (readonly [unknown, unknown])[]): void {
  into.clear();
  for (const [key, each] of entries) into.set(key, each);
}

/** Names keep their order, which code may go by. */
function fillObject(into: Holder, entries: readonly (readonly [string, unknown])[]): void {
  const names = Object.keys(into);
  if (entries.length !== names.length || entries.some(([name], i) => name !== names[i])) for (const name of names) delete into[name];
  for (const [name, each] of entries) assign(into, name, each);
}

/** What stands there already is left alone, since it may be frozen. */
function assign(holder: Holder, name: string | number, value: unknown): void {
  if (!(Object.hasOwn(holder, name) && Object.is(holder[name], value))) holder[name] = value;
}
