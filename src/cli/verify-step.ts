import {writeRecord} from "../project/build-folder.ts";
import {pathOf} from "../plan/tasks.ts";
import {verdictsSchema, type Cause, type Depth, type Parting, type Verdict, type Verdicts} from "../records/verdicts.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {reasonsBetween} from "../verify/compare-trees.ts";
import {readTree} from "../verify/read-tree.ts";
import {itemVerdicts} from "../verify/item-verdicts.ts";
import {publishedVerdicts} from "../verify/published.ts";
import {reportSide, reportSides} from "../verify/report-sides.ts";
import {verdictsRecord, type Reproduced} from "../verify/verdicts.ts";
import {treeOf} from "./fresh-tree.ts";
import {publishedFiles} from "./published.ts";
import {findReports} from "./report-step.ts";
import type {Ran} from "./run-step.ts";
import type {Session} from "./session.ts";

/** Compares what was run with the baseline and writes `build/verdicts.json`; what is returned tells machines, too, where they are the likely cause. */
export async function verify(session: Session, ran: Ran, depth: Depth = "scratch"): Promise<Verdicts> {
  const {project, tasks, baseline} = session;
  const published = await readTree(project.root, "results/", baseline);
  const verdicts = verdictsRecord({
    tasks, baseline, depth,
    outcomes: ran.outcomes,
    acceptedKeys: published.keys,
    items: depth === "results" ? await publishedItems(session) : await comparedItems(session, ran),
    explain: await explainer(session, ran, published),
  });
  await writeRecord(project.root, "build/verdicts.json", verdictsSchema, withoutMachines(verdicts));
  return verdicts;
}

/** What the report makes of the fresh results, beside what it makes of the baseline. */
async function comparedItems(session: Session, {outcomes}: Ran): Promise<Reproduced["items"]> {
  const sides = reportSides(session.plan, await findReports(session), session.baseline, outcomes);
  return (standing) => itemVerdicts(sides, standing);
}

/** What the report makes of the committed results, beside what the committed paper prints. */
async function publishedItems(session: Session): Promise<Reproduced["items"]> {
  const {report} = reportSide(session.plan, await findReports(session), [...session.baseline.values()]);
  const {committed, computed} = await publishedFiles(session, report);
  return (standing) => publishedVerdicts(report, committed, computed, standing);
}

/** Why runs differ, prepared for those that do. */
async function explainer({baseline}: Session, {asked, outcomes}: Ran, published: Awaited<ReturnType<typeof readTree>>): Promise<(run: string) => {readonly parting?: Parting; readonly causes?: Cause[]}> {
  const differing = asked.filter((task) => {
    const [outcome, before] = [outcomes.get(pathOf(task)), baseline.get(pathOf(task))];
    return outcome?.status === "done" && before !== undefined && canonicalJson(outcome.result) !== canonicalJson(before);
  });
  const fresh = await treeOf(differing, outcomes);
  return (run) => {
    const [before, after] = [baseline.get(run), fresh.results.get(run)];
    return before === undefined || after === undefined ? {} : reasonsBetween(published, before, fresh, after);
  };
}

/** `build/verdicts.json` says nothing of machines: what is known of them goes to people and `--json` alone. */
const withoutMachines = (verdicts: Verdicts): Verdicts => ({...verdicts, runs: verdicts.runs.map((run) => ({...run, verdict: impersonal(run.verdict)}))});

function impersonal(verdict: Verdict): Verdict {
  if (verdict.status !== "differs" || verdict.causes === undefined) return verdict;
  const causes = verdict.causes.filter(({part}) => part !== "hardware" && part !== "system");
  return {...verdict, causes: causes.length < verdict.causes.length && causes.length === 0 ? [{part: "machine", text: "the keys are equal: the machine, or something that no key sees"}] : causes};
}
