import {refusalOf, UserError} from "../errors.ts";
import type {Execution} from "./execution.ts";
import type {RunOutcome} from "./outcome.ts";

/** What stops one run alone: something that it needs is not there, or this machine refuses to write or read. */
export function notRun(error: unknown, {refused}: Execution): RunOutcome {
  if (error instanceof UserError && error.exitCode === 3) return {status: "not-run", because: error.message, mend: error.mend};
  const refusal = refusalOf(error);
  if (refusal === undefined) throw error;
  refused.push(refusal.message);
  return {status: "not-run", because: `its result could not be kept: ${refusal.message}`, mend: refusal.mend};
}
