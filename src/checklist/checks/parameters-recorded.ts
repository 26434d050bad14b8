import {canonicalJson} from "../../results/canonical-json.ts";
import {runPath} from "../../results/names.ts";
import {count, failed, verified, type Check, type EvidenceItem} from "../check.ts";
import type {Evidence} from "../evidence.ts";

export const parametersRecorded: Check = {
  id: "parameters-recorded",
  group: "experiments",
  title: "Results were made with the parameters that are declared",
  description: "The parameters and the seed, fold or split that each result records are those that the experiment declares for that run today.",
  severity: "required",
  sources: ["NeurIPS 6", "AAAI 4.13", "Pineau: hyper-parameters"],
  ask: (evidence) => {
    const compared = declaredRuns(evidence);
    const faults = compared.flatMap(({path, declared, recorded}) => (declared === recorded ? [] : [differs(path, declared, recorded)]));
    if (compared.length === 0) return failed("No planned run has a result to compare.", [], "compute and keep a baseline: `reprise run`, then `reprise accept`");
    return faults.length === 0
      ? verified(`Parameters of ${count(compared.length, "result")} equal the declared ones.`)
      : failed(`${count(faults.length, "result")} of ${compared.length} ${faults.length === 1 ? "was" : "were"} made with other parameters than declared.`, faults, "compute these runs again with `reprise run` and keep them with `reprise accept`");
  },
};

/** Every planned run that has a result, with what is declared and what is recorded of it. */
function declaredRuns({plan, results}: Evidence): readonly {readonly path: string; readonly declared: string; readonly recorded: string}[] {
  const byPath = new Map(results.map((result) => [runPath(result), result]));
  return plan.experiments.flatMap((experiment) => experiment.runs.flatMap((run) => {
    const path = runPath({experiment: experiment.id, ...run});
    const result = byPath.get(path);
    const variant = experiment.variants.find((each) => each.name === run.variant);
    if (result === undefined || variant === undefined) return [];
    return [{path, declared: canonicalJson([variant.parameters, run.factors]), recorded: canonicalJson([result.parameters, result.factors])}];
  }));
}

const differs = (path: string, declared: string, recorded: string): EvidenceItem =>
  ({text: `${path}: declared ${declared}, recorded ${recorded}`, link: `results/${path}.json`});
