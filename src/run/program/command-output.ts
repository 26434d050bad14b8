import {open, readdir, readFile} from "node:fs/promises";
import {join, parse} from "node:path";
import type {NumericArray} from "../../data/numeric-array.ts";
import {encodeSafetensors} from "../../data/safetensors.ts";
import {UserError} from "../../errors.ts";
import {byCodeUnit} from "../../results/names.ts";
import type {Columns} from "../../results/result.ts";
import {arraysOf, compactArray, parseWritten, readColumns, readRows, toNumber, type WrittenFile} from "./command-tables.ts";

/** What an external program left: metrics, or what metrics can be computed from, and more. */
export interface CommandOutput {
  readonly metrics?: Readonly<Record<string, number>>;
  /** A safetensors file of the program's own, or the bytes of one made from its table. */
  readonly predictions?: {readonly file: string} | {readonly bytes: Uint8Array};
  /** A safetensors file. */
  readonly weights?: {readonly file: string};
  readonly series: Readonly<Record<string, Columns>>;
  /** Names of what is read by nobody. */
  readonly stray: readonly string[];
}

const formats = {
  metrics: [".json", ".jsonl", ".csv"],
  predictions: [".safetensors", ".json", ".jsonl", ".csv"],
  weights: [".safetensors"],
  series: [".jsonl", ".csv"],
} as const;

const whatToWrite = "write metrics.json ({\"name\": number}), .jsonl or .csv, or predictions.safetensors, .json, .jsonl or .csv into the folder that job.json names as output";

/** Reads what a program wrote into its output folder; whatever is not as it should be is told with file and line. `title` is the run's. */
export async function readOutput(folder: string, title: string): Promise<CommandOutput> {
  const names = (await filesIn(folder, "")).filter((name) => !name.startsWith("."));
  const find = (what: keyof typeof formats): WrittenFile | undefined => {
    const found = formats[what].map((extension) => `${what}${extension}`).filter((name) => names.includes(name));
    if (found.length > 1) throw new UserError(`${title}: its command wrote both ${found.join(" and ")}`, "write one of them");
    return found[0] === undefined ? undefined : written(folder, found[0], title);
  };
  const [metrics, predictions, weights] = [find("metrics"), find("predictions"), find("weights")];
  const series = names.filter((name) => /^series\/[^/]+$/.test(name) && formats.series.some((extension) => name.endsWith(extension)));
  const double = [...Map.groupBy(series, (name) => parse(name).name).values()].find((same) => same.length > 1);
  if (double !== undefined) throw new UserError(`${title}: its command wrote both ${double.join(" and ")}`, "write one of them");
  const read = [metrics, predictions, weights].flatMap((file) => file ?? []).map(({path}) => path);
  const stray = names.filter((name) => !series.includes(name) && !read.includes(join(folder, name)));
  if (metrics === undefined && predictions === undefined) throw new UserError(`${title}: its command wrote neither metrics nor predictions${stray.length === 0 ? "" : `, but ${stray.join(", ")}`}`, whatToWrite);
  if (weights !== undefined) await checkSafetensors(weights);
  return {
    ...(metrics === undefined ? {} : {metrics: await readMetrics(metrics)}),
    ...(predictions === undefined ? {} : {predictions: await readPredictions(predictions)}),
    ...(weights === undefined ? {} : {weights: {file: weights.path}}),
    series: Object.fromEntries(await Promise.all(series.map(async (name) => [parse(name).name, Object.fromEntries((await readColumns(written(folder, name, title))).columns)] as const))),
    stray,
  };
}

const written = (folder: string, name: string, title: string): WrittenFile => ({path: join(folder, name), title: `${title}: its command wrote ${name}`});

async function filesIn(folder: string, prefix: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, prefix), {withFileTypes: true});
  const nested = await Promise.all(entries.map(async (entry) => entry.isDirectory() ? filesIn(folder, `${prefix}${entry.name}/`) : entry.isFile() ? [`${prefix}${entry.name}`] : []));
  return nested.flat().sort(byCodeUnit);
}

/** An object of numbers; a header and one row; or rows of a name and a value. */
async function readMetrics(file: WrittenFile): Promise<Readonly<Record<string, number>>> {
  if (file.path.endsWith(".json")) return numbersOf(parseWritten(await readFile(file.path, "utf8"), file.title), file.title);
  const metrics: Record<string, number> = {};
  let rows = 0;
  for await (const {line, cells} of readRows(file)) {
    const where = `${file.title}, line ${line}`;
    const pair = nameAndValue(cells);
    for (const [name, value] of pair === undefined ? Object.entries(cells) : [pair]) {
      if (Object.hasOwn(metrics, name)) throw new UserError(`${where}: ${name} was there already`, "write every metric once");
      metrics[name] = toNumber(value, `${where}, ${name}`);
    }
    rows += 1;
  }
  if (rows === 0) throw new UserError(`${file.title}: it holds no metric`, whatToWrite);
  return metrics;
}

/** `metric,value` */
function nameAndValue(cells: Readonly<Record<string, unknown>>): readonly [string, unknown] | undefined {
  const {metric, name = metric, value} = cells;
  return Object.keys(cells).length === 2 && typeof name === "string" && value !== undefined ? [name, value] : undefined;
}

function numbersOf(value: unknown, where: string): Readonly<Record<string, number>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new UserError(`${where}: expected an object`, 'write {"name": number}');
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toNumber(each, `${where}, ${name}`)]));
}

async function readPredictions(file: WrittenFile): Promise<NonNullable<CommandOutput["predictions"]>> {
  if (file.path.endsWith(".safetensors")) {
    await checkSafetensors(file);
    return {file: file.path};
  }
  if (file.path.endsWith(".json")) return {bytes: encodeSafetensors(nestedArrays(parseWritten(await readFile(file.path, "utf8"), file.title), file.title))};
  return {bytes: encodeSafetensors(arraysOf(await readColumns(file), file.title))};
}

/** {name: nested lists of numbers}; a list alone is called `output`. */
function nestedArrays(value: unknown, where: string): Readonly<Record<string, NumericArray>> {
  if (typeof value !== "object" || value === null) throw new UserError(`${where}: expected {"name": lists of numbers}`, "write nested lists of numbers by name");
  const named = Array.isArray(value) ? {output: value as readonly unknown[]} : value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(named).map(([name, each]) => [name, nested(each, `${where}, ${name}`)]));
}

function nested(value: unknown, where: string): NumericArray {
  const shape: number[] = [];
  for (let level: unknown = value; Array.isArray(level); level = level[0]) shape.push(level.length);
  const numbers: number[] = [];
  const flatten = (level: unknown, depth: number, place: string): void => {
    if (!Array.isArray(level) || depth === shape.length) {
      if (depth < shape.length || Array.isArray(level)) throw new UserError(`${place}: expected lists of shape [${shape.join(", ")}] throughout`, "write lists of equal length");
      numbers.push(toNumber(level, place));
      return;
    }
    if (level.length !== shape[depth]) throw new UserError(`${place}: expected a list of ${shape[depth]}, got one of ${level.length}`, "write lists of equal length");
    level.forEach((each, index) => flatten(each, depth + 1, `${place}[${index}]`));
  };
  flatten(value, 0, where);
  return compactArray(shape, numbers);
}

/** The head of a safetensors file: its types are those that can be read, its arrays lie inside the file. */
async function checkSafetensors({path, title}: WrittenFile): Promise<void> {
  const file = await open(path, "r");
  try {
    const {size} = await file.stat();
    const length = size < 8 ? -1 : Number((await file.read(Buffer.alloc(8), 0, 8, 0)).buffer.readBigUInt64LE());
    if (length < 0 || length > size - 8 || length > 1e8) throw new UserError(`${title}: no safetensors file`, "save it with safetensors' save_file");
    const {buffer} = await file.read(Buffer.alloc(length), 0, length, 8);
    const header = parseWritten(buffer.toString("utf8"), title);
    if (!isObject(header)) throw new UserError(`${title}: no safetensors file`, "save it with safetensors' save_file");
    for (const [name, entry] of Object.entries(header)) if (name !== "__metadata__") checkTensor(isObject(entry) ? entry : {}, `${title}: ${name}`, size - 8 - length);
  } finally {
    await file.close();
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

/** What the head says of one array; `room` is the size of all arrays in bytes. */
function checkTensor({dtype, shape, data_offsets: offsets}: Readonly<Record<string, unknown>>, where: string, room: number): void {
  const type = typeof dtype === "string" ? `the type ${dtype}` : "no type";
  if (dtype !== "F32" && dtype !== "I32") throw new UserError(`${where} has ${type}`, "save 32-bit floats or integers: in NumPy x.astype(\"float32\") or x.astype(\"int32\")");
  const [begin, end] = isSizes(offsets) && offsets.length === 2 ? offsets as readonly [number, number] : [0, -1];
  if (end > room) throw new UserError(`${where} lies outside the file`, "was it written to its end?");
  if (!isSizes(shape) || end - begin !== 4 * shape.reduce((product, each) => product * each, 1)) throw new UserError(`${where}'s shape does not fit its bytes`, "was it written to its end?");
}

const isSizes = (value: unknown): value is readonly number[] => Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
