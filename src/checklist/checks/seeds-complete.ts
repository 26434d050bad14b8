import {byCodeUnit, runPath} from "../../results/names.ts";
import {count, failed, verified, type Check} from "../check.ts";
import type {Evidence} from "../evidence.ts";

export const seedsComplete: Check = {
  id: "seeds-complete",
  group: "experiments",
  title: "Every planned run has a result, and no other run has one",
  description: "The runs that the experiments declare (every variant under every seed, fold or split) are exactly the runs in results/. None is left out, none is added by hand.",
  severity: "required",
  sources: ["NeurIPS 7", "AAAI 4.10", "Pineau: runs", "REFORMS 7b"],
  ask: ({plan, results}) => {
    const planned = plannedPaths(plan);
    const present = results.map(runPath);
    const missing = planned.filter((path) => !present.includes(path));
    const extra = present.filter((path) => !planned.includes(path));
    if (planned.length === 0) return failed("The plan holds no run.", [], "declare an experiment and list it in a group of reprise.config.ts");
    if (missing.length + extra.length > 0) return differing(missing, extra);
    const unfinished = results.filter((result) => result.status !== "completed");
    return verified(`${count(planned.length, "planned run")}, ${count(present.length, "result")}, one for each.`, [
      ...plan.experiments.map((each) => ({text: `${each.id}: ${count(each.variants.length, "variant")} × ${replicatesInWords(each.replicates)} = ${count(each.runs.length, "run")}`, link: `results/${each.id}`})),
      ...unfinished.map((result) => ({text: `${runPath(result)} ended ${result.status}`, link: `results/${runPath(result)}.json`})),
    ]);
  },
};

function plannedPaths(plan: Evidence["plan"]): readonly string[] {
  return plan.experiments.flatMap((experiment) => experiment.runs.map((run) => runPath({experiment: experiment.id, ...run}))).toSorted(byCodeUnit);
}

function replicatesInWords(replicates: Readonly<Record<string, number>>): string {
  const factors = Object.entries(replicates).map(([factor, levels]) => count(levels, factor));
  return factors.length === 0 ? "1 run" : factors.join(" × ");
}

const differing = (missing: readonly string[], extra: readonly string[]) => failed(
  `${count(missing.length, "planned run")} without a result, ${count(extra.length, "result")} without a planned run.`,
  [
    ...missing.map((path) => ({text: `planned, no result: ${path}`})),
    ...extra.map((path) => ({text: `result of no planned run: ${path}`, link: `results/${path}.json`})),
  ],
  "compute what is missing with `reprise run` and keep it with `reprise accept`, which also removes results of runs that are planned no more",
);
