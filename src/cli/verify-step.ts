import {writeRecord} from "../project/build-folder.ts";
import {verdictsSchema, type Depth, type Verdicts} from "../records/verdicts.ts";
import {readAcceptedKeys} from "../verify/accepted-keys.ts";
import {reportSides} from "../verify/report-sides.ts";
import {verdictsRecord} from "../verify/verdicts.ts";
import {findReports} from "./report-step.ts";
import type {Ran} from "./run-step.ts";
import type {Session} from "./session.ts";

/** Compares what was run with the baseline and writes `build/verdicts.json`. */
export async function verify(session: Session, ran: Pick<Ran, "outcomes">, depth: Depth = "scratch"): Promise<Verdicts> {
  const {project, plan, tasks, baseline} = session;
  const verdicts = verdictsRecord({
    tasks, baseline, depth,
    outcomes: ran.outcomes,
    acceptedKeys: await readAcceptedKeys(project.root, project.experiments.map(({id}) => id)),
    reports: reportSides(plan, await findReports(session), baseline, ran.outcomes),
  });
  await writeRecord(project.root, "build/verdicts.json", verdictsSchema, verdicts);
  return verdicts;
}
