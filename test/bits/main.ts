/**
 * The same bits on every platform: runs one bundle of trainings, single kernels and mathematical functions on all of them and compares what they come to
 * with what is stored and with one another. `npm run test:bits -- --help` lists the options.
 * Exits 0 where all is equal, 1 where anything differs, 2 where it cannot run, 3 where nothing differs but a platform is not here.
 */
import {rmSync} from "node:fs";
import {mkdtemp, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Command, CommanderError, InvalidArgumentError, Option} from "commander";
import pLimit from "p-limit";
import {bundle} from "./bundle.ts";
import {differencesOf, disagreements, type Run} from "./comparison.ts";
import {kinds, type Computed} from "./computation.ts";
import {readGolden, writeGolden, type Golden} from "./golden.ts";
import {caught, parsePlant, type Plant} from "./planted.ts";
import type {Platform} from "./platform.ts";
import {platforms} from "./platforms.ts";
import {progressTo} from "./progress.ts";
import {report, type Absent} from "./report.ts";

interface Options {
  readonly platforms: readonly Platform[];
  readonly required: boolean;
  readonly update: boolean;
  readonly plant?: Plant;
  readonly jobs: number;
}

const names = platforms.map(({name}) => name).join(",");

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.exitCode = await main();

async function main(): Promise<0 | 1 | 2 | 3> {
  try {
    return await compare(optionsOf(process.argv));
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

function optionsOf(argv: readonly string[]): Options {
  const command = new Command("test:bits").exitOverride().description("Compares the engine's bits between platforms and with what is stored.")
    .option("--platforms <names>", `some of ${names}`, (text) => text.split(",").map(platformNamed), platforms)
    .addOption(new Option("--require <which>", "a platform that is not here is a failure").choices(["all"]))
    .option("--update", "store what the platforms come to, if they agree", false)
    .option("--plant <kernel@platform>", "move that kernel's results by one ulp on that platform, and see whether it is caught", planted)
    .option("--jobs <count>", "how many platforms run at a time", Number, 2)
    .parse([...argv]);
  const {platforms: chosen, require, update, plant, jobs} = command.opts<Options & {readonly require?: "all"}>();
  if (plant && update) command.error("--plant and --update exclude each other");
  if (plant && !chosen.some(({name}) => name === plant.platform)) command.error(`--plant: the platform ${plant.platform} is not among those that run`);
  return {platforms: chosen, required: require === "all", update, jobs, ...(plant ? {plant} : {})};
}

function platformNamed(name: string): Platform {
  const found = platforms.find((platform) => platform.name === name);
  if (found === undefined) throw new InvalidArgumentError(`expected some of ${names}, got ${name}`);
  return found;
}

function planted(text: string): Plant {
  const plant = parsePlant(text);
  if (plant === undefined) throw new InvalidArgumentError(`expected KERNEL@PLATFORM such as MaxPool@chromium, got ${text}`);
  return plant;
}

async function compare(options: Options): Promise<0 | 1 | 3> {
  const {runs, absent} = await runAll(options);
  if (options.update && absent.every(({status}) => status === "not run")) return stored(runs);
  const golden = await readGolden();
  console.log(report(runs, absent, golden));
  if (options.plant) tellPlant(options.plant, runs, golden);
  if (absent.some(({status}) => status === "failed") || runs.some((run) => differencesOf(run, golden).length > 0) || disagreements(runs).length > 0) return 1;
  if (absent.length === 0) return 0;
  return options.required ? 1 : 3;
}

function tellPlant(plant: Plant, runs: readonly Run[], golden: Golden): void {
  const run = runs.find(({platform}) => platform === plant.platform);
  if (run) console.log(`\n${caught(plant, run, golden).message}`);
}

async function runAll({platforms: chosen, plant, jobs}: Options): Promise<{readonly runs: readonly Run[]; readonly absent: readonly Absent[]}> {
  const file = join(await temporaryFolder(), "bundle.mjs");
  await writeFile(file, await bundle());
  const progress = progressTo(process.stderr);
  const limit = pLimit(jobs);
  const outcomes = await Promise.all(chosen.map((platform) => limit(() => outcomeOn(platform, file, plant, progress.at))));
  progress.end();
  return {runs: outcomes.filter((outcome) => "computed" in outcome), absent: outcomes.filter((outcome) => "status" in outcome)};
}

/** A folder that goes with this process. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "bits-"));
  process.once("exit", () => rmSync(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 200}));
  return folder;
}

async function outcomeOn(platform: Platform, file: string, plant: Plant | undefined, tell: Tell): Promise<Run | Absent> {
  const presence = await platform.presence();
  if (!presence.here) return {platform: platform.name, status: "not run", because: presence.because};
  try {
    return await runOn(platform, presence.version, file, plant, tell);
  } catch (error) {
    return {platform: platform.name, status: "failed", because: (error as Error).message};
  }
}

type Tell = (platform: string, done: number, of: number) => void;

async function runOn(platform: Platform, version: string, file: string, plant: Plant | undefined, tell: Tell): Promise<Run> {
  const begun = performance.now();
  const computed: Computed[] = [];
  let count = 1;
  const order = {kinds, ...(plant?.platform === platform.name ? {planted: plant.kernel} : {})};
  await platform.run(file, order, (told) => {
    if ("count" in told) count = told.count;
    else computed.push(...told.computed);
    tell(platform.name, computed.length, count);
  });
  return {platform: platform.name, version, seconds: (performance.now() - begun) / 1000, computed};
}

/** Stores what all platforms agree on; nothing where they do not. */
async function stored(runs: readonly Run[]): Promise<0 | 1> {
  const first = runs[0]!.computed, failed = first.filter(({digest}) => digest.startsWith("failed"));
  const problems = [...disagreements(runs).map((name) => `the platforms disagree on ${name}`), ...failed.map(({title, digest}) => `${title} ${digest}`)];
  if (problems.length > 0) {
    console.log(["Nothing is stored:", ...problems].join("\n  "));
    return 1;
  }
  const of = (kind: (typeof kinds)[number]) => Object.fromEntries(first.filter((computed) => computed.kind === kind).map(({title, digest}) => [title, digest]));
  await writeGolden({trainings: of("trainings"), vectors: of("vectors"), functions: of("functions"), runs: of("runs")});
  console.log(`Stored ${first.length} digests that ${runs.length} ${runs.length === 1 ? "platform" : "platforms"} came to.`);
  return 0;
}
