import type {TensorFlow} from "../engine/engine.ts";
import {UserError} from "../errors.ts";
import {encodeCheckpoint} from "./checkpoint-bytes.ts";
import {savedTensor, tensorOf, type SavedTensor} from "./saved-tensor.ts";

/** What the code around a loop holds and its steps change, by name: lists, objects, arrays of numbers, Maps, Sets; tensors within them. */
export type Keep = Readonly<Record<string, object>>;

type Holder = Record<string | number, unknown>;

/** A tensor among plain values, and what is kept anyway: models, variables, optimisers. */
const tensorMark = "a tensor's numbers", anywayMark = "kept anyway";

/** Refuses what could not be put back where the code holds it. */
export async function requireKept(tf: TensorFlow, keep: Keep): Promise<void> {
  for (const [name, value] of Object.entries(keep as Readonly<Record<string, unknown>>)) {
    if (typeof value === "object" && value !== null && !isTensor(tf, value)) continue;
    throw new UserError(`keep: ${name} is ${typeof value === "object" && value !== null ? "a tensor" : `no object but ${String(value)}`}, which cannot be put back where your code holds it`, `keep an object that holds it: const state = {${name}: …}, keep: {state}`);
  }
  const saved = await saveKept(tf, keep);
  try {
    encodeCheckpoint(saved);
  } catch (error) {
    throw new UserError(`keep holds what cannot be kept: ${error instanceof Error ? error.message : String(error)}`, "keep numbers, texts, lists, plain objects, arrays of numbers, Maps, Sets and tensors; models, variables, optimisers and random streams are kept anyway");
  }
}

const isTensor = (tf: TensorFlow, value: unknown): value is import("@tensorflow/tfjs-core").Tensor => value instanceof tf.Tensor && !isKeptAnyway(tf, value);
const isKeptAnyway = (tf: TensorFlow, value: unknown): boolean => value instanceof tf.Variable || value instanceof tf.Optimizer || value instanceof tf.layers.Layer;

/** A copy of what is kept, as plain values; what stands in two places is copied once. */
export async function saveKept(tf: TensorFlow, keep: Keep): Promise<unknown> {
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
    if (value instanceof Map) return new Map(zipped([...value.keys()], await copyAll(value.values())));
    return isPlain(value) ? Object.fromEntries(zipped(Object.keys(value), await copyAll(Object.values(value)))) : value;
  };
  return copy(keep);
}

const zipped = <A>(names: readonly A[], values: readonly unknown[]): [A, unknown][] => names.map((name, i) => [name, values[i]]);

/** Puts what was saved back into the objects that the code holds. */
export function restoreKept(tf: TensorFlow, keep: Keep, saved: unknown): void {
  const names = Object.keys(saved as object);
  if (names.join() !== Object.keys(keep).join()) throw new RangeError(`it keeps ${names.join(", ")}, the run ${Object.keys(keep).join(", ")}`);
  for (const name of names) refill(tf, keep as Holder, name, (saved as Holder)[name]);
}

/** Fills what a holder has under a name as it was, in place where it can be; else puts a new value there. */
function refill(tf: TensorFlow, holder: Holder, name: string | number, saved: unknown): void {
  const here = holder[name];
  if (isMarked(saved, anywayMark)) return;
  if (isMarked(saved, tensorMark)) holder[name] = tf.keep(tensorOf(tf, (saved as {readonly [tensorMark]: SavedTensor})[tensorMark]));
  else if (Array.isArray(here) && Array.isArray(saved)) refillList(tf, here, saved);
  else if (here instanceof Set && saved instanceof Set) refillSet(here, saved);
  else if (here instanceof Map && saved instanceof Map) refillMap(tf, here, saved);
  else if (ArrayBuffer.isView(here) && ArrayBuffer.isView(saved) && here.constructor === saved.constructor && here.byteLength === saved.byteLength) (here as Float32Array).set(saved as Float32Array);
  else if (isPlain(here) && isPlain(saved)) refillObject(tf, here, saved);
  else holder[name] = fresh(tf, saved);
}

const isPlain = (value: unknown): value is Holder => typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
const isMarked = (value: unknown, mark: string): boolean => isPlain(value) && Object.hasOwn(value, mark);

function refillList(tf: TensorFlow, here: unknown[], saved: readonly unknown[]): void {
  here.length = Math.min(here.length, saved.length);
  saved.forEach((each, i) => refill(tf, here as unknown as Holder, i, each));
}

function refillSet(here: Set<unknown>, saved: ReadonlySet<unknown>): void {
  here.clear();
  for (const each of saved) here.add(each);
}

function refillMap(tf: TensorFlow, here: Map<unknown, unknown>, saved: ReadonlyMap<unknown, unknown>): void {
  here.clear();
  for (const [key, each] of saved) here.set(key, fresh(tf, each));
}

function refillObject(tf: TensorFlow, here: Holder, saved: Holder): void {
  for (const name of Object.keys(here)) if (!Object.hasOwn(saved, name)) delete here[name];
  for (const name of Object.keys(saved)) refill(tf, here, name, saved[name]);
}

/** A value of the code's own, whose tensors are tensors. */
function fresh(tf: TensorFlow, saved: unknown): unknown {
  if (Array.isArray(saved)) return refilled(tf, [], saved);
  if (saved instanceof Map) return refilled(tf, new Map(), saved);
  if (isPlain(saved) && !isMarked(saved, tensorMark)) return refilled(tf, {}, saved);
  if (!isPlain(saved)) return saved;
  return tf.keep(tensorOf(tf, (saved as unknown as {readonly [tensorMark]: SavedTensor})[tensorMark]));
}

function refilled(tf: TensorFlow, into: object, saved: unknown): unknown {
  const holder: Holder = {value: into};
  refill(tf, holder, "value", saved);
  return holder["value"];
}
