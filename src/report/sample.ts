import {UserError} from "../errors.ts";
import type {Metric} from "../results/metric.ts";
import type {Factors} from "../results/result.ts";
import type {Design} from "./design.ts";
import {shortened} from "./words.ts";

/** A number that a run recorded. `run` is `<experiment>/<variant>/<replicate>`. */
export interface Source {
  readonly run: string;
  readonly value: number;
}

/** One value of a sample, and what it was computed from. */
export interface Point {
  readonly variant: string;
  readonly replicate: string;
  readonly factors: Factors;
  readonly value: number;
  readonly sources: readonly Source[];
}

export interface SampleFacts {
  readonly experiment: string;
  /** "macro F1" */
  readonly quantity: string;
  /** Of what: "MLP"; empty where the experiment has one variant. */
  readonly subject: string;
  readonly design: Design;
  readonly metric: Metric;
  readonly points: readonly Point[];
  /** Runs that were planned and are not in the sample, in words. */
  readonly leftOut: readonly string[];
  readonly difference: boolean;
}

/** One number per replicate, each with the runs that it came from. */
export interface Sample extends SampleFacts {
  readonly kind: "sample";
  readonly label: string;
  readonly values: readonly number[];
  readonly count: number;
  /** This sample less another of the same experiment, replicate by replicate. @throws UserError naming what has no partner. */
  minus(other: Sample, options?: {readonly allowMissing?: boolean}): Sample;
  /** Every value changed by `f`; `label` names the new quantity. */
  map(f: (value: number) => number, label: string): Sample;
}

/** A sample with its methods. */
export function sampleOf(facts: SampleFacts): Sample {
  const sample: Sample = {
    ...facts,
    kind: "sample",
    label: facts.subject === "" ? facts.quantity : `${facts.quantity}, ${facts.subject}`,
    values: facts.points.map((point) => point.value),
    count: facts.points.length,
    minus: (other, options = {}) => difference(sample, other, options.allowMissing ?? false),
    map: (f, label) => mapped(facts, f, label),
  };
  return sample;
}

/** Whether two samples share their replicates: of one experiment, with the same ones on both sides, each once. */
export function isPaired(a: SampleFacts, b: SampleFacts): boolean {
  const [left, right] = [byReplicate(a), byReplicate(b)];
  return a.experiment === b.experiment && left.size === a.points.length && right.size === b.points.length
    && left.size === right.size && [...left.keys()].every((replicate) => right.has(replicate));
}

/** The sample's one variant; several mixed have no common mean. */
export function requireOneVariant(sample: Sample, purpose: string): void {
  const variants = [...new Set(sample.points.map((point) => point.variant))];
  if (variants.length <= 1) return;
  throw new UserError(
    `${purpose} of ${sample.quantity} in ${sample.experiment}: the sample mixes ${variants.length} variants (${shortened(variants)})`,
    "select one with results.where({…}), or give a table or figure a row per variant",
  );
}

/** The runs that a sample rests on, each once. */
export const runsOf = (samples: readonly SampleFacts[]): readonly string[] =>
  [...new Set(samples.flatMap((sample) => sample.points.flatMap((point) => point.sources.map((source) => source.run))))];

function difference(a: Sample, b: Sample, allowMissing: boolean): Sample {
  for (const side of [a, b]) requireOneVariant(side, "a difference");
  if (a.experiment !== b.experiment) {
    throw new UserError(
      `${a.label} minus ${b.label}: replicates of ${a.experiment} and ${b.experiment} share no random streams and cannot be paired`,
      "compare them with greater() or less(), which then test unpaired",
    );
  }
  const lonely = allowMissing ? [] : unpartnered(a, b);
  if (lonely.length > 0) throw new UserError(`${a.label} minus ${b.label}: no partner for ${shortened(lonely)}`, "run what is missing, or pass {allowMissing: true}");
  return sampleOf({...a, ...differenceNames(a, b), points: pairs(a, b), leftOut: [...new Set([...a.leftOut, ...b.leftOut])], difference: true});
}

/** "difference in macro F1, MLP minus logistic", or where the quantities differ, both in full. */
const differenceNames = (a: Sample, b: Sample): {readonly quantity: string; readonly subject: string} =>
  a.quantity === b.quantity ? {quantity: `difference in ${a.quantity}`, subject: `${a.subject} minus ${b.subject}`}
  : a.subject === b.subject ? {quantity: `${a.quantity} minus ${b.quantity}`, subject: a.subject}
  : {quantity: `${a.label} minus ${b.label}`, subject: ""};

function pairs(a: SampleFacts, b: SampleFacts): readonly Point[] {
  const partners = byReplicate(b);
  return a.points.flatMap((point) => {
    const partner = partners.get(point.replicate);
    return partner === undefined ? [] : [{...point, value: point.value - partner.value, sources: [...point.sources, ...partner.sources]}];
  });
}

const unpartnered = (a: SampleFacts, b: SampleFacts): readonly string[] => {
  const [left, right] = [byReplicate(a), byReplicate(b)];
  const lonely = [...a.points.filter((point) => !right.has(point.replicate)), ...b.points.filter((point) => !left.has(point.replicate))];
  return lonely.map((point) => `${point.variant}/${point.replicate}`);
};

const byReplicate = (sample: SampleFacts): ReadonlyMap<string, Point> => new Map(sample.points.map((point) => [point.replicate, point]));

/** Bounds, unit and direction belong to the quantity that was measured; what `f` makes of it has none of them. */
function mapped(facts: SampleFacts, f: (value: number) => number, label: string): Sample {
  const metric: Metric = {label, better: "neither", split: facts.metric.split};
  return sampleOf({...facts, quantity: label, metric, points: facts.points.map((point) => ({...point, value: f(point.value)}))});
}
