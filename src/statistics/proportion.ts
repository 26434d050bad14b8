import {betaQuantile} from "./beta.ts";

/** The exact interval of a binomial proportion (Clopper and Pearson, Biometrika 26, 1934): quantiles of Beta(k, n − k + 1) and Beta(k + 1, n − k). */
export function clopperPearson(successes: number, trials: number, confidence = 0.95): readonly [low: number, high: number] {
  if (!(Number.isInteger(successes) && Number.isInteger(trials) && successes >= 0 && trials >= 1 && successes <= trials)) {
    throw new RangeError(`clopperPearson: expected 0 ≤ successes ≤ trials and at least one trial, got ${successes} of ${trials}`);
  }
  const tail = (1 - confidence) / 2;
  const low = successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1);
  const high = successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes);
  return [low, high];
}
