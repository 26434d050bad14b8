import type {Metric} from "../results/metric.ts";
import {holm} from "../statistics/holm.ts";
import {mean} from "../statistics/mean.ts";
import {testDifference, type Dependence} from "./inference.ts";
import {isPaired, type Sample} from "./sample.ts";

/**
 * Which samples are statistically best: the one with the best mean, and all that a one-sided test, Holm-adjusted,
 * does not find worse. Where a sample has a single value, nothing can be tested and nothing is best.
 */
export function statisticallyBest(samples: readonly Sample[], better: Metric["better"], dependence: Dependence = {}, alpha = 0.05): readonly boolean[] {
  if (better === "neither" || samples.length < 2 || samples.some((sample) => sample.count < 2)) return samples.map(() => false);
  const means = samples.map((sample) => mean(sample.values));
  const best = means.indexOf(means.reduce((a, b) => (better === "higher" ? Math.max(a, b) : Math.min(a, b))));
  const others = samples.flatMap((_, at) => (at === best ? [] : [at]));
  const p = holm(others.map((at) => pWorse(samples[at] as Sample, samples[best] as Sample, better, dependence)));
  return samples.map((_, at) => at === best || (p[others.indexOf(at)] as number) >= alpha);
}

/** Equal everywhere is not worse; identical unpaired constants included. */
function pWorse(sample: Sample, best: Sample, better: Metric["better"], dependence: Dependence): number {
  if (isPaired(sample, best) && sample.minus(best).values.every((value) => value === 0)) return 1;
  return testDifference(sample, best, better === "higher" ? "less" : "greater", dependence).p;
}
