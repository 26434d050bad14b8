import {runKey, trainingKey} from "../plan/key.ts";
import type {RunTask} from "../plan/tasks.ts";

/** A tiny run of each experiment that declares smoke parameters: its first one with those. It shows that the code works at all, and is no result. */
export function smokeTasks(tasks: readonly RunTask[]): readonly RunTask[] {
  const first = new Map(tasks.map((task) => [task.experiment.id, task] as const).toReversed());
  return [...first.values()].toReversed().filter(isDeclared).map(smokeOf);
}

const isDeclared = ({experiment}: RunTask): boolean => Object.keys(experiment.smoke).length > 0;

/** What it builds on is made small too, where that can be. */
function smokeOf(task: RunTask): RunTask {
  const inputs = Object.fromEntries(Object.entries(task.inputs).map(([name, input]) => [name, isDeclared(input) ? smokeOf(input) : input]));
  const variant = {name: "smoke", label: "smoke", parameters: {...task.variant.parameters, ...task.experiment.smoke}};
  const parts = {
    ...task.parts, variant: variant.name, parameters: variant.parameters,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.trainingKey])),
  };
  return {...task, variant, parts, inputs, key: runKey(parts), trainingKey: trainingKey(parts)};
}
