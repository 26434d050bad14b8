import {constants} from "node:fs";
import {copyFile, mkdir} from "node:fs/promises";
import {basename, join} from "node:path";
import type {DataFile} from "../../data/declaration.ts";
import {pathOf, type RunTask} from "../../plan/tasks.ts";
import {writeDurably} from "../../store/durable-write.ts";

/** The files that an experiment's data sets, and the runs that it builds on, lie in, by name. */
export interface CommandSources {
  readonly data: Readonly<Record<string, Readonly<Record<string, {readonly path: string; readonly name: string}>>>>;
  readonly inputs: Readonly<Record<string, {readonly weights?: string; readonly predictions?: string}>>;
}

/** What a data file is called where it comes from: programs go by its ending. */
export function sourceName(file: DataFile | undefined): string {
  const source = file?.sources[0];
  if (source === undefined) return "data";
  return basename("url" in source ? new URL(source.url).pathname : "package" in source ? source.path : source.file) || "data";
}

/** Where a program finds its job and leaves what it made. */
export interface CommandJob {
  readonly file: string;
  readonly output: string;
}

/**
 * Lays out one run for an external program in `folder`: copies of data and inputs, so that the store stays whole whatever the program does to them, an empty
 * `output`, and `job.json`: {experiment, variant, parameters, replicate, data: {set: {file: path}}, inputs: {name: {weights, predictions: path}}, output: path}.
 */
export async function layOutJob(folder: string, task: RunTask, sources: CommandSources): Promise<CommandJob> {
  const output = join(folder, "output");
  await mkdir(output, {recursive: true});
  const data = await mapValues(sources.data, (files, set) => mapValues(files, ({path, name}, file) => copyInto(join(folder, "data", set, file), name, path)));
  const inputs = await mapValues(sources.inputs, (files, name) => mapValues(files as Readonly<Record<string, string>>, (path, kind) => copyInto(join(folder, "inputs", name), `${kind}.safetensors`, path)));
  const file = join(folder, "job.json");
  const {experiment, variant, replicate} = task;
  await writeDurably(file, JSON.stringify({run: pathOf(task), experiment: experiment.id, variant: variant.name, parameters: variant.parameters, replicate: replicate.factors, data, inputs, output}));
  return {file, output};
}

/** A copy that shares its blocks with the original where the file system can. */
async function copyInto(folder: string, name: string, path: string): Promise<string> {
  await mkdir(folder, {recursive: true});
  const copy = join(folder, basename(name));
  await copyFile(path, copy, constants.COPYFILE_FICLONE);
  return copy;
}

async function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A, name: string) => Promise<B>): Promise<Record<string, B>> {
  return Object.fromEntries(await Promise.all(Object.entries(record).map(async ([name, value]) => [name, await map(value, name)] as const)));
}
