import {readFile, readdir} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import {absent} from "../errors.ts";
import type {Baseline} from "../project/baseline.ts";
import {parseCanonicalJson} from "../project/canonical-file.ts";
import {prettyCanonicalJson} from "../results/canonical-json.ts";
import {byCodeUnit} from "../results/names.ts";
import {digest, parseAs} from "../results/result.ts";
import {partsOf} from "./describe-key.ts";
import {trainingKey} from "./key.ts";
import type {InputRecord, KeyRecord} from "./key-record.ts";

const code = z.record(z.string(), z.record(z.string(), z.string()));
const packages = z.array(z.strictObject({name: z.string(), version: z.string(), integrity: z.string()}));
const engine = z.strictObject({
  name: z.string(),
  numerics: z.strictObject({code: z.string(), kernels: z.record(z.string(), z.string()), packages}).nullable(),
  installed: z.string().optional(),
});
const common = {
  packages,
  data: z.record(z.string(), z.record(z.string(), z.looseObject({sha256: z.string()}))),
  engine,
  /** Run keys by variant and replicate. */
  runs: z.record(z.string(), digest),
};

/** `results/<experiment>/keys.json`: what the keys of its accepted runs are made of, but for parameters and factors, which each result holds itself. */
const keysSchema = z.discriminatedUnion("format", [
  z.strictObject({...common, format: z.literal("reprise.keys/1"), entries: z.record(z.string(), z.string())}),
  z.strictObject({
    ...common,
    format: z.literal("reprise.keys/2"),
    recipe: z.int(),
    entries: z.record(z.string(), z.strictObject({digest: z.string(), code: code.optional(), beside: z.string().optional()})),
    inputs: z.record(z.string(), z.record(z.string(), z.strictObject({run: z.string(), training: digest}))),
  }),
]);

/** `results/keys.json`: what the keys of all experiments share, the toolkit's own code, by its digest. */
const sharedSchema = z.strictObject({
  format: z.literal("reprise.toolkit/1"),
  numerics: z.record(z.string(), z.strictObject({version: z.string(), files: code})),
});

type KeysFile = z.infer<typeof keysSchema>;
type Shared = z.infer<typeof sharedSchema>;

const mend = (file: string): string => `restore it: git checkout -- ${file}`;

/** The content of `results/<experiment>/keys.json`, from the records of all its runs. */
export function keysFile(records: readonly KeyRecord[]): unknown {
  const {recipe, entries, packages: reached, data, engine: {numerics, ...rest}} = records[0]!;
  const own = numerics === null ? null : {code: numerics.code, kernels: numerics.kernels, packages: numerics.packages};
  return {
    format: "reprise.keys/2", recipe, entries, packages: reached, data,
    engine: {...rest, numerics: own},
    runs: Object.fromEntries(records.map((record) => [nameOf(record), record.key])),
    inputs: Object.fromEntries(records.flatMap((record) => (Object.keys(record.inputs ?? {}).length === 0 ? [] : [[nameOf(record), withoutRecords(record.inputs ?? {})]]))),
  };
}

const nameOf = ({variant, replicate}: KeyRecord): string => `${variant}/${replicate}`;

const withoutRecords = (inputs: Readonly<Record<string, InputRecord>>) =>
  Object.fromEntries(Object.entries(inputs).map(([name, {run, training}]) => [name, {run, training}]));

export const sharedKeys = "results/keys.json";

/** The content of `results/keys.json` once the runs of `accepted` (by experiment) are the baseline: the toolkit's code of all accepted runs, no other. */
export async function sharedKeysFile(root: string, accepted: ReadonlyMap<string, readonly KeyRecord[]>): Promise<string> {
  const records = [...accepted.values()].flat();
  const added = records.flatMap(({engine: {numerics}}) => (numerics?.files === undefined ? [] : [[numerics.code, {version: numerics.version ?? "", files: numerics.files}] as const]));
  const others = (await experimentsIn(root)).filter((experiment) => !accepted.has(experiment));
  const used = new Set([...added.map(([digest]) => digest), ...(await Promise.all(others.map((experiment) => readKeysFile(root, experiment)))).map((file) => file?.engine.numerics?.code)]);
  const all = Object.entries({...(await readShared(root)).numerics, ...Object.fromEntries(added)}).filter(([digest]) => used.has(digest));
  return prettyCanonicalJson({format: "reprise.toolkit/1", numerics: Object.fromEntries(all)});
}

async function experimentsIn(root: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, "results"), {withFileTypes: true}).catch(absent([]));
  return entries.filter((entry) => entry.isDirectory()).map(({name}) => name).sort(byCodeUnit);
}

/** What the keys of accepted runs are made of, by run path; empty of an experiment without `keys.json`. `root` may be any tree with a folder `results`. */
export async function readBaselineKeys(root: string, baseline: Baseline): Promise<ReadonlyMap<string, KeyRecord>> {
  const shared = await readShared(root);
  const experiments = [...new Set([...baseline.values()].map(({experiment}) => experiment))];
  const files = new Map(await Promise.all(experiments.map(async (experiment) => [experiment, await readKeysFile(root, experiment)] as const)));
  const records = new Map([...baseline].flatMap(([run, result]) => {
    const file = files.get(result.experiment);
    const key = file?.runs[`${result.variant}/${result.replicate}`];
    return file === undefined || key === undefined ? [] : [[run, recordOf(file, key, result, shared)] as const];
  }));
  return new Map([...records].map(([run, record]) => [run, withInputRecords(record, records)]));
}

function recordOf(file: KeysFile, key: string, {experiment, variant, replicate, parameters, factors}: Pick<KeyRecord, "experiment" | "variant" | "replicate" | "parameters" | "factors">, shared: Shared): KeyRecord {
  const {numerics, installed, name} = file.engine;
  const {recipe, entries, inputs} = file.format === "reprise.keys/2"
    ? {recipe: file.recipe, entries: file.entries, inputs: file.inputs[`${variant}/${replicate}`] ?? {}}
    : {recipe: 1, entries: Object.fromEntries(Object.entries(file.entries).map(([entry, value]) => [entry, {digest: value}])), inputs: null};
  return {
    recipe, key, experiment, variant, replicate, parameters, factors, inputs,
    entries: entries as KeyRecord["entries"],
    packages: file.packages,
    data: file.data as unknown as KeyRecord["data"],
    engine: {name, numerics: numerics === null ? null : {...numerics, ...shared.numerics[numerics.code]}, ...(installed === undefined ? {} : {installed})},
  };
}

/** Adds what the inputs were made of, where the baseline still holds those very runs. */
export function withInputRecords(record: KeyRecord, records: ReadonlyMap<string, KeyRecord>): KeyRecord {
  const inputs = Object.entries(record.inputs ?? {}).map(([name, input]) => {
    const source = records.get(input.run);
    const same = source !== undefined && trainingKey(partsOf(source), source.recipe) === input.training;
    return [name, same ? {...input, record: withInputRecords(source, records)} : input] as const;
  });
  return record.inputs === null ? record : {...record, inputs: Object.fromEntries(inputs)};
}

async function readKeysFile(root: string, experiment: string): Promise<KeysFile | undefined> {
  const file = `results/${experiment}/keys.json`;
  const text = await readIfThere(join(root, file));
  return text === undefined ? undefined : parseAs(keysSchema, parseCanonicalJson(text, file, mend(file)), file, mend(file));
}

/** A file that says nothing of the toolkit's code costs detail alone. */
async function readShared(root: string): Promise<Shared> {
  const file = sharedKeys;
  const text = await readIfThere(join(root, file));
  return text === undefined ? {format: "reprise.toolkit/1", numerics: {}} : parseAs(sharedSchema, parseCanonicalJson(text, file, mend(file)), file, mend(file));
}

const readIfThere = (path: string): Promise<string | undefined> => readFile(path, "utf8").catch(absent(undefined, "ENOTDIR"));
