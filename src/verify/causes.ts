import {changeText, type KeyChange} from "../plan/changes.ts";
import {oneLine} from "../records/one-line.ts";
import type {Cause, Parting} from "../records/verdicts.ts";
import {jsonDifferences} from "../results/differences.ts";
import type {Result} from "../results/result.ts";
import {machineDifferences, type Machine} from "./machine.ts";
import {streamTexts} from "../records/parting-text.ts";

/** What is known of two runs beside their results. */
export interface Origins {
  /** What changed in the run's key; undefined where the key of one is not known. */
  readonly changes: readonly KeyChange[] | undefined;
  readonly machines: readonly [Machine | undefined, Machine | undefined];
}

/**
 * The likely causes of a difference, the likeliest first: what changed in the key, as far as it can bear on what differs; random streams that were read
 * differently; with equal keys the machines. Where nothing is known to differ, that is said.
 */
export function likelyCauses(before: Result, after: Result, parting: Parting | undefined, {changes, machines}: Origins): Cause[] {
  const bearing = changes?.filter((change) => bears(change, before, after, parting)) ?? resultChanges(before, after);
  const keyed = unique(bearing.map((change) => ("text" in change ? change : {part: change.part, text: changeText(change)})));
  const order = parting === undefined ? [] : streamTexts(parting).map((text) => ({part: "data order", text}));
  const found = [...keyed, ...order];
  const hardware = keyed.length > 0 ? [] : machineDifferences(...machines);
  const known = keyed.length + hardware.length > 0;
  return [...found, ...hardware, ...known ? [] : [{part: "unknown", text: unknown(before, after, changes !== undefined)}]].map(({part, text}) => ({part, text: oneLine(text)}));
}

function unknown(before: Result, after: Result, keyed: boolean): string {
  if (!keyed) return "the keys of one of them are not known";
  const left = ({digests: {weights, predictions}}: Result): string => `${weights} ${predictions}`;
  const evaluated = before.digests.predictions !== undefined && left(before) === left(after);
  return evaluated ? "keys, weights and predictions are equal: a result was edited by hand" : "their keys are equal: something that no key sees";
}

/** A change of evaluation cannot part trainings, and where trainings agree nothing but evaluation and data can tell. */
function bears(change: KeyChange, before: Result, after: Result, parting: Parting | undefined): boolean {
  if (change.part !== "code") return true;
  if (parting !== undefined) return change.entry !== "evaluate";
  const sameTraining = before.digests.predictions !== undefined && before.digests.predictions === after.digests.predictions;
  return !sameTraining || change.entry === "evaluate";
}

/** Without keys: what the results themselves say of how they were made. */
function resultChanges(before: Result, after: Result): readonly Cause[] {
  const told = (part: string, name: string, a: unknown, b: unknown): readonly Cause[] =>
    jsonDifferences(a, b).map(({where, baseline, fresh}) => ({part, text: `${[name, where].filter((text) => text !== "").join(" ")}: ${baseline} → ${fresh}`}));
  return [
    ...told("parameter", "parameter", before.parameters, after.parameters),
    ...told("factor", "", before.factors, after.factors),
    ...told("engine", "engine", before.engine, after.engine),
    ...told("data", "data", before.digests.data, after.digests.data),
    ...told("input", "input", before.digests.inputs, after.digests.inputs),
  ];
}

const unique = (causes: readonly Cause[]): readonly Cause[] =>
  causes.filter(({text}, index) => causes.findIndex((other) => other.text === text) === index);
