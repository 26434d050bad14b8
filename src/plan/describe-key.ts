import {readFile} from "node:fs/promises";
import type {EngineName} from "../engine/engine.ts";
import type {Bundle} from "./bundle.ts";
import {fingerprint} from "./fingerprint.ts";
import {recipe, type KeyParts} from "./key.ts";
import type {CodeFingerprint, EntryRecord, InputRecord, KeyRecord, NumericsRecord} from "./key-record.ts";
import {fingerprintNumerics, type Numerics} from "./numerics.ts";
import {pathOf, type RunTask} from "./tasks.ts";

/** Says of a run what its key is made of today, down to the declarations of its code. */
export type DescribeKey = (task: RunTask) => Promise<KeyRecord>;

/** A describer that looks at each bundle and each engine once. */
export function openDescriber(): DescribeKey {
  const bundles = once((file: string) => readFile(file, "utf8").then(fingerprint));
  const engines = once((engine: string) => fingerprintNumerics(engine as EngineName));
  const known = new Map<RunTask, Promise<KeyRecord>>();
  const describe: DescribeKey = (task) => {
    const describing = known.get(task) ?? describeTask(task, {bundles, engines, describe});
    known.set(task, describing);
    return describing;
  };
  return describe;
}

interface Sources {
  readonly bundles: (file: string) => Promise<CodeFingerprint>;
  readonly engines: (engine: string) => Promise<Pick<NumericsRecord, "version" | "files">>;
  readonly describe: DescribeKey;
}

async function describeTask(task: RunTask, sources: Sources): Promise<KeyRecord> {
  const {parts, code, key} = task;
  const bundles: Readonly<Record<string, Bundle | undefined>> = {train: code.train, evaluate: code.evaluate};
  return {
    recipe,
    key,
    experiment: parts.experiment,
    variant: parts.variant,
    replicate: parts.replicate,
    parameters: parts.parameters,
    factors: parts.factors,
    entries: await mapValues(parts.entries, (digest, name) => entryRecord(digest, bundles[name], name === "evaluate" ? code.beside : undefined, sources)),
    packages: parts.packages,
    data: parts.data as KeyRecord["data"],
    inputs: await mapValues(task.inputs, async (input): Promise<InputRecord> => ({run: pathOf(input), training: input.trainingKey, record: await sources.describe(input)})),
    engine: {...parts.engine, numerics: await numericsRecord(parts.engine.numerics, parts.engine.name, sources)},
  };
}

const entryRecord = async (digest: string, bundle: Bundle | undefined, beside: string | undefined, {bundles}: Sources): Promise<EntryRecord> =>
  ({digest, ...(bundle === undefined ? {} : {code: await bundles(bundle.file)}), ...(beside === undefined ? {} : {beside})});

const numericsRecord = async (numerics: Numerics | null, engine: string, {engines}: Sources): Promise<NumericsRecord | null> =>
  (numerics === null ? null : {...numerics, ...await engines(engine)});

/** The parts that a record's key was made from. */
export function partsOf({experiment, variant, replicate, parameters, factors, entries, packages, data, inputs, engine}: KeyRecord): KeyParts {
  const {code = "", kernels = {}, packages: beneath = []} = engine.numerics ?? {};
  return {
    experiment, variant, replicate, parameters, factors, packages, data,
    entries: Object.fromEntries(Object.entries(entries).map(([name, {digest}]) => [name, digest])),
    inputs: Object.fromEntries(Object.entries(inputs ?? {}).map(([name, {training}]) => [name, training])),
    engine: {...engine, numerics: engine.numerics === null ? null : {code, kernels, packages: beneath}},
  };
}

function once<K, V>(make: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const made = new Map<K, Promise<V>>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

async function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A, name: string) => Promise<B>): Promise<Readonly<Record<string, B>>> {
  return Object.fromEntries(await Promise.all(Object.entries(record).map(async ([name, value]) => [name, await map(value, name)] as const)));
}
