import type {ResultChange} from "../records/result-changes.ts";
import type {ItemVerdict, RunVerdict, Verdicts} from "../records/verdicts.ts";
import {runPath} from "../results/names.ts";
import type {Result} from "../results/result.ts";
import {differencesOf} from "../records/difference-text.ts";

/** What an acceptance changes, from the verdicts before it; `before` and `after`: a run's result. Undefined where nothing changes. */
export function resultChange(verdicts: Verdicts, experiments: readonly string[], results: {readonly before: (run: string) => Result | undefined; readonly after: (run: string) => Result | undefined}): Omit<ResultChange, "at" | "who" | "because" | "toolkit"> | undefined {
  const own = verdicts.runs.filter((run) => experiments.includes(run.experiment));
  const changed = own.filter(({verdict}) => verdict.status === "differs" || verdict.status === "within-tolerance");
  const removed = own.filter(({verdict}) => verdict.status === "missing").map(runPath);
  if (changed.length === 0 && removed.length === 0 && !own.some(({verdict}) => verdict.status === "new")) return undefined;
  return {
    counts: Object.fromEntries(experiments.map((id) => [id, countsOf(own.filter((run) => run.experiment === id))])),
    runs: changed.map((run) => ({run: runPath(run), metrics: metricsOf(results.before(runPath(run)), results.after(runPath(run)))})),
    removed,
    values: verdicts.values.flatMap(shownPair),
    claims: verdicts.claims.flatMap(shownPair),
    tables: moved(verdicts.tables),
    figures: moved(verdicts.figures),
    causes: [...new Set(changed.flatMap(({verdict}) => (verdict.status === "differs" ? verdict.causes ?? [] : [])).map(({text}) => text))],
  };
}

function countsOf(runs: readonly RunVerdict[]): ResultChange["counts"][string] {
  const count = (...statuses: readonly string[]): number => runs.filter(({verdict}) => statuses.includes(verdict.status)).length;
  return {identical: count("identical"), changed: count("differs", "within-tolerance"), new: count("new"), removed: count("missing")};
}

function metricsOf(before: Result | undefined, after: Result | undefined): ResultChange["runs"][number]["metrics"] {
  const names = [...new Set([...Object.keys(before?.metrics ?? {}), ...Object.keys(after?.metrics ?? {})])];
  return Object.fromEntries(names.map((name) => [name, {before: before?.metrics[name] ?? null, after: after?.metrics[name] ?? null}] as const)
    .filter(([, {before: old, after: now}]) => !Object.is(old, now)));
}

/** What readers see of a value or claim that moved: its text, or whether it holds; else the first that is other. */
function shownPair({id, verdict}: ItemVerdict): readonly ResultChange["values"][number][] {
  const [first] = differencesOf(verdict);
  return first === undefined ? [] : [{id, before: first.baseline, after: first.fresh}];
}

const moved = (items: readonly ItemVerdict[]): string[] => items.filter(({verdict}) => differencesOf(verdict).length > 0).map(({id}) => id);
