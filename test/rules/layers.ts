import {posix} from "node:path";
import type {Import, Source} from "./source.ts";
import {importsOf} from "./source.ts";

/** What a folder of src/ may import besides itself, errors.ts, results/ and records/. */
interface Layer {
  /** Folders, or files where only those are open. */
  readonly folders: readonly string[];
  /** Folders of which it may know the types alone. */
  readonly types?: readonly string[];
  /** Whether it may touch the machine through `node:`; or the files that may. */
  readonly node: boolean | RegExp;
}

const pure = (...folders: readonly string[]): Layer => ({folders, node: false});
const presenting: Layer = {folders: ["math", "statistics", "report", "figures", "tables", "project", "store"], node: true};

/** The layer table of ARCHITECTURE.md: the only place where it is decided. */
export const layers: Readonly<Record<string, Layer>> = {
  math: pure(),
  results: pure("math"),
  records: pure("math"),
  statistics: pure("math"),
  random: pure("math"),
  data: pure("math", "random", "statistics"),
  engine: {folders: ["math", "random", "data/numeric-array.ts"], node: /node/},
  train: pure("math", "random", "data", "engine"),
  sources: {folders: ["data", "store"], node: true},
  engines: {folders: ["engine", "store"], node: true},
  store: {folders: ["data"], node: true},
  project: {folders: ["data", "store"], types: ["train"], node: true},
  plan: {folders: ["math", "engine", "data", "store", "project"], node: true},
  run: {folders: ["math", "engine", "train", "data", "sources", "store", "project", "plan"], node: true},
  verify: {folders: ["math", "statistics", "engine", "train", "data", "store", "project", "plan", "run", "report"], node: true},
  review: {folders: ["math", "statistics", "engine", "data", "store", "project", "plan", "run", "verify", "report"], node: true},
  lint: {folders: ["store", "project", "plan"], node: true},
  exchange: {folders: ["data", "sources", "store", "project", "plan", "run"], node: true},
  report: pure("math", "statistics"),
  figures: {folders: ["math", "statistics", "report"], node: true},
  tables: pure("math", "statistics", "report"),
  paper: presenting,
  site: presenting,
  checklist: presenting,
};

/** cli.ts and its folder call every step. */
const callers = /^src\/(cli\/|[^/]+$)/;

const shared = ["errors.ts", "results", "records"];

/** `src/figures/axis.ts` lies in the layer `figures`; what calls every step lies in none. */
const layerOf = (path: string): string | undefined => (callers.test(path) ? undefined : /^src\/([^/]+)\//.exec(path)?.[1]);

/** What breaks the layer table, one line each. */
export function layerBreaches(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => {
    const name = layerOf(source.path);
    if (name === undefined) return [];
    const layer = layers[name];
    if (layer === undefined) return [`${source.path}: src/${name}/ is not in the layer table`];
    return importsOf(source)
      .filter((found) => !mayImport(source.path, name, layer, found))
      .map((found) => `${source.path}: src/${name}/ may not import ${found.specifier}`);
  });
}

function mayImport(path: string, name: string, layer: Layer, found: Import): boolean {
  if (found.specifier.startsWith("node:")) return layer.node === true || (layer.node instanceof RegExp && layer.node.test(posix.basename(path)));
  if (found.specifier.startsWith("@tensorflow/")) return name === "engine" || (name === "train" && found.typeOnly);
  if (!found.specifier.startsWith(".")) return true;
  const target = targetOf(path, found.specifier).slice("src/".length);
  const open = [name, ...shared, ...layer.folders, ...(found.typeOnly ? layer.types ?? [] : [])];
  return open.some((folder) => target === folder || target.startsWith(`${folder}/`));
}

/** The path that a relative import leads to. */
export const targetOf = (path: string, specifier: string): string => posix.join(posix.dirname(path), specifier);

/** Import cycles, each as `a.ts → b.ts → a.ts`. Types alone make none, since they are erased. */
export function importCycles(sources: readonly Source[]): readonly string[] {
  const graph = new Map(sources.map((source) => [source.path, importsOf(source)
    .filter((found) => !found.typeOnly && found.specifier.startsWith("."))
    .map((found) => targetOf(source.path, found.specifier))]));
  const done = new Set<string>();
  return sources.flatMap((source) => cyclesFrom(source.path, graph, [], done));
}

function cyclesFrom(path: string, graph: ReadonlyMap<string, readonly string[]>, trail: readonly string[], done: Set<string>): readonly string[] {
  if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path].join(" → ")];
  if (done.has(path)) return [];
  const cycles = (graph.get(path) ?? []).flatMap((next) => cyclesFrom(next, graph, [...trail, path], done));
  done.add(path);
  return cycles;
}
