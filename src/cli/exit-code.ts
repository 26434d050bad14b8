import {strictFailures} from "../checklist/checklist.ts";
import {isOff, type Verdict} from "../records/verdicts.ts";
import {runPath} from "../results/names.ts";
import type {Reproduction} from "./summary.ts";

/** 0 all that was asked is reproduced or passed; 1 something differs or failed; 3 incomplete. (2, could not run, is a UserError's.) */
export function exitCode({ran, verdicts, report, checks, incomplete}: Pick<Reproduction, "ran" | "verdicts" | "report" | "checks" | "incomplete">): 0 | 1 | 3 {
  const asked = new Set(ran.asked.map((task) => `${task.experiment.id}/${task.variant.name}/${task.replicate.name}`));
  const experiments = new Set(ran.asked.map((task) => task.experiment.id));
  const own = verdicts.runs.filter((run) => asked.has(runPath(run)) || run.verdict.status === "missing" && experiments.has(run.experiment)).map(({verdict}) => verdict);
  const shown = [...verdicts.values, ...verdicts.tables, ...verdicts.figures, ...verdicts.claims].map(({verdict}) => verdict);
  const wrong = [...own, ...shown].some(isOff)
    || (report?.claims.some((claim) => !claim.holds) ?? false)
    || (checks !== null && strictFailures(checks).length > 0);
  if (wrong) return 1;
  return own.some(isLacking) || incomplete.length > 0 ? 3 : 0;
}

const isLacking = (verdict: Verdict): boolean => (verdict.status === "not-run" || verdict.status === "stale") && verdict.asked;
