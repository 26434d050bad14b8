export {changeText, changeTexts} from "./change-text.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {byCodeUnit} from "../results/names.ts";
import type {Parameter} from "../results/result.ts";
import {codeChanges, type CodeChange} from "./code-changes.ts";
import type {EntryRecord, InputRecord, KeyRecord, NumericsRecord} from "./key-record.ts";
import {packageName, type ReachedPackage} from "./packages.ts";

/** One part of a run's key that is not what it was. What is new has no `before`, what is gone no `after`. */
export type KeyChange =
  | {readonly part: "recipe"; readonly before: number; readonly after: number}
  | ({readonly part: "code"; /** `train` or `evaluate`. */ readonly entry: string} & CodeChange)
  | {readonly part: "parameter"; readonly name: string; readonly before?: Parameter; readonly after?: Parameter}
  /** The seed, split or fold. */
  | {readonly part: "factor"; readonly name: string; readonly before?: number; readonly after?: number}
  /** Versions, or digests where those are the same. `of`: who reaches it, the experiment's code or the engine. */
  | {readonly part: "package"; readonly of: "experiment" | "engine"; readonly name: string; readonly before?: string; readonly after?: string}
  | {readonly part: "data"; readonly set: string; readonly file: string; readonly what: "content" | "format"; readonly before?: string; readonly after?: string}
  /** `because`: what changed in the run that the input comes from, where that is known. */
  | {readonly part: "input"; readonly name: string; readonly before?: string; readonly after?: string; readonly because: readonly KeyChange[]}
  | {readonly part: "engine"; readonly what: "name"; readonly before: string; readonly after: string}
  /** Another installation of the same engine. */
  | {readonly part: "engine"; readonly what: "installation"; readonly before?: string; readonly after?: string}
  /** The toolkit's arithmetic, random streams, data preparation, training loop and engine; `before` and `after`: its version, where that changed too. */
  | ({readonly part: "engine"; readonly what: "code"; readonly before?: string; readonly after?: string} & CodeChange)
  | {readonly part: "kernel"; readonly name: string; readonly before?: string; readonly after?: string}
  /** `file`: one of a command's files; `version`: what its interpreter says of itself; without them, the words of the command. */
  | {readonly part: "command"; readonly file?: string; readonly version?: true; readonly before?: string; readonly after?: string}
  /** What the run is called, which its random streams know. */
  | {readonly part: "name"; readonly of: "experiment" | "variant" | "replicate"; readonly before: string; readonly after: string};

/** What of a run's key changed from one record to another, in the order in which people should read it; empty where the keys are the same. */
export function keyChanges(before: KeyRecord, after: KeyRecord): readonly KeyChange[] {
  if (before.key === after.key && before.key !== "") return [];
  const packages = packageChanges("experiment", before.packages, after.packages);
  return [
    ...(before.recipe === after.recipe ? [] : [{part: "recipe", before: before.recipe, after: after.recipe} as const]),
    ...nameChanges(before, after),
    ...differing(before.parameters, after.parameters).map((change) => ({part: "parameter", ...change} as const)),
    ...differing(before.factors, after.factors).map((change) => ({part: "factor", ...change} as const)),
    ...entryChanges(before, after).filter((change) => !liesIn(change, packages)),
    ...packages,
    ...dataChanges(before, after),
    ...inputChanges(before, after),
    ...engineChanges(before, after),
  ];
}

interface Differing<V> {
  readonly name: string;
  readonly before?: V;
  readonly after?: V;
}

/** The members in which two records differ, sorted by name. */
function differing<V>(before: Readonly<Record<string, V>>, after: Readonly<Record<string, V>>): readonly Differing<V>[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(byCodeUnit);
  const own = (record: Readonly<Record<string, V>>, name: string): V | undefined => (Object.hasOwn(record, name) ? record[name] : undefined);
  return names.map((name) => [name, own(before, name), own(after, name)] as const)
    .filter(([, old, now]) => old === undefined || now === undefined || canonicalJson(old) !== canonicalJson(now))
    .map(([name, old, now]) => ({name, ...(old === undefined ? {} : {before: old}), ...(now === undefined ? {} : {after: now})}));
}

/** A variant is named after parameters and a replicate after factors: a new name is told where those are the same. */
function nameChanges(before: KeyRecord, after: KeyRecord): readonly KeyChange[] {
  const told = {experiment: true, variant: differing(before.parameters, after.parameters).length === 0, replicate: differing(before.factors, after.factors).length === 0};
  return (["experiment", "variant", "replicate"] as const).filter((of) => told[of] && before[of] !== after[of])
    .map((of) => ({part: "name", of, before: before[of], after: after[of]}));
}

function entryChanges(before: KeyRecord, after: KeyRecord): readonly KeyChange[] {
  return differing(before.entries, after.entries).flatMap(({name, before: old, after: now}): readonly KeyChange[] => {
    if (name === "command" || name === "version" || name.startsWith("file ")) return commandChange(name, old?.digest, now?.digest);
    const beside = besideChange(old, now);
    return [...codeChanges(old, now).filter(({file}) => beside.length === 0 || file !== "").map((change) => ({part: "code", entry: name, ...change} as const)), ...beside];
  });
}

/** Where the toolkit's own code beside a command is not what it was; which of its files, no record says. */
function besideChange(before: EntryRecord | undefined, after: EntryRecord | undefined): readonly KeyChange[] {
  if (before?.code === undefined || after?.code === undefined || before.beside === after.beside) return [];
  return [{part: "engine", what: "code", file: "", name: "", kind: "changed"}];
}

function commandChange(name: string, before: string | undefined, after: string | undefined): readonly KeyChange[] {
  if (before === after) return [];
  return [{part: "command", ...(name === "command" ? {} : name === "version" ? {version: true} : {file: name.slice("file ".length)}), ...sides(before, after)}];
}

const sides = <V>(before: V | undefined, after: V | undefined): {readonly before?: V; readonly after?: V} =>
  ({...(before === undefined ? {} : {before}), ...(after === undefined ? {} : {after})});

/** Whether a change of code lies in a package that is told anyway. */
function liesIn(change: KeyChange, packages: readonly KeyChange[]): boolean {
  const name = change.part === "code" ? packageName(change.file) : undefined;
  return name !== undefined && packages.some((each) => each.part === "package" && each.name === name);
}

/** Packages by name; one that lies in several versions is told with all of them. */
function packageChanges(of: "experiment" | "engine", before: readonly ReachedPackage[], after: readonly ReachedPackage[]): readonly KeyChange[] {
  const [old, now] = [versions(before), versions(after)];
  return differing(old, now).map(({name, before: was, after: is}) => {
    const same = was?.version === is?.version;
    return {part: "package", of, name, ...sides(same ? was?.integrity : was?.version, same ? is?.integrity : is?.version)};
  });
}

function versions(packages: readonly ReachedPackage[]): Readonly<Record<string, {readonly version: string; readonly integrity: string}>> {
  const joined = (name: string, field: "version" | "integrity"): string => [...new Set(packages.filter((each) => each.name === name).map((each) => each[field]))].sort(byCodeUnit).join(", ");
  return Object.fromEntries(packages.map(({name}) => [name, {version: joined(name, "version"), integrity: joined(name, "integrity")}]));
}

function dataChanges(before: KeyRecord, after: KeyRecord): readonly KeyChange[] {
  return differing(before.data, after.data).flatMap(({name: set, before: old = {}, after: now = {}}) => differing(old, now).flatMap(({name: file, before: was, after: is}): readonly KeyChange[] => {
    const content = was?.sha256 === is?.sha256 ? [] : [{part: "data", set, file, what: "content", ...sides(was?.sha256, is?.sha256)} as const];
    const format = was === undefined || is === undefined || canonicalJson(was.format) === canonicalJson(is.format) ? []
      : [{part: "data", set, file, what: "format", before: canonicalJson(was.format), after: canonicalJson(is.format)} as const];
    return [...content, ...format];
  }));
}

/** Where a record did not keep its inputs, nothing is said of them. */
function inputChanges({inputs: before}: KeyRecord, {inputs: after}: KeyRecord): readonly KeyChange[] {
  if (before === null || after === null) return [];
  const named = (inputs: Readonly<Record<string, InputRecord>>) => Object.fromEntries(Object.entries(inputs).map(([name, {run, training}]) => [name, {run, training}]));
  return differing(named(before), named(after)).map(({name, before: old, after: now}) =>
    ({part: "input", name, ...sides(old?.run, now?.run), because: reasons(before[name], after[name])}));
}

/** What changed in the training of an input; its evaluation is no part of it. */
function reasons(before: InputRecord | undefined, after: InputRecord | undefined): readonly KeyChange[] {
  if (before?.record === undefined || after?.record === undefined) return [];
  return keyChanges(training(before.record), training(after.record));
}

const training = (record: KeyRecord): KeyRecord =>
  ({...record, key: "", entries: Object.fromEntries(Object.entries(record.entries).filter(([name]) => name !== "evaluate"))});

/** Another engine has other numerics: then its name says it all. */
function engineChanges({engine: before}: KeyRecord, {engine: after}: KeyRecord): readonly KeyChange[] {
  if (before.name !== after.name) return [{part: "engine", what: "name", before: before.name, after: after.name}];
  const installation: readonly KeyChange[] = before.installed === after.installed ? [] : [{part: "engine", what: "installation", ...sides(before.installed, after.installed)}];
  return [...installation, ...numericsChanges(before.numerics ?? nothing, after.numerics ?? nothing)];
}

const nothing: NumericsRecord = {code: "", kernels: {}, packages: []};

function numericsChanges(before: NumericsRecord, after: NumericsRecord): readonly KeyChange[] {
  const versions = before.version === after.version ? {} : sides(before.version, after.version);
  return [
    ...packageChanges("engine", before.packages, after.packages),
    ...differing(before.kernels, after.kernels).map((change) => ({part: "kernel", ...change} as const)),
    ...codeChanges(codeOf(before), codeOf(after)).map((change) => ({part: "engine", what: "code", ...versions, ...change} as const)),
  ];
}

const codeOf = ({code, files}: NumericsRecord) => ({digest: code, ...(files === undefined ? {} : {code: files})});
