import type {EngineName} from "../engine/engine.ts";
import {runKey, trainingKey} from "./key.ts";
import type {Numerics} from "./numerics.ts";
import type {RunTask} from "./tasks.ts";

/** The same runs on another engine, with keys of their own; external programs keep theirs. `installed`: the digest of what the engine is made of, where it was installed apart. */
export function onEngine(tasks: readonly RunTask[], engine: EngineName, numerics: Numerics, installed?: string): readonly RunTask[] {
  const moved = new Map<RunTask, RunTask>();
  const move = (task: RunTask): RunTask => {
    const known = moved.get(task);
    if (known !== undefined) return known;
    const inputs = Object.fromEntries(Object.entries(task.inputs).map(([name, input]) => [name, move(input)]));
    const there = task.parts.engine.name === "external" ? task.parts.engine : {name: engine, numerics, ...(installed === undefined ? {} : {installed})};
    const parts = {...task.parts, engine: there, inputs: Object.fromEntries(Object.entries(inputs).map(([input, source]) => [input, source.trainingKey]))};
    const other = {...task, inputs, parts, key: runKey(parts), trainingKey: trainingKey(parts)};
    moved.set(task, other);
    return other;
  };
  return tasks.map(move);
}
