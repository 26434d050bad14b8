import {UserError} from "../errors.ts";
import {checkStatus, type CheckRecord, type Checks} from "../records/checks.ts";
import {failed, type Check, type Finding} from "./check.ts";
import {checklist} from "./checklist.ts";
import type {Evidence} from "./evidence.ts";

/** Asks every check, one after the other. A mistake of the project's author that a check meets fails that check alone. */
export async function runChecklist(evidence: Evidence, checks: readonly Check[] = checklist): Promise<Checks> {
  const records: CheckRecord[] = [];
  for (const check of checks) records.push(recordOf(check, await askOne(check, evidence)));
  return {format: "reprise.checks/1", project: evidence.plan.project.title, counts: countsOf(records), checks: records};
}

async function askOne(check: Check, evidence: Evidence): Promise<Finding> {
  try {
    return await check.ask(evidence);
  } catch (error) {
    if (error instanceof UserError) return failed(error.message, [], error.mend);
    throw error;
  }
}

const recordOf = ({id, group, title, description, severity, sources}: Check, finding: Finding): CheckRecord =>
  ({id, group, title, description, severity, sources: [...sources], ...finding});

function countsOf(records: readonly CheckRecord[]): Checks["counts"] {
  const counts = Object.fromEntries(checkStatus.options.map((status) => [status, 0])) as Checks["counts"];
  for (const {status} of records) counts[status] += 1;
  return counts;
}
