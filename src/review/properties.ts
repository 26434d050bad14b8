import {cameOut, wasMade, type Review} from "./record.ts";

/** What a review verified, as names that programs read; only what holds is listed, in this order. */
const properties: Readonly<Record<string, (review: Review) => boolean>> = {
  /** Every planned run was made anew and is the baseline's, byte for byte. */
  REPRISE_RESULTS_BITWISE: (review) => isWhole(review) && review.runs.every(({status}) => status === "identical") && review.experiments.every(({promise}) => promise === "bitwise"),
  /** Every planned run was made anew and came out, within declared tolerances at least. */
  REPRISE_RESULTS_REPRODUCED: (review) => isWhole(review) && review.runs.every(cameOut),
  /** The same of all runs behind the values and claims of the paper. */
  REPRISE_HEADLINE_REPRODUCED: (review) => review.tiers.some((tier) => tier.name === "headline" && tier.draw.length > 0 && [tier.tooLong, tier.impossible, tier.notAsked].every((left) => left.length === 0) && tier.drawn === tier.draw.length) && headline(review).every(cameOut),
  /** Some runs were drawn by a nonce, made anew, and none of what was made differs. */
  REPRISE_SAMPLE_REPRODUCED: (review) => review.runs.some(wasMade) && review.runs.filter(wasMade).every(cameOut),
  /** Every experiment that declares smoke parameters works with them. */
  REPRISE_SMOKE_PASSED: (review) => review.smoke.length > 0 && review.smoke.every(({status}) => status === "works"),
  /** No run that was made could read a file that it does not declare, nor open a connection. */
  REPRISE_RUNS_HERMETIC: ({experiments, runs}) => runs.some(wasMade) && experiments.every(({id, hermetic}) => hermetic || !runs.some((run) => wasMade(run) && run.run.startsWith(`${id}/`))),
  /** The files are those of a commit. */
  REPRISE_SOURCE_COMMITTED: ({source}) => source.commit !== null && source.changed === 0,
  /** A copy of the toolkit from elsewhere reviewed, and the project's own is the same. */
  REPRISE_TOOLKIT_INDEPENDENT: ({toolkit}) => toolkit.comparison.status === "identical",
};

/** The properties that hold of a review. */
export const propertiesOf = (review: Review): readonly string[] =>
  Object.entries(properties).filter(([, holds]) => holds(review)).map(([name]) => name);

const isWhole = ({experiments, runs}: Review): boolean =>
  runs.some(wasMade) && runs.length === experiments.reduce((sum, each) => sum + each.runs, 0) && runs.every(wasMade);

function headline({tiers, runs}: Review): Review["runs"] {
  const names = new Set(tiers.filter(({name}) => name === "headline").flatMap(({draw}) => draw));
  return runs.filter(({run}) => names.has(run));
}

/** The whole in a word: of a review in which nothing was made there is nothing to pass. */
export function resultOf({runs, smoke}: Review): "PASSED" | "WARNED" | "FAILED" {
  if (runs.some((run) => run.status !== "not-run" && !cameOut(run)) || smoke.some(({status}) => status === "failed")) return "FAILED";
  return runs.some(({status}) => status === "within-tolerance") || !runs.some(wasMade) || smoke.some(({status}) => status === "not-run") ? "WARNED" : "PASSED";
}
