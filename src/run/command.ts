import {mkdtemp, readFile, rm} from "node:fs/promises";
import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {x} from "tinyexec";
import {numericArray, type NumericArray} from "../data/numeric-array.ts";
import {encodeSafetensors} from "../data/safetensors.ts";
import {UserError} from "../errors.ts";
import {writeDurably} from "../store/durable-write.ts";
import {endWithParent} from "./children.ts";
import type {RunTask} from "../plan/tasks.ts";

/** What an external program left in its output folder. */
export interface CommandOutcome {
  readonly metrics?: Readonly<Record<string, number>>;
  /** Predictions as safetensors, for `evaluate`. */
  readonly predictions?: Uint8Array;
  readonly wall: number;
}

/**
 * Runs an experiment's external program as one run. It is started in the experiment's folder with the path of a JSON file as its last argument:
 * {experiment, variant, parameters, replicate, data: {name: {file: path}}, output: folder}; into `output` it writes
 * `metrics.json`, `metrics.csv` (a header and one row), `predictions.json` ({name: nested lists of numbers}) or `predictions.csv` (columns of numbers).
 */
export async function runCommand(task: RunTask, data: Readonly<Record<string, {readonly files: Readonly<Record<string, string>>}>>, {root}: {readonly root: string}): Promise<CommandOutcome> {
  const {experiment, variant, replicate} = task;
  const scratchRoot = join(root, ".reprise", "commands");
  mkdirSync(scratchRoot, {recursive: true});
  const output = await mkdtemp(join(scratchRoot, `${experiment.id}-`));
  try {
    const job = join(output, "job.json");
    await writeDurably(job, JSON.stringify({
      experiment: experiment.id, variant: variant.name, parameters: variant.parameters, replicate: replicate.factors,
      data: Object.fromEntries(Object.entries(data).map(([name, {files}]) => [name, files])), output,
    }));
    const start = performance.now();
    await runProgram(task, job);
    const wall = (performance.now() - start) / 1000;
    return {...await readOutput(task, output), wall};
  } finally {
    await rm(output, {recursive: true, force: true});
  }
}

async function runProgram({experiment, variant, replicate}: RunTask, job: string): Promise<void> {
  const [program = "", ...rest] = experiment.command ?? [];
  const where = `${experiment.id}/${variant.name}/${replicate.name}`;
  const running = x(program, [...rest, job], {nodeOptions: {cwd: experiment.folder, env: {...process.env, TZ: "UTC", LC_ALL: "C"}}});
  if (running.process !== undefined) endWithParent(running.process);
  const ended = await running.then((done) => done, (error: unknown) => {
    throw new UserError(`${where}: ${program} could not be started: ${error instanceof Error ? error.message : String(error)}`, `install ${program}, or change command in experiments/${experiment.id}/experiment.ts`, 3);
  });
  if (ended.exitCode === 127 || ended.exitCode === undefined) throw new UserError(`${where}: ${program} is not on this machine`, `install ${program}`, 3);
  if (ended.exitCode !== 0) throw new UserError(`${where}: ${program} ended with ${ended.exitCode}: ${ended.stderr.trim().split("\n").at(-1) ?? ""}`, `run it by hand in experiments/${experiment.id}: ${experiment.command?.join(" ") ?? ""} job.json`);
}

async function readOutput(task: RunTask, output: string): Promise<Omit<CommandOutcome, "wall">> {
  const read = (name: string) => readFile(join(output, name), "utf8").catch(() => undefined);
  const [metricsJson, metricsCsv, predictionsJson, predictionsCsv] = await Promise.all(["metrics.json", "metrics.csv", "predictions.json", "predictions.csv"].map(read));
  if (predictionsJson !== undefined) return {predictions: encodeSafetensors(mapValues(parseJson(predictionsJson, task), (value) => nested(value, task)))};
  if (predictionsCsv !== undefined) return {predictions: encodeSafetensors(csvColumns(predictionsCsv))};
  if (metricsJson !== undefined) return {metrics: mapValues(parseJson(metricsJson, task), (value) => toNumber(value, task))};
  if (metricsCsv !== undefined) return {metrics: mapValues((parse(metricsCsv, {columns: true}) as Readonly<Record<string, string>>[])[0] ?? {}, (value) => toNumber(value, task))};
  throw new UserError(`${task.experiment.id}: its command wrote neither metrics nor predictions`, "write metrics.json, metrics.csv, predictions.json or predictions.csv into the folder that job.json names as output");
}

function parseJson(text: string, task: RunTask): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new UserError(`${task.experiment.id}: its command wrote no valid JSON: ${error instanceof Error ? error.message : ""}`, "write {\"name\": number}");
  }
}

function toNumber(value: unknown, task: RunTask): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number === "number" && (!Number.isNaN(number) || value === "NaN")) return number;
  throw new UserError(`${task.experiment.id}: its command wrote the metric ${JSON.stringify(value)}, expected a number`, "write {\"name\": number}");
}

/** Nested lists of numbers as an array with their shape. */
function nested(value: unknown, task: RunTask): NumericArray {
  const shape: number[] = [];
  for (let level: unknown = value; Array.isArray(level); level = level[0]) shape.push(level.length);
  const flat = (Array.isArray(value) ? value : [value]).flat(Number.POSITIVE_INFINITY) as readonly unknown[];
  const numbers = flat.map((each) => toNumber(each, task));
  return numericArray(shape, numbers.every(isInt32) ? Int32Array.from(numbers) : Float32Array.from(numbers));
}

const isInt32 = (value: number): boolean => (value | 0) === value;

function csvColumns(text: string): Readonly<Record<string, NumericArray>> {
  const rows = parse(text, {columns: true}) as readonly Readonly<Record<string, string>>[];
  return Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => {
    const numbers = rows.map((row) => Number(row[name]));
    return [name, numericArray([rows.length], numbers.every(isInt32) ? Int32Array.from(numbers) : Float32Array.from(numbers))];
  }));
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
