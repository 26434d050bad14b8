import {canonicalJson} from "../results/canonical-json.ts";
import {sha256, type Store} from "../store/store.ts";
import {openDescriber, partsOf} from "./describe-key.ts";
import {trainingKey} from "./key.ts";
import type {CodeFingerprint, KeyRecord, NumericsRecord} from "./key-record.ts";
import type {RunTask} from "./tasks.ts";

/** What a run was last made from, as the store keeps it: what many runs share lies beside, by digest. */
interface Kept extends Pick<KeyRecord, "recipe" | "key" | "experiment" | "variant" | "replicate" | "parameters" | "factors" | "inputs"> {
  /** Digest of the shared parts. */
  readonly shared: string;
}

interface SharedParts extends Pick<KeyRecord, "entries" | "packages" | "data"> {
  readonly engine: Omit<KeyRecord["engine"], "numerics"> & {readonly numerics: (Omit<NumericsRecord, "files"> & {/** Digest. */ readonly files?: string}) | null};
}

const shelfKey = (run: string): string => sha256(run);

/** Remembers from what each run was made, so that the next time its change can be named. */
export function openMadeMemory(store: Store): (task: RunTask) => Promise<void> {
  const describe = openDescriber();
  const put = onceKept(store);
  return async (task) => {
    const {entries, packages, data, engine, inputs, ...own} = await describe(task);
    const {files, ...numerics} = engine.numerics ?? {files: undefined};
    const shared = {entries, packages, data, engine: {...engine, numerics: engine.numerics === null ? null : {...numerics, ...(files === undefined ? {} : {files: await put(files)})}}};
    const bare = Object.fromEntries(Object.entries(inputs ?? {}).map(([name, {run, training}]) => [name, {run, training}]));
    const kept: Kept = {...own, inputs: bare, shared: await store.put(Buffer.from(canonicalJson(shared)))};
    await store.remember("made", shelfKey(runOf(own)), canonicalJson(kept));
  };
}

const runOf = ({experiment, variant, replicate}: Pick<KeyRecord, "experiment" | "variant" | "replicate">): string => `${experiment}/${variant}/${replicate}`;

/** Keeps each value in the store once. */
function onceKept(store: Store): (value: object) => Promise<string> {
  const kept = new Map<object, Promise<string>>();
  return (value) => {
    const keeping = kept.get(value) ?? store.put(Buffer.from(canonicalJson(value)));
    kept.set(value, keeping);
    return keeping;
  };
}

/** From what a run was last made here; undefined where it never was, or nothing whole is left to tell. */
export async function recallMade(run: string, store: Store): Promise<KeyRecord | undefined> {
  const text = await store.recall("made", shelfKey(run));
  if (text === undefined) return undefined;
  const {shared: digest, ...own} = JSON.parse(text) as Kept;
  const shared = await readJson<SharedParts>(digest, store);
  if (shared === undefined) return undefined;
  return {...own, ...shared, inputs: await recallInputs(own.inputs, store), engine: {...shared.engine, numerics: await recallNumerics(shared.engine.numerics, store)}};
}

async function recallNumerics(numerics: SharedParts["engine"]["numerics"], store: Store): Promise<NumericsRecord | null> {
  if (numerics === null) return null;
  const {files: digest, ...own} = numerics;
  const files = digest === undefined ? undefined : await readJson<CodeFingerprint>(digest, store);
  return {...own, ...(files === undefined ? {} : {files})};
}

/** An input with what it was made from, where that very training was its last. */
async function recallInputs(inputs: KeyRecord["inputs"], store: Store): Promise<KeyRecord["inputs"]> {
  return Object.fromEntries(await Promise.all(Object.entries(inputs ?? {}).map(async ([name, input]) => {
    const record = await recallMade(input.run, store);
    const same = record !== undefined && trainingKey(partsOf(record), record.recipe) === input.training;
    return [name, same ? {...input, record} : input] as const;
  })));
}

async function readJson<T>(digest: string, store: Store): Promise<T | undefined> {
  const bytes = await store.get(digest);
  return bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString("utf8")) as T;
}
