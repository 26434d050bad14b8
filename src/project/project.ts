import {access} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import type {DataDeclaration} from "../data/declaration.ts";
import {UserError} from "../errors.ts";
import {metricSchema, type Metric} from "../results/metric.ts";
import {byCodeUnit} from "../results/names.ts";
import {nearest} from "../results/nearest.ts";
import {parseAs, slug, type Parameters} from "../results/result.ts";
import {walk} from "../store/walk.ts";
import {readCitation, type Citation} from "./citation.ts";
import {importDefault} from "./import-default.ts";
import {externalCommand, type ExternalCommand} from "./external-command.ts";
import type {InputReference} from "./experiment.ts";
import {settingsFile} from "./find-project.ts";
import {folderInside} from "./folder-inside.ts";
import type {Settings} from "./settings.ts";
import {replicatesOf, variantsOf, type Replicate, type Variant} from "./variants.ts";

/** An experiment of a project, declared and checked. */
export interface ProjectExperiment {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly group: string;
  readonly engine: "wasm" | "cpu" | "webgpu" | "cuda" | "native" | "external";
  readonly folder: string;
  readonly data: Readonly<Record<string, DataDeclaration>>;
  readonly inputs: Readonly<Record<string, InputReference>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly factors: Readonly<Record<string, number>>;
  readonly smoke: Parameters;
  readonly variants: readonly Variant[];
  readonly replicates: readonly Replicate[];
  readonly command: ExternalCommand | undefined;
  readonly origin: "computed" | "command" | "imported";
  /** What it declares of its results; undefined where its engine says it. */
  readonly promise: "bitwise" | "statistical" | undefined;
  /** Where records that are imported name a parameter, factor or metric otherwise. */
  readonly columns: Readonly<Record<string, string>>;
  /** All source files, relative to the project, sorted. */
  readonly files: readonly string[];
}

export interface Project {
  readonly root: string;
  readonly settings: Settings;
  readonly citation: Citation;
  readonly experiments: readonly ProjectExperiment[];
}

const settingsSchema = z.object({
  title: z.string().min(1),
  authors: z.array(z.strictObject({name: z.string(), affiliation: z.string().optional(), email: z.string().optional(), orcid: z.string().optional()})).min(1),
  abstract: z.string(),
  licence: z.string(),
  repository: z.string().optional(),
  site: z.url().optional(),
  papers: z.array(z.strictObject({name: slug, folder: folderInside})).optional(),
  groups: z.record(z.string(), z.array(slug)),
  remote: z.string().min(1).optional(),
  mirrors: z.array(z.string()).optional(),
});

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const declarationSchema = z.strictObject({
  id: slug,
  title: z.string().min(1),
  question: z.string().min(1),
  data: z.record(z.string(), z.looseObject({id: slug, files: z.record(z.string(), z.looseObject({sha256: z.string(), sources: z.array(z.unknown())}))})).default({}),
  parameters: z.object({points: z.array(z.record(z.string(), value)).min(1)}),
  replicates: z.record(z.string(), z.int().min(1)).default({}),
  metrics: z.record(z.string(), z.looseObject({label: z.string()})),
  inputs: z.record(z.string(), z.object({from: slug, variant: slug.optional()})).default({}),
  labels: z.record(z.string(), z.string()).default({}),
  smoke: z.record(z.string(), value).default({}),
  engine: z.enum(["wasm", "cpu", "webgpu", "cuda", "native", "external"]).optional(),
  command: z.array(z.string()).min(1).optional(),
  files: z.array(z.string()).optional(),
  lock: z.string().min(1).optional(),
  version: z.array(z.string()).min(1).optional(),
  timeLimit: z.number().positive().optional(),
  environment: z.array(z.string().regex(/^\w+$/, "expected names of variables")).default([]),
  promise: z.enum(["bitwise", "statistical"]).optional(),
  origin: z.literal("imported").optional(),
  columns: z.record(z.string(), z.string()).default({}),
});

/** Reads settings, citation and every declared experiment of the project in `root`. */
export const readProject = async (root: string): Promise<Project> => ({...await readDeclared(root), citation: await readCitation(root)});

/** A project without its citation, which no run depends on. */
export async function readDeclared(root: string): Promise<Omit<Project, "citation">> {
  const settings = parseAs(settingsSchema, await importDefault(join(root, settingsFile), root), settingsFile, "see defineProject's fields") as unknown as Settings;
  const grouped = Object.entries(settings.groups).flatMap(([group, ids]) => ids.map((id) => ({group, id})));
  const twice = grouped.find(({id}, index) => grouped.findIndex((other) => other.id === id) !== index);
  if (twice !== undefined) throw new UserError(`${settingsFile} lists ${twice.id} twice`, "leave it in one group");
  const experiments = await Promise.all(grouped.map(({group, id}) => readExperiment(root, group, id)));
  checkInputs(experiments);
  return {root, settings, experiments};
}

async function readExperiment(root: string, group: string, id: string): Promise<ProjectExperiment> {
  const folder = join(root, "experiments", id);
  const where = `experiments/${id}/experiment.ts`;
  const declared = await importDefault(join(folder, "experiment.ts"), root);
  if (declared === undefined) throw new UserError(`${where} is missing, but ${settingsFile} lists ${id} under ${group}`, `write it, or take ${id} out of the group`);
  const {id: name, parameters, replicates, metrics, engine, command, files, lock, version, timeLimit, environment, promise, origin, ...rest} = parseAs(declarationSchema, declared, where, "see defineExperiment's fields");
  if (name !== id) throw new UserError(`${where}: its id is ${name}, its folder ${id}`, "give both the same name");
  const sources = await sourceFiles(root, folder);
  checkColumns(rest.columns, [...Object.keys(metrics), ...Object.keys(replicates), ...parameters.points.flatMap(Object.keys)], where);
  checkMaking({engine, command, promise, origin}, sources.includes(`experiments/${id}/train.ts`), where);
  return {
    ...rest,
    id,
    group,
    folder,
    data: rest.data as unknown as Readonly<Record<string, DataDeclaration>>,
    inputs: rest.inputs as Readonly<Record<string, InputReference>>,
    engine: engine ?? (command === undefined && origin === undefined ? "wasm" : "external"),
    metrics: Object.fromEntries(Object.entries(metrics).map(([metric, fields]) => [metric, parseAs(metricSchema, {split: "none", ...fields}, `${where}, metric ${metric}`, "see defineExperiment's metrics")])),
    factors: replicates,
    variants: variantsOf(parameters.points, rest.labels, where),
    replicates: replicatesOf(replicates),
    command: externalCommand({command, files, lock, version, timeLimit, environment}, folder, root, where),
    origin: origin ?? (command === undefined ? "computed" : "command"),
    promise,
    files: sources,
  };
}

/** Columns are those of something that records can tell. */
function checkColumns(columns: Readonly<Record<string, string>>, known: readonly string[], where: string): void {
  const stray = Object.keys(columns).find((name) => !known.includes(name));
  if (stray !== undefined) throw new UserError(`${where}: columns names ${stray}, which is no parameter, factor or metric`, `did you mean ${nearest(stray, known).join(" or ")}? It is written {our name: "their column"}`);
}

type Making = Pick<z.infer<typeof declarationSchema>, "engine" | "command" | "promise" | "origin">;

/** Runs are made in one way: by `train.ts` on an engine, by a command, or not here at all. */
function checkMaking({engine, command, promise, origin}: Making, trains: boolean, where: string): void {
  if (origin !== undefined && (command !== undefined || trains || engine !== undefined)) {
    throw new UserError(`${where}: imported results come from elsewhere, but it has ${command !== undefined ? "a command" : trains ? "a train.ts" : "an engine"} too`, "take that out, or origin");
  }
  if (command !== undefined && trains) throw new UserError(`${where}: it has both a command and a train.ts`, "take one of them out: a run is made in one way");
  if (command !== undefined && engine !== undefined && engine !== "external") throw new UserError(`${where}: a command does not compute on the engine ${engine}`, "take engine out");
  if (command === undefined && engine === "external") throw new UserError(`${where}: the engine external is an external program, but there is no command`, 'declare it, for example command: ["python3", "fit.py"], or take engine out');
  if (command === undefined && promise !== undefined) throw new UserError(`${where}: promise is what an external program's results promise, and there is no command`, "take promise out: every engine says its own");
}

async function sourceFiles(root: string, folder: string): Promise<readonly string[]> {
  const entries = await walk(folder);
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll("\\", "/")).sort(byCodeUnit);
}

/** Every input names an experiment of the project that has the replicate, and none leads round in a circle. */
function checkInputs(experiments: readonly ProjectExperiment[]): void {
  const byId = new Map(experiments.map((each) => [each.id, each]));
  const visit = (id: string, path: readonly string[]): void => {
    if (path.includes(id)) throw new UserError(`experiments take their inputs in a circle: ${[...path, id].join(" → ")}`, "take one of the inputs away");
    for (const reference of Object.values(byId.get(id)?.inputs ?? {})) {
      if (byId.get(reference.from)?.origin === "imported") throw new UserError(`experiments/${id}/experiment.ts: its input comes from ${reference.from}, of which only records are here`, "take inputs from experiments that are computed here");
      if (!byId.has(reference.from)) throw new UserError(`experiments/${id}/experiment.ts: its input comes from ${reference.from}, which is no experiment of this project`, `list ${reference.from} in ${settingsFile}`);
      visit(reference.from, [...path, id]);
    }
  };
  for (const {id} of experiments) visit(id, []);
}

/** The papers of a project: name and folder. */
export const papersOf = (project: Project): readonly {readonly name: string; readonly folder: string}[] =>
  project.settings.papers ?? [{name: "paper", folder: "paper"}];

/** The entry of an experiment, such as its `train.ts`; undefined where it has none. */
export async function entryOf(experiment: ProjectExperiment, entry: "train" | "evaluate" | "predict" | "report"): Promise<string | undefined> {
  const path = join(experiment.folder, `${entry}.ts`);
  return await access(path).then(() => path, () => undefined);
}
