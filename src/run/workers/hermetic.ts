import {lstatSync, realpathSync} from "node:fs";
import {createRequire} from "node:module";
import {basename, dirname, join, parse, sep} from "node:path";
import {fileURLToPath} from "node:url";
import {isHermetic} from "../../engine/descriptions.ts";
import {UserError} from "../../errors.ts";
import {byCodeUnit} from "../../results/names.ts";
import type {RunTask} from "../../plan/tasks.ts";
import {isThere} from "../../store/is-there.ts";
import type {JobMessage} from "./messages.ts";

/** The experiments of which nobody but their authors says what they read, such as `fit (external)`. */
export const notHermetic = (tasks: readonly RunTask[]): readonly string[] =>
  [...new Set(tasks.filter(({parts, experiment}) => experiment.origin !== "imported" && !isHermetic(parts.engine.name)).map(({experiment, parts}) => `${experiment.id} (${parts.engine.name})`))];

/** Which files a worker may read: all that its runs declare; or whatever it likes, where its engine is native code that Node's permissions do not reach. */
export type Reach = {readonly hermetic: true; readonly files: readonly string[]} | {readonly hermetic: false};

/** What a job needs to read: its bundles and its data. Its paths are those of `realPlaces`. */
export function reachOf({engine, entries, data}: Pick<JobMessage, "engine" | "entries" | "data">): Reach {
  if (!isHermetic(engine)) return {hermetic: false};
  const files = [...Object.values(entries), ...Object.values(data).flatMap((dataset) => Object.values(dataset.files))];
  return {hermetic: true, files: [...new Set(files)].sort(byCodeUnit)};
}

/** The same job with the real places of its files: a folder on the way, such as `.reprise`, may be a link. */
export function inRealPlaces<Job extends Pick<JobMessage, "entries" | "data">>(job: Job): Job {
  const entries = mapValues(job.entries as Readonly<Record<string, string>>, realPlace);
  const data = mapValues(job.data, ({declaration, files}) => ({declaration, files: mapValues(files, realPlace)}));
  return {...job, entries, data};
}

const realPlace = (file: string): string => join(realpathSync(dirname(file)), basename(file));

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

/** Names a reach, so that jobs of one reach share workers. */
export const reachName = (reach: Reach): string => (reach.hermetic ? reach.files.join("\n") : "everything");

/** A worker's command line: Node's permission model lets it read what follows and nothing else; from Node 25 on it opens no connection either. */
export function permissions(reach: Reach): readonly string[] {
  if (!reach.hermetic) return [];
  return ["--permission", ...[...toolkitPlaces(), ...filePlaces(reach.files)].map((place) => `--allow-fs-read=${place}`)];
}

/** A hermetic worker knows nothing of who called it; engines of native code find their libraries and devices through the environment. */
export function workerEnvironment(reach: Reach, caller: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const fixed = {TZ: "UTC", LC_ALL: "C"};
  if (!reach.hermetic) return {...caller, ...fixed, NODE_OPTIONS: ""};
  return {...fixed, ...(caller["SystemRoot"] === undefined ? {} : {SystemRoot: caller["SystemRoot"]})}; // Windows starts nothing without
}

/** Command lines have an end: beyond it, a data set of very many files opens the store's folders in which they lie. */
const longest = 24_000;

function filePlaces(files: readonly string[]): readonly string[] {
  files.forEach(requireRealFile);
  return files.join("").length < longest ? files : [...new Set(files.map((file) => join(dirname(file), "*")))];
}

/** Node follows a link out of what is allowed, so there must be none. */
function requireRealFile(file: string): void {
  if (lstatSync(file, {throwIfNoEntry: false})?.isSymbolicLink() !== true) return;
  throw new UserError(`${file} is a link, but a run reads real files alone`, "remove the link and run again: the file is made or fetched anew");
}

/** The packages that a worker of a hermetic engine loads; a test holds the list to what is imported. Those that they need in turn are found. */
export const packages = ["@tensorflow/tfjs-core", "@tensorflow/tfjs-layers", "@tensorflow/tfjs-backend-cpu", "@noble/hashes", "csv-parse", "devalue"] as const;

const toolkit = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let places: readonly string[] | undefined;

/** The toolkit's own code, and the packages beneath it. */
const toolkitPlaces = (): readonly string[] => places ??= [...new Set([join(toolkit, "*"), join(dirname(toolkit), "package.json"), ...allPackagePlaces()])];

function allPackagePlaces(): readonly string[] {
  const seen = new Set<string>();
  return packages.flatMap((name) => packagePlaces(name, toolkit, seen));
}

/** A package's folder, the links on the way to it, and what it depends on. */
function packagePlaces(name: string, from: string, seen: Set<string>): readonly string[] {
  const folder = createRequire(join(from, "module.js")).resolve.paths(name)?.map((each) => join(each, name)).find((each) => isThere(join(each, "package.json")));
  if (folder === undefined || seen.has(realpathSync(folder))) return [];
  const real = realpathSync(folder);
  seen.add(real);
  const {dependencies = {}} = createRequire(join(real, "module.js"))("./package.json") as {readonly dependencies?: Readonly<Record<string, string>>};
  return [...linksOnTheWay(folder), join(real, "*"), ...Object.keys(dependencies).flatMap((each) => packagePlaces(each, real, seen))];
}

/** Node looks at each link while it resolves a module. */
function linksOnTheWay(path: string): readonly string[] {
  const {root} = parse(path);
  const steps = path.slice(root.length).split(sep).map((_, index, all) => join(root, ...all.slice(0, index + 1)));
  return steps.filter((step) => lstatSync(step).isSymbolicLink());
}
