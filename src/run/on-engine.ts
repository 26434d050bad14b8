import type {EngineName} from "../engine/engine.ts";
import {runKey, trainingKey} from "./key.ts";
import type {RunTask} from "./parts.ts";

/** The same runs on another engine, with keys of their own; external programs keep theirs. */
export function onEngine(tasks: readonly RunTask[], engine: EngineName): readonly RunTask[] {
  const moved = new Map<RunTask, RunTask>();
  const move = (task: RunTask): RunTask => {
    const known = moved.get(task);
    if (known !== undefined) return known;
    const inputs = Object.fromEntries(Object.entries(task.inputs).map(([name, input]) => [name, move(input)]));
    const name = task.parts.engine.name === "external" ? "external" : engine;
    const parts = {...task.parts, engine: {...task.parts.engine, name}, inputs: Object.fromEntries(Object.entries(inputs).map(([input, source]) => [input, source.trainingKey]))};
    const there = {...task, inputs, parts, key: runKey(parts), trainingKey: trainingKey(parts)};
    moved.set(task, there);
    return there;
  };
  return tasks.map(move);
}
