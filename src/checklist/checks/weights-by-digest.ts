import {runPath} from "../../results/names.ts";
import type {Result} from "../../results/result.ts";
import {sha256} from "../../store/store.ts";
import {count, failed, notApplicable, verified, type Check, type EvidenceItem} from "../check.ts";
import type {Evidence} from "../evidence.ts";

export const weightsByDigest: Check = {
  id: "weights-by-digest",
  group: "proof",
  title: "Trained weights and predictions are known by digest",
  description: "Each completed run that this project computes records the SHA-256 of its predictions and, where it trains a model, of its weights, so that anyone's copy can be told from another. Copies at hand are hashed again.",
  severity: "required",
  sources: ["PwC 4", "NeurIPS 5", "Pineau: trained models"],
  ask: async (evidence) => {
    const runs = evidence.results.filter((result) => result.status === "completed" && result.origin === "computed");
    if (runs.length === 0) return notApplicable("No completed run was computed by this project.");
    const faults = [...silent(runs), ...halfTrained(runs), ...await corrupt(evidence, runs)];
    if (faults.length > 0) return failed(`${count(faults.length, "digest")} missing or wrong.`, faults, "return weights and predictions from `train`; compute these runs again and `reprise accept` them. What is corrupt in the store, `reprise run` makes again");
    const trained = runs.filter((run) => run.digests.weights !== undefined);
    return verified(`${count(runs.length, "run")} with predictions or weights by digest, ${trained.length} of them with weights.`, experimentsOf(runs));
  },
};

/** Runs that leave nothing by which they could be compared. */
const silent = (runs: readonly Result[]): readonly EvidenceItem[] =>
  runs.filter(({digests}) => digests.weights === undefined && digests.predictions === undefined)
    .map((run) => ({text: `${runPath(run)} records neither weights nor predictions`, link: `results/${runPath(run)}.json`}));

/** A variant trains in all of its replicates or in none. */
function halfTrained(runs: readonly Result[]): readonly EvidenceItem[] {
  const trains = new Set(runs.filter((run) => run.digests.weights !== undefined).map((run) => `${run.experiment}/${run.variant}`));
  return runs.filter((run) => run.digests.weights === undefined && trains.has(`${run.experiment}/${run.variant}`))
    .map((run) => ({text: `${runPath(run)} records no weights, but other replicates of its variant do`, link: `results/${runPath(run)}.json`}));
}

/** What the store happens to hold is hashed again; that it holds nothing is no fault and is not told. */
async function corrupt({store}: Evidence, runs: readonly Result[]): Promise<readonly EvidenceItem[]> {
  if (store === null) return [];
  const faults: EvidenceItem[] = [];
  for (const run of runs) {
    for (const kind of ["weights", "predictions"] as const) {
      const digest = run.digests[kind];
      const bytes = digest === undefined ? null : await store.read(digest);
      if (digest !== undefined && bytes !== null && sha256(bytes) !== digest) faults.push({text: `the store's copy of the ${kind} of ${runPath(run)} has another digest`, digest});
    }
  }
  return faults;
}

function experimentsOf(runs: readonly Result[]): readonly EvidenceItem[] {
  return [...new Set(runs.map((run) => run.experiment))].map((experiment) => {
    const own = runs.filter((run) => run.experiment === experiment);
    return {text: `${experiment}: ${count(own.length, "run")}, ${own.filter((run) => run.digests.weights !== undefined).length} with weights`, link: `results/${experiment}`};
  });
}
