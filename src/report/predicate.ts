import type {Alternative} from "../statistics/t-test.ts";
import {interval, mean, type Aggregate} from "./aggregate.ts";
import {formatAggregate, formatNumber, type Format} from "./format.ts";
import {testDifference, testMean, type Dependence, type Tested} from "./inference.ts";
import {replicateWords} from "./design.ts";
import {isPaired, requireOneVariant, runsOf, type Sample} from "./sample.ts";
import {counted, shortened} from "./words.ts";
import {UserError} from "../errors.ts";

/** One thing that was asked of the results: exactly, or by a test with its p value. */
export interface Finding {
  readonly test: string;
  readonly outcome: string;
  readonly p: number | null;
  /** Exact findings hold or not; a test's finding holds when its p value, adjusted, is below alpha. */
  readonly exact: boolean;
}

/** What a claim rests on: all findings have to hold. */
export interface Predicate {
  readonly kind: "predicate";
  readonly findings: readonly Finding[];
  readonly runs: readonly string[];
}

/** What a sample may be compared with: another sample, one run's value, or a number set beforehand. */
export type Reference = Sample | Aggregate | number;

/** The mean of `a` is greater: paired where the replicates are shared, else after Welch; one-sided. */
export const greater = (a: Sample, b: Reference, options: Dependence & Format = {}): Predicate => compared(a, b, "greater", options);

/** The mean of `a` is less; as `greater`. */
export const less = (a: Sample, b: Reference, options: Dependence & Format = {}): Predicate => compared(a, b, "less", options);

/** The mean is above a threshold, by a one-sided test; with `each`, every single value is at least that, exactly. */
export const atLeast = (sample: Sample, threshold: number, options: Dependence & Format & {readonly each?: boolean} = {}): Predicate =>
  (options.each === true ? each(sample, threshold, "at least", options) : compared(sample, threshold, "greater", options));

/** The mean is below a threshold, by a one-sided test; with `each`, every single value is at most that, exactly. */
export const atMost = (sample: Sample, threshold: number, options: Dependence & Format & {readonly each?: boolean} = {}): Predicate =>
  (options.each === true ? each(sample, threshold, "at most", options) : compared(sample, threshold, "less", options));

/** The means differ by less than `margin` either way: two one-sided tests (Schuirmann, J. Pharmacokinetics and Biopharmaceutics 15, 1987). */
export function equivalent(a: Sample, b: Sample, margin: number, options: Dependence & Format = {}): Predicate {
  const shift = (by: number): Sample => b.map((value) => value + by, b.quantity);
  const tests = [testDifference(a, shift(-margin), "greater", options), testDifference(a, shift(margin), "less", options)] as const;
  const worse = tests[0].p >= tests[1].p ? tests[0] : tests[1];
  const outcome = `${differenceText(a, b, options)} within ±${formatNumber(margin, a.metric, true, options)}, ${worse.statistic}`;
  return {kind: "predicate", findings: [{test: `equivalence by two tests: ${worse.name}`, outcome, p: worse.p, exact: true}], runs: runsOf([a, b])};
}

/** Every value equals the expected one when written in this format, in the order of the plan: for numbers published elsewhere. */
export function equals(sample: Sample, expected: number | readonly number[], format: Format = {}): Predicate {
  const all = typeof expected === "number" ? sample.values.map(() => expected) : expected;
  if (all.length !== sample.count) throw new UserError(`equals: ${sample.label} has ${counted(sample.count, "value")}, ${all.length} are expected`, "give one number, or one per run in the order of the plan");
  const write = (number: number): string => formatNumber(number, sample.metric, sample.difference, format);
  const wrong = sample.points.flatMap((point, at) =>
    (write(point.value) === write(all[at] as number) ? [] : [`${point.variant}/${point.replicate} is ${write(point.value)}, expected ${write(all[at] as number)}`]));
  const outcome = wrong.length === 0 ? `${counted(all.length, "value")} equal` : shortened(wrong);
  return exactly(`${sample.label} equals the expected numbers as written`, outcome, wrong.length === 0, [sample]);
}

/** In every replicate the first comes before the second: for crossings, where a replicate that never gets there counts as last. */
export function before(a: Sample, b: Sample): Predicate {
  for (const side of [a, b]) requireOneVariant(side, "an order");
  if (!isPaired(a, b)) throw new UserError(`before: ${a.label} and ${b.label} share no replicates`, "compare them with less(), which then tests unpaired");
  const partners = new Map(b.points.map((point) => [point.replicate, point.value]));
  const inOrder = a.points.filter((point) => point.value < (partners.get(point.replicate) as number));
  const [from, to] = [rangeText(a), rangeText(b)];
  const outcome = `in ${inOrder.length} of ${replicateWords(a.count, a.design)}: ${a.label}: ${from}; ${b.label}: ${to}`;
  return exactly("order in every replicate", outcome, inOrder.length === a.count, [a, b]);
}

/** All of these hold. The largest p value is that of the whole (intersection–union test: Berger, Technometrics 24, 1982). */
export const all = (...predicates: readonly Predicate[]): Predicate => ({
  kind: "predicate",
  findings: predicates.flatMap((predicate) => predicate.findings),
  runs: [...new Set(predicates.flatMap((predicate) => predicate.runs))],
});

function compared(a: Sample, b: Reference, alternative: Alternative, options: Dependence & Format): Predicate {
  if (typeof b !== "number" && b.kind === "sample") {
    return tested(testDifference(a, b, alternative, options), differenceText(a, b, options), [...runsOf([a, b])]);
  }
  const number = typeof b === "number" ? b : certain(b);
  const against = formatNumber(number, a.metric, a.difference, options);
  const runs = [...runsOf([a]), ...(typeof b === "number" ? [] : b.points.map((point) => point.run))];
  return tested(testMean(a, number, alternative, options), `mean ${meanText(a, options)} against ${against}`, [...new Set(runs)]);
}

/** A number that all its runs agree on; a mean has an uncertainty that a test against it would hide. */
function certain(reference: Aggregate): number {
  if (reference.points.every((point) => Object.is(point.value, reference.number))) return reference.number;
  throw new UserError(`${reference.label}: the ${reference.method} is itself uncertain`, "compare the two samples, not one of them with the other's mean");
}

const tested = (test: Tested, outcome: string, runs: readonly string[]): Predicate =>
  ({kind: "predicate", findings: [{test: test.name, outcome: `${outcome}, ${test.statistic}`, p: test.p, exact: true}], runs});

const exactly = (test: string, outcome: string, holds: boolean, samples: readonly Sample[]): Predicate =>
  ({kind: "predicate", findings: [{test: `${test} (exact, no test needed)`, outcome, p: null, exact: holds}], runs: runsOf(samples)});

function each(sample: Sample, threshold: number, relation: "at least" | "at most", format: Format): Predicate {
  const keeps = (value: number): boolean => (relation === "at least" ? value >= threshold : value <= threshold);
  const kept = sample.values.filter(keeps).length;
  const limit = formatNumber(threshold, sample.metric, sample.difference, format);
  const outcome = `${sample.label}: ${rangeText(sample, format)}, ${relation} ${limit} in ${kept} of ${replicateWords(sample.count, sample.design)}`;
  return exactly(`${relation} ${limit} in every replicate`, outcome, kept === sample.count, [sample]);
}

const differenceText = (a: Sample, b: Sample, options: Dependence & Format): string =>
  (isPaired(a, b) ? `difference ${meanText(a.minus(b), options)}` : `${a.label} ${meanText(a, options)} against ${b.label} ${meanText(b, options)}`);

const meanText = (sample: Sample, options: Dependence & Format): string =>
  formatAggregate(sample.count > 1 ? interval(sample, options) : mean(sample), options).plain;

function rangeText(sample: Sample, format: Format = {}): string {
  const write = (value: number): string => (Number.isFinite(value) ? formatNumber(value, sample.metric, sample.difference, format) : "never");
  const low = sample.values.reduce((a, b) => Math.min(a, b));
  const high = sample.values.reduce((a, b) => Math.max(a, b));
  return low === high ? write(low) : `${write(low)} to ${write(high)}`;
}
