import {UserError} from "../errors.ts";
import type {Metric} from "../results/metric.ts";
import type {Columns, Factors} from "../results/result.ts";
import {member} from "./nearest-name.ts";
import {collect, sampleFrame, type Allowance, type Selection} from "./selection.ts";
import {sampleOf, type Sample} from "./sample.ts";
import {inWords} from "./words.ts";

/** What one run logged: y over x. */
export interface Curve {
  readonly variant: string;
  readonly replicate: string;
  readonly factors: Factors;
  readonly run: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** One column of a series over its step column, a curve per replicate. */
export interface Curves {
  readonly kind: "curves";
  readonly selection: Selection;
  /** "test accuracy" */
  readonly quantity: string;
  /** "step" */
  readonly xName: string;
  readonly curves: readonly Curve[];
  readonly leftOut: readonly string[];
  /** The values at one step. @throws UserError where a run logged nothing there. */
  at(x: number): Sample;
  /** The last value of every run. */
  last(): Sample;
}

export interface CurveOptions extends Allowance {
  /** The step column; default `step` or `epoch`, whichever the series has. */
  readonly x?: string;
  /** What is measured, where the column's name does not say it: "test accuracy". */
  readonly label?: string;
}

/** Names that the step column goes by, the first that a series has. */
const stepColumns = ["step", "epoch", "iteration", "time"];

export function curvesOf(selection: Selection, series: string, column: string, options: CurveOptions = {}): Curves {
  const {kept, leftOut} = collect(selection, `series "${series}"`, options, (result) => (result.series[series] === undefined ? undefined : result.series));
  const where = `${selection.experiment.id}, series ${series}`;
  const xName = options.x ?? stepColumnOf(member(kept[0]?.value ?? {}, series, selection.experiment.id, "series"), where);
  const curves = kept.map(({value, ...run}) => {
    const columns = value[series] as Columns;
    return {...run, x: member(columns, xName, where, "column"), y: member(columns, column, where, "column")};
  });
  const quantity = options.label ?? inWords(column);
  const all: Curves = {
    kind: "curves", selection, quantity, xName, curves, leftOut,
    at: (x) => valuesOf(all, `${quantity} at ${inWords(xName)} ${x}`, (curve) => curve.y[curve.x.indexOf(x)], `nothing at ${xName} ${x}`),
    last: () => valuesOf(all, `final ${quantity}`, (curve) => curve.y.at(-1), "no row"),
  };
  return all;
}

/** The first x at which each curve reaches `threshold`; Infinity where it never does. `falling`: reaches it from above. */
export function crossing(curves: Curves, threshold: number, options: {readonly falling?: boolean} = {}): Sample {
  const reached = (y: number): boolean => (options.falling === true ? y <= threshold : y >= threshold);
  const unit = inWords(curves.xName);
  const name = `first ${unit} at which ${curves.quantity} ${options.falling === true ? "falls to" : "reaches"} ${threshold}`;
  return sampleFrom(curves, name, {better: "lower", unit: `${unit}s`}, (curve) => curve.x[curve.y.findIndex(reached)] ?? Infinity);
}

function valuesOf(curves: Curves, name: string, read: (curve: Curve) => number | undefined, missing: string): Sample {
  return sampleFrom(curves, name, {better: "neither"}, (curve) => {
    const value = read(curve);
    if (value !== undefined && Number.isFinite(value)) return value;
    throw new UserError(`${curve.run}: its series has ${value === undefined ? missing : `${name} = ${value}`}`, "ask for a step that every run logged");
  });
}

function sampleFrom(curves: Curves, quantity: string, about: Pick<Metric, "better" | "unit">, read: (curve: Curve) => number): Sample {
  const metric: Metric = {label: quantity, split: "none", ...about};
  const points = curves.curves.map((curve) => {
    const value = read(curve);
    return {variant: curve.variant, replicate: curve.replicate, factors: curve.factors, value, sources: [{run: curve.run, value}]};
  });
  return sampleOf({...sampleFrame(curves.selection, curves.leftOut), quantity, metric, points});
}

function stepColumnOf(columns: Columns, where: string): string {
  const found = stepColumns.find((name) => Object.hasOwn(columns, name));
  if (found !== undefined) return found;
  throw new UserError(`${where}: none of its columns is called ${stepColumns.join(", ")}`, `name the step column: {x: "${Object.keys(columns)[0] ?? "step"}"}`);
}
