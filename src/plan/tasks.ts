import type {DataDeclaration} from "../data/declaration.ts";
import type {EngineName} from "../engine/engine.ts";
import {UserError} from "../errors.ts";
import type {InputReference} from "../project/experiment.ts";
import {entryOf, type Project, type ProjectExperiment} from "../project/project.ts";
import type {Replicate, Variant} from "../project/variants.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {runPath} from "../results/names.ts";
import {sha256} from "../store/store.ts";
import {bundleEntry, type Bundle, type BundleOptions} from "./bundle.ts";
import {commandEntries} from "./command-code.ts";
import {installedDigest} from "./installation.ts";
import {openKeys, type KeyParts, type Keys, type SharedParts} from "./key.ts";
import type {Memory} from "./memory.ts";
import {readNumerics} from "./numerics.ts";

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
  /** The digest of the numerics with which `evaluate.ts` runs beside a command; absent where the engine's part of the key tells of them. */
  readonly beside?: string;
  /** What of an external program is part of the key. */
  readonly command: Readonly<Record<string, string>>;
}

/** `penguins/mlp/repeat-2.fold-4` */
export const pathOf = (task: RunTask): string => runPath({experiment: task.experiment.id, variant: task.variant.name, replicate: task.replicate.name});

/** Every run of a project with its key, whether or not it is asked for, inputs before what builds on them. */
export async function readTasks(project: Pick<Project, "root" | "experiments">, options: BundleOptions = {}): Promise<readonly RunTask[]> {
  const engines = await readEngines(project, options.memory);
  const tasks = new Map<string, RunTask>();
  for (const experiment of inputsFirst(project.experiments)) {
    const code = {...await readCode(project.root, experiment, options), ...besideCommand(experiment, engines)};
    const shared = sharedParts(experiment, code, engines.get(experiment.engine) ?? {name: experiment.engine, numerics: null});
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

type EnginePart = SharedParts["engine"];

/** What keys tell of every engine on which the project's own code runs; external programs have none of ours. */
async function readEngines({root, experiments}: Pick<Project, "root" | "experiments">, memory: Memory | undefined): Promise<ReadonlyMap<string, EnginePart>> {
  const engines = new Set(experiments.flatMap((experiment) => engineOf(experiment) ?? []));
  return new Map(await Promise.all([...engines].map(async (engine) => [engine, await readEngine(root, engine, memory)] as const)));
}

async function readEngine(root: string, name: EngineName, memory: Memory | undefined): Promise<EnginePart> {
  const [numerics, installed] = await Promise.all([readNumerics(root, name, memory), installedDigest(name, root)]);
  return {name, numerics, ...(installed === undefined ? {} : {installed})};
}

/** The engine of an experiment's own code; beside a command that is its `evaluate.ts`, where it has one. */
function engineOf({id, engine, origin, files}: ProjectExperiment): EngineName | undefined {
  if (engine !== "external") return engine;
  return origin === "command" && files.includes(`experiments/${id}/evaluate.ts`) ? "cpu" : undefined;
}

/** What the metrics of a command's predictions depend on besides `evaluate.ts`; its training key knows nothing of it, so that the program need not run again. */
function besideCommand(experiment: ProjectExperiment, engines: ReadonlyMap<string, EnginePart>): Pick<ExperimentCode, "beside"> {
  const engine = experiment.origin === "command" ? engines.get(engineOf(experiment) ?? "") : undefined;
  return engine === undefined ? {} : {beside: sha256(canonicalJson(engine.numerics))};
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

function sharedParts(experiment: ProjectExperiment, code: ExperimentCode, engine: EnginePart): SharedParts {
  const digests = {train: code.train?.digest, evaluate: evaluateDigest(code)};
  return {
    experiment: experiment.id,
    entries: {
      ...Object.fromEntries(Object.entries(digests).flatMap(([name, digest]) => digest === undefined ? [] : [[name, digest]])),
      ...code.command,
    },
    packages: [...code.train?.packages ?? [], ...code.evaluate?.packages ?? []],
    data: Object.fromEntries(Object.entries(experiment.data).map(([name, declaration]) => [name, dataPart(declaration)])),
    engine,
  };
}

const evaluateDigest = ({evaluate, beside}: ExperimentCode): string | undefined =>
  (evaluate === undefined || beside === undefined ? evaluate?.digest : sha256(canonicalJson({beside, evaluate: evaluate.digest})));

const dataPart = (declaration: DataDeclaration): unknown =>
  Object.fromEntries(Object.entries(declaration.files).map(([name, {sha256: digest, format}]) => [name, {sha256: digest, format}]));
