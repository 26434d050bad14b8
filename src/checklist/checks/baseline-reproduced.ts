import {countVerdicts, type Verdicts} from "../../records/verdicts.ts";
import {byCodeUnit, runPath} from "../../results/names.ts";
import {count, failed, listed, notRun, verified, type Check, type EvidenceItem} from "../check.ts";
import type {Evidence} from "../evidence.ts";

export const baselineReproduced: Check = {
  id: "baseline-reproduced",
  group: "proof",
  title: "The published results come out again",
  description: "Every run of the plan was computed again in this reproduction, and its result equals the committed one: byte for byte on a bitwise engine, within the declared tolerance elsewhere.",
  severity: "required",
  sources: ["NeurIPS 4", "AAAI 4.7", "REFORMS 2e", "ACM Results Reproduced"],
  ask: ({plan, verdicts}) => {
    if (verdicts === null) return notRun("Nothing was reproduced.", [], "run `./reproduce.sh`");
    const counts = countVerdicts(verdicts.runs.map((run) => run.verdict));
    const faults = faultsOf(verdicts);
    if (faults.length > 0) return failed(`${count(faults.length, "run")} of ${verdicts.runs.length} did not come out again.`, faults, "see what changed with `reprise verify`");
    const waiting = unrun(plan, verdicts);
    const same = counts.identical + counts["within-tolerance"];
    const items = perExperiment(verdicts);
    if (waiting.length > 0) return notRun(`${same} of ${same + waiting.length} runs came out again; not run: ${listed([...new Set(waiting.map((path) => path.split("/")[0] ?? path))].toSorted(byCodeUnit))}.`, items, mendOf(verdicts));
    const tolerated = counts["within-tolerance"] === 0 ? "" : `, ${counts["within-tolerance"]} within tolerance`;
    return verified(`${count(counts.identical, "run")} of ${verdicts.runs.length} identical${tolerated}, from ${verdicts.depth}.`, items);
  },
};

function faultsOf(verdicts: Verdicts): readonly EvidenceItem[] {
  return verdicts.runs.flatMap((run): readonly EvidenceItem[] => {
    const path = runPath(run);
    if (run.verdict.status === "new") return [{text: `${path} has no result in the baseline`}];
    if (run.verdict.status === "missing") return [{text: `${path}: ${run.verdict.because}`, link: `results/${path}.json`}];
    if (run.verdict.status !== "differs") return [];
    const [first, ...more] = run.verdict.differences;
    const where = first === undefined ? "its bytes" : `${first.where} ${first.baseline} → ${first.fresh}`;
    return [{text: `${path} differs: ${where}${more.length === 0 ? "" : `, and ${count(more.length, "more difference")}`}`, link: `results/${path}.json`}];
  });
}

/** Planned runs without a verdict, and those whose verdict is that they were not run. What was imported cannot be. */
function unrun(plan: Evidence["plan"], verdicts: Verdicts): readonly string[] {
  const done = new Set(verdicts.runs.filter((run) => run.verdict.status !== "not-run" && run.verdict.status !== "stale").map(runPath));
  return plan.experiments.flatMap((experiment) => experiment.runs.map((run) => runPath({experiment: experiment.id, ...run}))).filter((path) => !done.has(path));
}

/** How the first run that was left out says to mend it; otherwise it was not asked for. */
function mendOf(verdicts: Verdicts): string {
  const mends = verdicts.runs.flatMap(({verdict}) => (verdict.status === "not-run" || verdict.status === "stale" ? [verdict.mend] : []));
  return mends.find((mend) => mend !== "") ?? "run `./reproduce.sh --all`";
}

function perExperiment(verdicts: Verdicts): readonly EvidenceItem[] {
  const experiments = [...new Set(verdicts.runs.map((run) => run.experiment))];
  return experiments.map((experiment) => {
    const counts = countVerdicts(verdicts.runs.filter((run) => run.experiment === experiment).map((run) => run.verdict));
    const parts = Object.entries(counts).filter(([, n]) => n > 0).map(([status, n]) => `${n} ${status.replaceAll("-", " ")}`);
    return {text: `${experiment}: ${listed(parts)}`, link: `results/${experiment}`};
  });
}
