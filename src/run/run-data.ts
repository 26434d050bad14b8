import type {RunTask} from "../plan/tasks.ts";
import {readDataset} from "../sources/read-dataset.ts";
import type {Execution} from "./execution.ts";

/** The data sets of a run by their names, each with the paths of its verified files. */
export type DataFiles = Readonly<Record<string, {readonly declaration: RunTask["experiment"]["data"][string]; readonly files: Readonly<Record<string, string>>}>>;

/** Fetches and verifies what a run declares, each data set once for all runs. */
export async function readData(task: RunTask, {root, store, mirrors, datasets, progress}: Execution): Promise<DataFiles> {
  const entries = await Promise.all(Object.entries(task.experiment.data).map(async ([name, declaration]) => {
    const reading = datasets.get(declaration.id) ?? readDataset(declaration, {root, store, mirrors, tell: progress.tell});
    datasets.set(declaration.id, reading);
    return [name, {declaration, files: await reading}] as const;
  }));
  return Object.fromEntries(entries);
}
