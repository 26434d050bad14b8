import type {Baseline} from "../project/baseline.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {Result} from "../results/result.ts";

/** The weights or the predictions of an accepted run, by their digest. */
export interface BaselineObject {
  readonly digest: string;
  /** `weights of penguins/mlp/repeat-1.fold-1`; the first run where several share it. */
  readonly what: string;
}

/** What the accepted results of some runs, and of those that they build on, point to; each digest once, in the order of the runs. */
export function baselineObjects(tasks: readonly RunTask[], baseline: Baseline): readonly BaselineObject[] {
  const objects = new Map<string, BaselineObject>();
  for (const run of new Set(tasks.flatMap(withInputs).map(pathOf))) {
    for (const object of objectsOf(run, baseline.get(run))) if (!objects.has(object.digest)) objects.set(object.digest, object);
  }
  return [...objects.values()];
}

const withInputs = (task: RunTask): readonly RunTask[] => [...Object.values(task.inputs).flatMap(withInputs), task];

const objectsOf = (run: string, result: Result | undefined): readonly BaselineObject[] =>
  (["weights", "predictions"] as const).flatMap((kind) => {
    const digest = result?.digests[kind];
    return digest === undefined ? [] : [{digest, what: `${kind} of ${run}`}];
  });
