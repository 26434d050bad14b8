import {promiseOf} from "../engine/descriptions.ts";
import {keyChanges} from "../plan/changes.ts";
import type {KeyRecord} from "../plan/key-record.ts";
import type {Baseline} from "../project/baseline.ts";
import type {Cause, Parting, RunVerdict} from "../records/verdicts.ts";
import {compareMetrics, compareResults, type Standard} from "../results/compare.ts";
import type {Metric} from "../results/metric.ts";
import {byCodeUnit, runPath} from "../results/names.ts";
import type {Result} from "../results/result.ts";
import {likelyCauses} from "./causes.ts";
import type {Machine} from "./machine.ts";
import {partingOf} from "./parting.ts";
import {spreadsOf} from "./spread.ts";

/** Results from somewhere, with what is known of how they were made; by run path. */
export interface ResultTree {
  /** How people call it: `results/`, `v1.0`, `other.bundle.json`. */
  readonly name: string;
  /** Holds only some runs: the others are not missing, but as in the tree that it is compared with. */
  readonly partial?: true;
  readonly results: Baseline;
  readonly keys: ReadonlyMap<string, KeyRecord>;
  readonly machines: ReadonlyMap<string, Machine>;
}

/** What an experiment declares, as far as that is known. */
export interface Declared {
  readonly metrics: Readonly<Record<string, Metric>>;
  /** What it promises beyond its engine. */
  readonly promise?: Standard["promise"] | undefined;
}

export type DeclaredOf = (experiment: string) => Declared;

/** The verdict of every run that either tree has; the first one stands for the baseline. */
export function compareTrees(before: ResultTree, after: ResultTree, declaredOf: DeclaredOf): readonly RunVerdict[] {
  const spreads = spreadsOf(before.results);
  const whole = [before, after].filter(({partial}) => partial !== true);
  const asked = whole.length === 2 ? whole : [before, after].filter(({partial}) => partial === true);
  const paths = [...new Set(asked.flatMap(({results}) => [...results.keys()]))].sort(byCodeUnit);
  return paths.map((path) => {
    const [one, other] = [before.results.get(path), after.results.get(path)];
    const {experiment, variant, replicate} = (one ?? other)!;
    const name = {experiment, variant, replicate};
    if (one === undefined) return {...name, verdict: {status: "new"}, metrics: {}};
    if (other === undefined) return {...name, verdict: {status: "missing", because: `${after.name} does not have it`}, metrics: {}};
    return {...name, ...compareRuns(before, one, after, other, declaredOf(experiment), spreads(one))};
  });
}

/** Compares one run of a tree with one of another, which may have another name. */
export function compareRuns(before: ResultTree, one: Result, after: ResultTree, other: Result, {metrics, promise}: Declared, spread: Standard["spread"]): Pick<RunVerdict, "verdict" | "metrics"> {
  const standard = {metrics, spread, promise: one.engine === other.engine ? promise ?? promiseOf(one.engine) : "statistical" as const};
  const comparable = runPath(one) === runPath(other) ? other : sameName(one, other);
  const verdict = compareResults(one, comparable, standard);
  return {
    verdict: verdict.status === "differs" ? {...verdict, ...reasonsBetween(before, one, after, other)} : verdict,
    metrics: compareMetrics(one, comparable, standard),
  };
}

/** What two runs are called, and the parameters and factors that follow from it, are causes and no differences. */
const sameName = ({experiment, variant, replicate, parameters, factors}: Result, other: Result): Result =>
  ({...other, experiment, variant, replicate, parameters, factors});

/** Where two runs part, and the likely causes. */
export function reasonsBetween(before: ResultTree, one: Result, after: ResultTree, other: Result): {readonly parting?: Parting; readonly causes: Cause[]} {
  const [old, now] = [before.keys.get(runPath(one)), after.keys.get(runPath(other))];
  const parting = partingOf(one.trace, other.trace);
  const changes = old === undefined || now === undefined ? undefined : keyChanges(old, now);
  const causes = likelyCauses(one, other, parting, {changes, machines: [before.machines.get(runPath(one)), after.machines.get(runPath(other))]});
  return {...(parting === undefined ? {} : {parting}), causes};
}
