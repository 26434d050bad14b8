import {cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {killAfter} from "./kill.ts";
import {stateOf} from "./tree.ts";

const repository = resolve(import.meta.dirname, "..", "..");

/** The folders that people see, each of which a command changes as a whole. */
export const shown = {run: [], accept: ["results"], build: ["paper/generated", "dist"]} as const;

/** Projects as they are before a command, and what people see before and after it. */
export interface Templates {
  readonly folder: string;
  /** Nothing of today's code is computed; all is, and not accepted; accepted, and not built. */
  readonly root: Readonly<Record<Command, string>>;
  /** The state of each folder that people see. */
  readonly before: States;
  readonly after: States;
  /** What each takes when nobody disturbs it. */
  readonly milliseconds: Readonly<Record<Command, number>>;
}

export type States = ReadonlyMap<string, string>;

export type Command = "run" | "accept" | "build";

export const wordsOf: Readonly<Record<Command, readonly string[]>> = {
  run: ["run", "--jobs", "2"], accept: ["accept", "--jobs", "1"], build: ["build"],
};

/** Makes a small project through its steps, and keeps a copy of it before each. */
export async function makeTemplates(tell: (line: string) => void): Promise<Templates> {
  const folder = await mkdtemp(join(tmpdir(), "reprise-kills-"));
  const root = {run: join(folder, "run"), accept: join(folder, "accept"), build: join(folder, "build")};
  const working = join(folder, "working");
  await cp(join(repository, "test", "faults", "project"), working, {recursive: true});
  await mkdir(join(working, "node_modules"));
  for (const [name, target] of [["reprise", repository], ["astro", join(repository, "node_modules", "astro")]] as const) await symlink(target, join(working, "node_modules", name));
  tell("a first baseline, its paper and its site");
  await whole(working, "accept");
  await whole(working, "build");
  await edit(working, "experiments/rings/experiment.ts", "learningRate: 0.01", "learningRate: 0.02");
  await cp(working, root.run, {recursive: true, verbatimSymlinks: true});
  tell("the runs of the changed code, undisturbed");
  const run = await whole(working, "run");
  await cp(working, root.accept, {recursive: true, verbatimSymlinks: true});
  const before = await statesOf(working);
  const accept = await whole(working, "accept");
  await cp(working, root.build, {recursive: true, verbatimSymlinks: true});
  tell("their paper and their site");
  const build = await whole(working, "build");
  const after = await statesOf(working);
  await rename(working, join(folder, "after"));
  for (const [shownFolder, state] of before) if (state === after.get(shownFolder)) throw new Error(`${shownFolder} did not change: there is nothing to be torn`);
  return {folder, root, before, after, milliseconds: {run, accept, build}};
}

const statesOf = async (root: string): Promise<States> =>
  new Map(await Promise.all([...shown.accept, ...shown.build].map(async (folder) => [folder, await stateOf(root, folder)] as const)));

/** A command that nobody disturbs; the milliseconds that it takes. */
async function whole(root: string, command: Command): Promise<number> {
  const {code, milliseconds, out} = await killAfter(root, wordsOf[command], 600_000, false);
  if (code !== 0 && !(command === "build" && code === 3)) throw new Error(`${command} ended with ${code}:\n${out}`);
  return milliseconds;
}

async function edit(root: string, file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(root, file), "utf8");
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  await writeFile(join(root, file), text.replace(from, to));
}

/** A copy of a template to work in, in the place of an earlier one. */
export async function freshCopy(template: string, copy: string): Promise<void> {
  await rm(copy, {recursive: true, force: true});
  await cp(template, copy, {recursive: true, verbatimSymlinks: true});
}
