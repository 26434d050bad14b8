import {UserError} from "../errors.ts";
import {nearest} from "../results/nearest.ts";
import {pathOf, type RunTask} from "./tasks.ts";

/** The runs that some names mean: an experiment, `penguins`, one of its variants, `penguins/mlp`, or one run, `penguins/mlp/repeat-1.fold-1`. */
export function namedRuns(tasks: readonly RunTask[], names: readonly string[]): readonly RunTask[] {
  const paths = new Map(tasks.map((task) => [pathOf(task), task]));
  const chosen = new Set(names.flatMap((name) => tasksOf(name.replace(/\/+$/, ""), paths)));
  return tasks.filter((task) => chosen.has(task));
}

function tasksOf(name: string, paths: ReadonlyMap<string, RunTask>): readonly RunTask[] {
  const found = [...paths].filter(([path]) => path === name || path.startsWith(`${name}/`)).map(([, task]) => task);
  if (found.length > 0) return found;
  const known = [...new Set([...paths.keys()].flatMap((path) => path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"))))];
  throw new UserError(`no experiment or run is called ${name}`, `did you mean ${nearest(name, known).join(" or ")}?`);
}
