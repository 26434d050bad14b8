import {constants, rmSync} from "node:fs";
import {copyFile, cp, mkdir, mkdtemp, readFile, readdir, realpath, rm, stat, statfs, symlink, utimes, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {delimiter, dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {transform} from "esbuild";
import type {RunTask} from "../plan/tasks.ts";
import {byCodeUnit} from "../results/names.ts";
import type {Host} from "../run/workers/host.ts";
import type {PlayedHost} from "../run/workers/host-preload.ts";
import {isThere} from "../store/is-there.ts";
import {openStore, type Store} from "../store/store.ts";
import type {Condition, Side, Variation} from "./twice-conditions.ts";
import {pythonPreload} from "./twice-python.ts";

/** Where other machines are played: folders that are gone afterwards. */
export interface Playground {
  readonly folder: string;
  readonly preload: string;
  close(): Promise<void>;
}

/** A machine on which a run is made: what it tells, the project's folder there, and a store of its own. */
export interface Machine {
  readonly host: Host;
  readonly root: string;
  readonly store: Store;
  readonly task: RunTask;
}

const own = import.meta.url.endsWith(".ts") ? "ts" : "js";

/** Makes the folders, and the modules that play a machine, readable for any Node and Python. `bytes`: how much the copies of a project take. */
export async function openPlayground(bytes: number): Promise<Playground> {
  const folder = await realpath(await mkdtemp(join(await roomFor(bytes), "reprise-twice-")));
  const leave = (): void => rmSync(folder, {recursive: true, force: true});
  process.once("exit", leave);
  const source = await readFile(fileURLToPath(new URL(`../run/workers/host-preload.${own}`, import.meta.url)), "utf8");
  const preload = join(folder, "host.mjs");
  await writeFile(preload, (await transform(source, {loader: "ts", format: "esm"})).code);
  await mkdir(join(folder, "python"));
  await writeFile(join(folder, "python", "sitecustomize.py"), pythonPreload);
  return {
    folder, preload,
    async close() {
      process.off("exit", leave);
      await rm(folder, {recursive: true, force: true});
    },
  };
}

const memory = "/dev/shm";
const tmpfs = 0x01021994; // statfs(2)

/** Linux's files in memory, where there is room: they are listed in the order in which they came, and flushing them takes no time. Elsewhere the usual folder. */
async function roomFor(bytes: number): Promise<string> {
  const facts = await statfs(memory).catch(() => undefined);
  return facts?.type === tmpfs && facts.bavail * facts.bsize > 4 * bytes + 0x1000_0000 ? memory : tmpdir();
}

/** The machine on which everything is as on the first, but for some conditions. Its folders are made anew each time. */
export async function playMachine(task: RunTask, root: string, real: Store, variations: readonly Variation[], varied: ReadonlySet<Condition>, {folder, preload}: Playground): Promise<Machine> {
  const side = (condition: Condition): Side => (varied.has(condition) ? "other" : "one");
  const place = join(folder, side("folder") === "one" ? "project" : "somewhere-else/under-a-longer-name/the-project");
  await rm(place, {recursive: true, force: true});
  await mkdir(join(place, ".reprise"), {recursive: true});
  if (isThere(join(root, ".reprise", "engines"))) await symlink(join(root, ".reprise", "engines"), join(place, ".reprise", "engines"));
  if (task.experiment.command !== undefined) await copyProject(root, place, side("file order"), side("folder"));
  const scratch = await openStore(join(place, ".reprise", "made"), () => undefined);
  return {
    host: hostOf(variations, varied, preload),
    root: place,
    store: besides(real, scratch, task),
    task: {...task, experiment: {...task.experiment, folder: join(place, "experiments", task.experiment.id)}},
  };
}

function hostOf(variations: readonly Variation[], varied: ReadonlySet<Condition>, preload: string): Host {
  const told = variations.map(({condition, told: sides}) => sides[varied.has(condition) ? "other" : "one"]);
  const played: PlayedHost = Object.assign({}, ...told.map((each) => each.played ?? {}));
  return {
    environment: {...Object.assign({}, ...told.map((each) => each.environment ?? {})) as Record<string, string>, REPRISE_HOST: JSON.stringify(played), NODE_OPTIONS: `--import=${preload}`, PYTHONPATH: [join(dirname(preload), "python"), ...(process.env["PYTHONPATH"] ?? "").split(delimiter).filter((each) => each !== "")].join(delimiter)},
    flags: told.flatMap((each) => each.flags ?? []),
    wrap: told.flatMap((each) => each.wrap ?? []),
    umask: told.map((each) => each.umask).find((mask) => mask !== undefined) ?? 0o022,
    company: told.some((each) => each.company === true),
    preload,
  };
}

/** What is made goes to a store of its own; inputs and data come from the real one, this run itself never does. */
function besides(real: Store, scratch: Store, task: RunTask): Store {
  const keys = new Set([task.key, task.trainingKey]);
  return {
    ...scratch,
    get: async (digest) => await scratch.get(digest) ?? real.get(digest),
    path: (digest) => (!isThere(scratch.path(digest)) && isThere(real.path(digest)) ? real.path(digest) : scratch.path(digest)),
    recall: async (shelf, key) => (keys.has(key) || shelf === "made" ? undefined : real.recall(shelf, key)),
  };
}

const left = new Set([".git", ".reprise", "build", "dist", "results"]);

/** How many bytes the copy of a project takes. */
export async function projectBytes(folder: string): Promise<number> {
  const entries = (await readdir(folder, {withFileTypes: true})).filter(({name}) => !left.has(name) && !name.startsWith(".") && name !== "node_modules");
  const sizes = await Promise.all(entries.map(async (entry) => (entry.isDirectory() ? projectBytes(join(folder, entry.name)) : (await stat(join(folder, entry.name)).catch(() => undefined))?.size ?? 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A copy whose files were made in an order, so that file systems that list them as they came list them so; hidden folders and packages are linked. */
async function copyProject(from: string, to: string, order: Side, age: Side): Promise<void> {
  const entries = (await readdir(from, {withFileTypes: true})).filter(({name}) => !left.has(name)).sort((a, b) => byCodeUnit(a.name, b.name));
  for (const entry of order === "one" ? entries : entries.toReversed()) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && (entry.name.startsWith(".") || entry.name === "node_modules")) await symlink(source, copy);
    else if (entry.isDirectory()) {
      await mkdir(copy);
      await copyProject(source, copy, order, age);
    } else if (entry.isFile()) {
      await copyFile(source, copy, constants.COPYFILE_FICLONE);
      await utimes(copy, ages[age], ages[age]);
    } else await cp(source, copy, {verbatimSymlinks: false, dereference: true, recursive: true});
  }
}

/** Seconds since 1970 of every file. */
const ages = {one: 1_000_000_000, other: 1_700_000_000} as const;
