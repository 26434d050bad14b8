import type {EngineName} from "../engine/engine.ts";
import type {Reason} from "../plan/reasons.ts";
import type {Selection} from "../plan/selection.ts";
import type {RunOutcome} from "../run/outcome.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {RunProgress} from "../run/progress.ts";
import {mirrorsOf, type Session} from "./session.ts";

/** What `run`, `verify`, `accept` and `reproduce` have in common. */
export interface RunOptions extends Selection {
  /** Experiments, variants or runs by their paths, whatever their group. */
  readonly runs?: readonly string[];
  readonly jobs?: number;
  readonly fresh?: boolean;
  /** `gpu` is the best of those that are here. */
  readonly engine?: EngineName | "gpu";
  /** Start from what the baseline's trainings left; default: train from scratch. */
  readonly from?: "weights" | "predictions";
  /** Find out why each run is a hit or a miss. */
  readonly reasons?: boolean;
}

export interface Ran {
  /** The runs that were asked for. */
  readonly asked: readonly RunTask[];
  readonly outcomes: ReadonlyMap<string, RunOutcome>;
  /** Where they were asked for: why each run was a hit or a miss, by run path. */
  readonly reasons?: ReadonlyMap<string, Reason>;
}

/** The runs that options ask for, on the engines of their experiments. */
export async function selectedTasks({project, tasks}: Session, options: RunOptions): Promise<readonly RunTask[]> {
  const {selectExperiments, selectsReplicate} = await import("../plan/selection.ts");
  const {namedRuns} = await import("../plan/named-runs.ts");
  const chosen = options.runs === undefined ? new Set(selectExperiments(project, options)) : undefined;
  const among = chosen === undefined ? namedRuns(tasks, options.runs ?? []) : tasks.filter((task) => chosen.has(task.experiment));
  return among.filter((task) => selectsReplicate(task.replicate.factors, options));
}

/** Makes the runs that are asked for and not cached. */
export async function runStep(session: Session, options: RunOptions, progress: RunProgress): Promise<Ran> {
  const {executeTasks} = await import("../run/execute.ts");
  const selected = await selectedTasks(session, options);
  const {root} = session.project;
  const asked = await onAskedEngine(selected, options.engine, root);
  const reasons = options.reasons === true ? await reasonsOf(asked, session, options) : undefined;
  const outcomes = await executeTasks(asked.filter(({experiment}) => experiment.origin !== "imported"), {
    root,
    store: session.store,
    mirrors: mirrorsOf(session.project, process.env),
    progress,
    ...(options.from === undefined ? {} : {from: {depth: options.from, baseline: session.baseline}}),
    ...(options.jobs === undefined ? {} : {jobs: options.jobs}),
    ...(options.fresh === undefined ? {} : {fresh: options.fresh}),
  });
  return {asked, outcomes: new Map([...outcomes, ...lackingRecords(asked, session)]), ...(reasons === undefined ? {} : {reasons})};
}

/** Imported results are nobody's to run; those that nobody has imported yet are lacking. */
const lackingRecords = (asked: readonly RunTask[], {baseline}: Session): readonly (readonly [string, RunOutcome])[] =>
  asked.filter((task) => task.experiment.origin === "imported" && !baseline.has(pathOf(task)))
    .map((task) => [pathOf(task), {status: "not-run", because: "its records are not imported yet", mend: `npx reprise import ${task.experiment.id} <file.csv>`}]);

async function reasonsOf(asked: readonly RunTask[], {store}: Session, {fresh}: RunOptions): Promise<ReadonlyMap<string, Reason>> {
  const {readReasons} = await import("../plan/reasons.ts");
  const {withInputs} = await import("../plan/tasks.ts");
  return readReasons(withInputs(asked), store, {fresh});
}

/** The same runs on the engine that was asked for, if any. */
export async function onAskedEngine(tasks: readonly RunTask[], asked: RunOptions["engine"], root: string): Promise<readonly RunTask[]> {
  if (asked === undefined) return tasks;
  const {onEngine} = await import("../plan/on-engine.ts");
  const {readNumerics} = await import("../plan/numerics.ts");
  const {installedDigest} = await import("../plan/installation.ts");
  const engine = await engineOf(asked, root);
  return onEngine(tasks, engine, await readNumerics(root, engine), await installedDigest(engine, root));
}

async function engineOf(asked: EngineName | "gpu", root: string): Promise<EngineName> {
  if (asked !== "gpu") return asked;
  const {gpuEngine} = await import("../engine/availability.ts");
  const {lookForEngines} = await import("../engine/look-node.ts");
  return gpuEngine(await lookForEngines(root));
}
