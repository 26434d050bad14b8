import type {EngineName} from "../engine/engine.ts";
import type {Selection} from "../run/selection.ts";
import type {RunOutcome} from "../run/execute.ts";
import type {RunTask} from "../run/parts.ts";
import type {RunProgress} from "../run/progress.ts";
import {mirrorsOf, type Session} from "./session.ts";

/** What `run`, `verify`, `accept` and `reproduce` have in common. */
export interface RunOptions extends Selection {
  readonly jobs?: number;
  readonly fresh?: boolean;
  /** `gpu` is the best of those that are here. */
  readonly engine?: EngineName | "gpu";
}

export interface Ran {
  /** The runs that were asked for. */
  readonly asked: readonly RunTask[];
  readonly outcomes: ReadonlyMap<string, RunOutcome>;
}

/** Makes the runs that are asked for and not cached. */
export async function runStep(session: Session, options: RunOptions, progress: RunProgress): Promise<Ran> {
  const {selectExperiments, selectsReplicate} = await import("../run/selection.ts");
  const {executeTasks} = await import("../run/execute.ts");
  const {onEngine} = await import("../run/on-engine.ts");
  const chosen = new Set(selectExperiments(session.project, options));
  const selected = session.tasks.filter((task) => chosen.has(task.experiment) && selectsReplicate(task.replicate.factors, options));
  const asked = options.engine === undefined ? selected : onEngine(selected, await engineOf(options.engine, session.project.root));
  const outcomes = await executeTasks(asked, {
    root: session.project.root,
    store: session.store,
    mirrors: mirrorsOf(session.project, process.env),
    progress,
    ...(options.jobs === undefined ? {} : {jobs: options.jobs}),
    ...(options.fresh === undefined ? {} : {fresh: options.fresh}),
  });
  return {asked, outcomes};
}

async function engineOf(asked: EngineName | "gpu", root: string): Promise<EngineName> {
  if (asked !== "gpu") return asked;
  const {gpuEngine} = await import("../engine/availability.ts");
  const {lookForEngines} = await import("../engine/look-node.ts");
  return gpuEngine(await lookForEngines(root));
}
