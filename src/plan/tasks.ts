import type {DataDeclaration} from "../data/declaration.ts";
import {UserError} from "../errors.ts";
import type {InputReference} from "../project/experiment.ts";
import {entryOf, type Project, type ProjectExperiment} from "../project/project.ts";
import type {Replicate, Variant} from "../project/variants.ts";
import {runPath} from "../results/names.ts";
import {bundleEntry, type Bundle, type BundleOptions} from "./bundle.ts";
import {commandEntries} from "./command-code.ts";
import {openKeys, type KeyParts, type Keys, type SharedParts} from "./key.ts";
import type {Memory} from "./memory.ts";
import {readNumerics, type Numerics} from "./numerics.ts";

/** One run to make: its place in the plan, its keys and what it builds on. */
export interface RunTask {
  readonly experiment: ProjectExperiment;
  readonly variant: Variant;
  readonly replicate: Replicate;
  readonly parts: KeyParts;
  readonly key: string;
  readonly trainingKey: string;
  readonly code: ExperimentCode;
  /** The run that each input comes from. */
  readonly inputs: Readonly<Record<string, RunTask>>;
}

/** An experiment's entries, bundled. */
export interface ExperimentCode {
  readonly train: Bundle | undefined;
  readonly evaluate: Bundle | undefined;
  /** What of an external program is part of the key. */
  readonly command: Readonly<Record<string, string>>;
}

/** `penguins/mlp/repeat-2.fold-4` */
export const pathOf = (task: RunTask): string => runPath({experiment: task.experiment.id, variant: task.variant.name, replicate: task.replicate.name});

/** Every run of a project with its key, whether or not it is asked for, inputs before what builds on them. */
export async function readTasks(project: Pick<Project, "root" | "experiments">, options: BundleOptions = {}): Promise<readonly RunTask[]> {
  const numerics = await numericsOf(project, options.memory);
  const tasks = new Map<string, RunTask>();
  for (const experiment of inputsFirst(project.experiments)) {
    const code = await readCode(project.root, experiment, options);
    const shared = sharedParts(experiment, code, numerics.get(experiment.engine) ?? null);
    const keys = openKeys(shared);
    for (const variant of experiment.variants) {
      for (const replicate of experiment.replicates) tasks.set(`${experiment.id}/${variant.name}/${replicate.name}`, taskOf(experiment, variant, replicate, {code, shared, keys, tasks}));
    }
  }
  return [...tasks.values()];
}

/** What the runs of one experiment are made from. */
interface Making {
  readonly code: ExperimentCode;
  readonly shared: SharedParts;
  readonly keys: Keys;
  /** The runs that inputs can come from. */
  readonly tasks: ReadonlyMap<string, RunTask>;
}

function taskOf(experiment: ProjectExperiment, variant: Variant, replicate: Replicate, {code, shared, keys, tasks}: Making): RunTask {
  const inputs = Object.keys(experiment.inputs).length === 0 ? none : inputTasks(experiment, variant, replicate, tasks);
  const own = {variant: variant.name, replicate: replicate.name, parameters: variant.parameters, factors: replicate.factors, inputs: inputs === none ? none : mapValues(inputs, (task) => task.trainingKey)};
  return {
    experiment, variant, replicate, code, inputs,
    parts: {...shared, ...own},
    key: keys.run(own),
    get trainingKey() { // few of many cached runs are asked for it
      return keys.training(own);
    },
  };
}

const none: Readonly<Record<string, never>> = {};

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

/** The tasks with all that they build on, inputs first. */
export function withInputs(tasks: readonly RunTask[]): readonly RunTask[] {
  const all = new Set<RunTask>();
  const visit = (task: RunTask): void => {
    Object.values(task.inputs).forEach(visit);
    all.add(task);
  };
  tasks.forEach(visit);
  return [...all];
}

/** The numerics of every engine that the project's experiments name; external programs have none of ours. */
async function numericsOf({root, experiments}: Pick<Project, "root" | "experiments">, memory: Memory | undefined): Promise<ReadonlyMap<string, Numerics>> {
  const engines = new Set(experiments.flatMap(({engine}) => (engine === "external" ? [] : [engine])));
  return new Map(await Promise.all([...engines].map(async (engine) => [engine, await readNumerics(root, engine, memory)] as const)));
}

/** The experiments in an order in which each comes after those that it takes inputs from. */
function inputsFirst(experiments: readonly ProjectExperiment[]): readonly ProjectExperiment[] {
  const ordered: ProjectExperiment[] = [];
  const visit = (experiment: ProjectExperiment): void => {
    if (ordered.includes(experiment)) return;
    for (const {from} of Object.values(experiment.inputs)) {
      const source = experiments.find((each) => each.id === from);
      if (source !== undefined) visit(source);
    }
    ordered.push(experiment);
  };
  experiments.forEach(visit);
  return ordered;
}

async function readCode(root: string, experiment: ProjectExperiment, options: BundleOptions): Promise<ExperimentCode> {
  const [train, evaluate] = await Promise.all([entryOf(experiment, "train"), entryOf(experiment, "evaluate")]);
  const where = `experiments/${experiment.id}`;
  if (experiment.origin === "computed") {
    if (train === undefined) throw new UserError(`${where}/train.ts is missing`, "write it, or declare a command in experiment.ts");
    if (evaluate === undefined) throw new UserError(`${where}/evaluate.ts is missing`, "write: export const evaluate: Evaluate<typeof experiment> = (predictions, data) => ({metrics: {…}})");
  }
  return {
    train: train === undefined || experiment.origin !== "computed" ? undefined : await bundleEntry(train, root, options),
    evaluate: evaluate === undefined || experiment.origin === "imported" ? undefined : await bundleEntry(evaluate, root, options),
    command: await commandEntries(experiment),
  };
}

function inputTasks(experiment: ProjectExperiment, variant: Variant, replicate: Replicate, tasks: ReadonlyMap<string, RunTask>): Readonly<Record<string, RunTask>> {
  return Object.fromEntries(Object.entries(experiment.inputs).map(([name, reference]) => {
    const variants = reference.variant === undefined ? [variant.name, "default"] : [reference.variant];
    const candidates = variants.flatMap((each) => [replicate.name, "once"].map((level) => `${reference.from}/${each}/${level}`));
    const task = candidates.map((path) => tasks.get(path)).find((each) => each !== undefined);
    if (task === undefined) throw withoutInput(`experiments/${experiment.id}, input ${name}`, reference, variants, replicate, [...tasks.values()]);
    return [name, task];
  }));
}

/** Either there is no such variant, or it has no run for this replicate. */
function withoutInput(where: string, {from}: InputReference, wanted: readonly string[], replicate: Replicate, tasks: readonly RunTask[]): UserError {
  const variants = [...new Set(tasks.filter((task) => task.experiment.id === from).map((task) => task.variant.name))];
  return variants.some((each) => wanted.includes(each))
    ? new UserError(`${where}: ${from} has no run for ${replicate.name}`, `give both experiments the same replicates, or ${from} none`)
    : new UserError(`${where}: ${from} has no variant ${wanted.join(" or ")}`, `its variants are ${variants.join(", ")}: from("${from}", "${variants[0] ?? "…"}")`);
}

function sharedParts(experiment: ProjectExperiment, code: ExperimentCode, numerics: Numerics | null): SharedParts {
  const bundles = {train: code.train, evaluate: code.evaluate};
  return {
    experiment: experiment.id,
    entries: {
      ...Object.fromEntries(Object.entries(bundles).flatMap(([name, bundle]) => bundle === undefined ? [] : [[name, bundle.digest]])),
      ...code.command,
    },
    packages: [...code.train?.packages ?? [], ...code.evaluate?.packages ?? []],
    data: Object.fromEntries(Object.entries(experiment.data).map(([name, declaration]) => [name, dataPart(declaration)])),
    engine: {name: experiment.engine, numerics},
  };
}

const dataPart = (declaration: DataDeclaration): unknown =>
  Object.fromEntries(Object.entries(declaration.files).map(([name, {sha256: digest, format}]) => [name, {sha256: digest, format}]));
