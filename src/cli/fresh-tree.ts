import {UserError} from "../errors.ts";
import {openDescriber} from "../plan/describe-key.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import {executeTasks} from "../run/execute.ts";
import type {RunOutcome} from "../run/outcome.ts";
import type {RunProgress} from "../run/progress.ts";
import type {ResultTree} from "../verify/compare-trees.ts";
import {mirrorsOf, type Session} from "./session.ts";

/** What some runs come to now: from the cache, or made. @throws UserError where one cannot be made. */
export async function freshTree({project, store}: Session, tasks: readonly RunTask[], progress: RunProgress): Promise<ResultTree> {
  const imported = tasks.find(({experiment}) => experiment.origin === "imported");
  if (imported !== undefined) throw new UserError(`${pathOf(imported)} was imported: nothing here computes it again`, "compare it with another run, folder or commit: npx reprise diff A B");
  const outcomes = await executeTasks(tasks, {root: project.root, store, mirrors: mirrorsOf(project, process.env), progress});
  for (const task of tasks) {
    const outcome = outcomes.get(pathOf(task));
    if (outcome?.status !== "done") throw new UserError(`${pathOf(task)} could not be made: ${outcome?.because ?? "it was not asked for"}`, outcome?.mend ?? "", 3);
  }
  return treeOf(tasks, outcomes);
}

/** The runs among some outcomes that were made, as a tree of results. */
export async function treeOf(tasks: readonly RunTask[], outcomes: ReadonlyMap<string, RunOutcome>): Promise<ResultTree> {
  const describe = openDescriber();
  const made = tasks.flatMap((task) => {
    const outcome = outcomes.get(pathOf(task));
    return outcome?.status === "done" ? [{run: pathOf(task), task, outcome}] : [];
  });
  return {
    name: "now",
    results: new Map(made.map(({run, outcome}) => [run, outcome.result])),
    keys: new Map(await Promise.all(made.map(async ({run, task}) => [run, await describe(task)] as const))),
    machines: new Map(made.map(({run, outcome}) => [run, {...outcome.provenance}])),
  };
}
