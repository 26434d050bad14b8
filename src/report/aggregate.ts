import {UserError} from "../errors.ts";
import type {Metric} from "../results/metric.ts";
import type {Parameter} from "../results/result.ts";
import {mean as meanOf} from "../statistics/mean.ts";
import {clopperPearson} from "../statistics/proportion.ts";
import {median as medianOf} from "../statistics/quantile.ts";
import {standardDeviation} from "../statistics/variance.ts";
import {overlap, replicateWords} from "./design.ts";
import {parametersByVariant, requireValues} from "./filter.ts";
import {intervalName, meanInterval, type Dependence} from "./inference.ts";
import {member} from "./nearest-name.ts";
import {exact as exactNumber, percentText} from "./number-text.ts";
import {requireOneVariant, type Sample, type Source} from "./sample.ts";
import {selectedPaths, type Selection} from "./selection.ts";
import {counted, inWords, shortened} from "./words.ts";

/** One number, how it was computed and from what. */
export interface Aggregate {
  readonly kind: "aggregate";
  readonly label: string;
  readonly number: number;
  readonly interval?: readonly [low: number, high: number];
  readonly confidence?: number;
  readonly metric: Metric;
  readonly difference: boolean;
  /** A count or a parameter: shown with all its digits. */
  readonly exact: boolean;
  /** "mean of 25 test folds, 95 % corrected resampled t interval" */
  readonly method: string;
  readonly n: number;
  readonly points: readonly Source[];
  /** The numbers that were aggregated, where they are not the points: paired differences. */
  readonly sample?: readonly {readonly replicate: string; readonly value: number}[];
}

/** The mean, alone. */
export const mean = (sample: Sample): Aggregate => plain(sample, "mean", meanOf);

/** The median; as long as more than half of the replicates got there, it needs not all of them to have a finite value. */
export function median(sample: Sample): Aggregate {
  requireOneVariant(sample, "median");
  const never = sample.values.filter((value) => value === Infinity).length;
  const number = medianOf(sample.values.map((value) => (value === Infinity ? Number.MAX_VALUE : value)));
  if (number >= Number.MAX_VALUE / 2) throw new UserError(`median of ${sample.label}: ${never} of ${counted(sample.count, "replicate")} never got there`, "compare with before(), or show share()");
  return aggregateOf(sample, `median of ${over(sample)}${never === 0 ? "" : `, of which ${never} never got there`}`, number);
}

/** The smallest value; never the way to report a method's quality. */
export const minimum = (sample: Sample): Aggregate => aggregateOf(sample, `smallest of ${over(sample)}`, finite(sample, "minimum").reduce((a, b) => Math.min(a, b)));

/** The largest value; never the way to report a method's quality. */
export const maximum = (sample: Sample): Aggregate => aggregateOf(sample, `largest of ${over(sample)}`, finite(sample, "maximum").reduce((a, b) => Math.max(a, b)));

/** The sample standard deviation over the replicates; that of percent is in points. */
export const deviation = (sample: Sample): Aggregate =>
  ({...plain(sample, "standard deviation", standardDeviation, 2), label: `standard deviation of ${sample.label}`, difference: true});

/**
 * The mean with its t interval; over folds the corrected resampled one of Nadeau and Bengio. Values that do not vary get none, and the method says so.
 * An interval that passes a bound of its metric is not clipped: the method says that it does, for it shows that normality is doubtful there.
 */
export function interval(sample: Sample, options: Dependence & {readonly confidence?: number} = {}): Aggregate {
  const confidence = options.confidence ?? 0.95;
  const found = meanInterval(sample, confidence, options);
  const whole = `mean of ${over(sample)}`;
  if (found === "constant") return aggregateOf(sample, `${whole}; all are equal, so that there is no interval`, meanOf(sample.values));
  const name = `${percentText(confidence)} ${intervalName(sample, options)} interval`;
  const method = `${whole}, ${name}${passedBounds(sample, found.low, found.high)}`;
  return {...aggregateOf(sample, method, found.mean), interval: [found.low, found.high], confidence};
}

/** The share of replicates whose value is at least, or at most, a threshold, with its exact (Clopper–Pearson) interval where replicates are independent. */
export function share(sample: Sample, condition: {readonly atLeast: number} | {readonly atMost: number}, options: Dependence & {readonly confidence?: number} = {}): Aggregate {
  requireOneVariant(sample, "share");
  const confidence = options.confidence ?? 0.95;
  const [relation, threshold] = "atLeast" in condition ? ["at least", condition.atLeast] as const : ["at most", condition.atMost] as const;
  const successes = sample.values.filter((value) => (relation === "at least" ? value >= threshold : value <= threshold)).length;
  const independent = overlap(sample.design, options.testToTrain, sample.label) === 0;
  const frame = {...aggregateOf(sample, `${successes} of ${over(sample)}`, successes / sample.count), ...shareOf(sample, relation, threshold)};
  if (!independent) return frame;
  return {...frame, method: `${frame.method}, ${percentText(confidence)} exact (Clopper–Pearson) interval`, interval: clopperPearson(successes, sample.count, confidence), confidence};
}

function shareOf(sample: Sample, relation: string, threshold: number): Pick<Aggregate, "label" | "metric" | "difference"> {
  const label = `share of runs with ${sample.quantity} ${relation} ${exactNumber(threshold)}${sample.subject === "" ? "" : `, ${sample.subject}`}`;
  return {label, difference: false, metric: {label, better: "neither", split: sample.metric.split, bounds: [0, 1]}};
}

/** The value of exactly one run. @throws UserError where there are more. */
export function only(sample: Sample): Aggregate {
  if (sample.count !== 1) throw new UserError(`only: ${sample.label} has ${counted(sample.count, "value")}`, "select one run with where({…}) and at({…}), or aggregate with interval()");
  return aggregateOf(sample, "one run", sample.values[0] as number);
}

/** The value that all runs agree on. @throws UserError where they do not. */
export function same(sample: Sample): Aggregate {
  const different = sample.points.find((point) => !Object.is(point.value, sample.values[0]));
  if (different === undefined) return aggregateOf(sample, sample.count === 1 ? "one run" : `the same in all of ${counted(sample.count, "run")}`, sample.values[0] as number);
  throw new UserError(`same: ${sample.label} is ${sample.values[0]} and, in ${different.variant}/${different.replicate}, ${different.value}`, "aggregate with interval() where values vary");
}

/** How many values a sample has, or how many runs a selection. */
export function count(of: Sample | Selection): Aggregate {
  if ("values" in of) return {...exactly(`number of values of ${of.label}`, of.count, "counted"), n: of.count, points: of.points.flatMap((point) => point.sources)};
  const runs = selectedPaths(of);
  return {...exactly(`number of runs, ${of.experiment.title}`, runs.length, "counted"), n: runs.length, points: runs.map((run) => ({run, value: 1}))};
}

/** How many levels a factor of the experiment has: `levels(results, "seed")`. */
export function levels(results: Selection, factor: string): Aggregate {
  const number = member(results.experiment.replicates, factor, results.experiment.id, "factor");
  return exactly(`number of ${factor}s, ${results.experiment.title}`, number, "declared by the experiment");
}

/** A parameter that all selected runs share. @throws UserError where it varies or is no number. */
export function parameter(results: Selection, name: string): Aggregate {
  requireValues(results.experiment, name, []);
  const byVariant = parametersByVariant(results.experiment);
  const values = [...new Set(results.runs.map((run) => byVariant.get(run.planned.variant)?.[name] ?? null))];
  const runs = selectedPaths(results);
  const number = onlyNumber(values, `parameter ${name} of ${results.experiment.id}`);
  return {...exactly(`${labelOf(results, name)}, ${results.experiment.title}`, number, "parameter of the experiment"), n: runs.length, points: runs.map((run) => ({run, value: number}))};
}

const labelOf = (results: Selection, name: string): string =>
  results.experiment.parameters.find((known) => known.name === name)?.label ?? inWords(name);

function onlyNumber(values: readonly Parameter[], where: string): number {
  const [value] = values;
  if (values.length === 1 && typeof value === "number") return value;
  if (values.length > 1) throw new UserError(`${where} varies: ${shortened(values.map(String))}`, "select one variant with where({…})");
  throw new UserError(`${where} is no number: ${JSON.stringify(value)}`, "values are numbers; write words into the text");
}

function plain(sample: Sample, name: string, compute: (values: readonly number[]) => number, least = 1): Aggregate {
  requireOneVariant(sample, name);
  if (sample.count < least) throw new UserError(`${name} of ${sample.label}: expected at least ${counted(least, "replicate")}, got ${sample.count}`, "declare more replicates");
  return aggregateOf(sample, `${name} of ${over(sample)}`, compute(finite(sample, name)));
}

/** The sample's values; a replicate that never got there has no finite one. */
function finite(sample: Sample, name: string): readonly number[] {
  const never = sample.points.find((point) => !Number.isFinite(point.value));
  if (never === undefined) return sample.values;
  throw new UserError(`${name} of ${sample.label}: ${never.variant}/${never.replicate} is ${never.value}`, "select the runs that have a value, or compare with before()");
}

/** "25 test folds (paired differences)", with what was left out. */
function over(sample: Sample): string {
  const words = replicateWords(sample.count, sample.design, sample.metric.split);
  const what = sample.difference ? `${words}' paired differences` : words;
  return sample.leftOut.length === 0 ? what : `${what} (${sample.leftOut.length} left out: ${shortened(sample.leftOut)})`;
}

function passedBounds(sample: Sample, low: number, high: number): string {
  const [least, most] = sample.difference ? [null, null] : sample.metric.bounds ?? [null, null];
  const passed = [...(least !== null && low < least ? [`below ${least}`] : []), ...(most !== null && high > most ? [`above ${most}`] : [])];
  return passed.length === 0 ? "" : ` (it reaches ${passed.join(" and ")}, where the metric has no values and a t interval is not to be trusted)`;
}

const aggregateOf = (sample: Sample, method: string, number: number): Aggregate => ({
  kind: "aggregate", label: sample.label, number, metric: sample.metric, difference: sample.difference, exact: false, method, n: sample.count,
  points: sample.points.flatMap((point) => point.sources),
  ...(sample.points.every(isItsSource) ? {} : {sample: sample.points.map(({replicate, value}) => ({replicate, value}))}),
});

const isItsSource = ({value, sources}: Sample["points"][number]): boolean => sources.length === 1 && Object.is(sources[0]?.value, value);

const exactly = (label: string, number: number, method: string): Aggregate =>
  ({kind: "aggregate", label, number, metric: {label, better: "neither", split: "none"}, difference: false, exact: true, method, n: 1, points: []});
