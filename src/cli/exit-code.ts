import {strictFailures} from "../checklist/checklist.ts";
import type {Reproduction} from "./summary.ts";

/** 0 all that was asked is reproduced or passed; 1 something differs or failed; 3 incomplete. (2, could not run, is a UserError's.) */
export function exitCode({ran, verdicts, report, checks, incomplete}: Reproduction): 0 | 1 | 3 {
  const asked = new Set(ran.asked.map((task) => `${task.experiment.id}/${task.variant.name}/${task.replicate.name}`));
  const own = verdicts.runs.filter((run) => asked.has(`${run.experiment}/${run.variant}/${run.replicate}`)).map((run) => run.verdict.status);
  const wrong = own.some((status) => status === "differs" || status === "missing" || status === "new")
    || (report?.claims.some((claim) => !claim.holds) ?? false)
    || (checks !== null && strictFailures(checks).length > 0);
  if (wrong) return 1;
  return own.includes("not-run") || own.includes("stale") || incomplete.length > 0 ? 3 : 0;
}
