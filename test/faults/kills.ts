import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {canonicalJson} from "../../src/results/canonical-json.ts";
import {checkStore} from "../../src/store/check.ts";
import {startIn} from "../../src/store/start.ts";
import {ownerOf} from "../../src/store/temporary.ts";
import {walk} from "../../src/store/walk.ts";
import type {FaultKind} from "./fault.ts";
import {runFaulty} from "./faulty-process.ts";
import {commandLine, killAfter} from "./kill.ts";
import {freshCopy, shown, wordsOf, type Command, type Templates} from "./templates.ts";
import {stateOf, treeOf} from "./tree.ts";

/** What file calls can be made to go wrong: those that change something, or those that read. */
export type Sort = "changes" | "reads";

/** What many kills did. */
export interface Tally {
  readonly kills: Record<Command, number>;
  /** File calls that change something and went wrong. */
  readonly changes: Record<Command, number>;
  /** File calls that read and went wrong. */
  readonly reads: Record<Command, number>;
  /** Commands that ended before they could be killed, undisturbed by the last of several kills before. */
  ended: number;
  /** Trainings that went on from a checkpoint. */
  resumed: number;
  /** Starts after a kill after which it was looked for leftovers. */
  starts: number;
  /** Runs whose results were compared with those that nobody disturbed, byte for byte. */
  compared: number;
  readonly torn: string[];
  readonly lost: string[];
  readonly leftovers: string[];
  readonly different: string[];
}

const none = (): Record<Command, number> => ({run: 0, accept: 0, build: 0});

export const emptyTally = (): Tally => ({kills: none(), changes: none(), reads: none(), ended: 0, resumed: 0, starts: 0, compared: 0, torn: [], lost: [], leftovers: [], different: []});

/** A project that is killed again and again while it does one thing, until that is done; then it begins anew. */
export interface Victim {
  /** Starts the command, kills it after a share of the time that it takes undisturbed, and looks at what is left. */
  kill(share: number, whole: boolean, tally: Tally): Promise<void>;
  /** How many of its file calls change something, or read. */
  calls(sort: Sort): Promise<number>;
  /** Begins anew, lets one file call of the command go wrong, and looks at what is left. */
  fault(fault: {readonly sort: Sort; readonly at: number; readonly kind: FaultKind}, tally: Tally): Promise<void>;
}

const written = ["results", "build", "paper/generated"];

export async function openVictim(command: Command, templates: Templates, lane: number): Promise<Victim> {
  const root = join(templates.folder, `victim-${command}-${lane}`);
  await freshCopy(templates.root[command], root);
  const files = await filesBeforeAndAfter(command, templates);
  const reference = await resultsOf(join(templates.folder, "after"));
  let known = await resultsOf(root);
  let expected = templates.milliseconds[command];

  const look = async (where: string, tally: Tally): Promise<void> => {
    const note = (list: string[], found: readonly string[]): void => void list.push(...found.map((each) => `${where}: ${each}`));
    note(tally.torn, await tornFiles(root, files));
    const now = await resultsOf(root);
    note(tally.lost, [...known.keys()].filter((run) => !now.has(run)));
    known = now;
  };

  const renew = async (): Promise<void> => {
    await freshCopy(templates.root[command], root);
    known = await resultsOf(root);
  };

  const lookAfterStart = async (where: string, tally: Tally): Promise<void> => {
    await startIn(root, written, () => undefined);
    tally.starts += 1;
    tally.leftovers.push(...(await leftovers(root)).map((file) => `${where}: ${file}`));
    for (const folder of shown[command]) {
      const state = await stateOf(root, folder);
      if (state !== templates.before.get(folder) && state !== templates.after.get(folder)) tally.torn.push(`${where}: ${folder} is neither the old one nor the new one`);
    }
  };

  /** What a command that came to its end has made: what an undisturbed one makes. */
  const lookAtOutcome = async (where: string, tally: Tally): Promise<void> => {
    for (const folder of shown[command]) if (await stateOf(root, folder) !== templates.after.get(folder)) tally.different.push(`${where}: ${folder} has not the bytes of an undisturbed one`);
    for (const [run, result] of await resultsOf(root)) {
      tally.compared += 1;
      if (reference.get(run) !== result) tally.different.push(`${where}: ${run} is not the result of an undisturbed run`);
    }
  };

  return {
    async kill(share, whole, tally) {
      const ended = await killAfter(root, wordsOf[command], 20 + share * expected, whole);
      expected = ended.killed ? 1.04 * expected : 0.5 * (expected + ended.milliseconds); // a machine may have more to do now, or less
      tally.resumed += [...ended.out.matchAll(/goes on where it was interrupted/g)].length;
      if (ended.killed) tally.kills[command] += 1;
      const where = `${command}, killed after ${Math.round(ended.milliseconds)} ms`;
      await look(where, tally);
      if (share < 0.7 || !ended.killed) await lookAfterStart(where, tally); // else the next command itself is killed while it mends
      if (ended.killed) return;
      tally.ended += 1;
      tally.leftovers.push(...[...(await treeOf(root, ".reprise/store/checkpoints")).keys()].map((file) => `${command} came to its end: ${file}`));
      if (ended.code !== 0 && !(command === "build" && ended.code === 3)) tally.different.push(`${command} ended with ${ended.code}: ${ended.out.trim().split("\n").slice(-8).join("\n")}`);
      await lookAtOutcome(command, tally);
      await renew();
    },
    async calls(sort) {
      await renew();
      const {calls} = await runFaulty([...commandLine, ...wordsOf[command]], {root, at: 0, kind: "kill", reads: sort === "reads"});
      return calls;
    },
    async fault({sort, at, kind}, tally) {
      await renew();
      const ended = await runFaulty([...commandLine, ...wordsOf[command]], {root, at, kind, reads: sort === "reads"});
      if (ended.call === undefined) return; // a little earlier or later than the last time, it had fewer
      tally[sort][command] += 1;
      const where = `${command}, ${kind} at ${ended.call}`;
      await look(where, tally);
      if (/defect of Reprise|\n\s+at /.test(ended.out)) tally.different.push(`${where}: not told in words: ${ended.out.trim().split("\n").slice(-6).join("\n")}`);
      await lookAfterStart(where, tally);
      if (ended.code === 0) await lookAtOutcome(where, tally);
    },
  };
}

/** The results in the store, by run key: without when and where they were made. */
async function resultsOf(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, ".reprise", "store", "runs");
  const entries = (await readdir(folder, {recursive: true}).catch(() => [])).filter((file) => file.endsWith(".json"));
  return new Map(await Promise.all(entries.map(async (file) => {
    const {result} = JSON.parse((await readFile(join(folder, file), "utf8")).slice(65)) as {readonly result: unknown};
    return [file, canonicalJson(result)] as const;
  })));
}

type OldOrNew = ReadonlyMap<string, readonly string[]>;

/** The digests that each file may have, before and after a command. */
async function filesBeforeAndAfter(command: Command, {root, folder}: Templates): Promise<OldOrNew> {
  const trees = await Promise.all([root[command], join(folder, "after")].flatMap((project) => ["results", "paper/generated", "dist"].map((each) => treeOf(project, each))));
  const digests = Map.groupBy(trees.flatMap((tree) => [...tree]), ([file]) => file);
  return new Map([...digests].map(([file, each]) => [file, each.map(([, digest]) => digest)]));
}

/** Files that are neither old nor new, store entries that are not what their place says, and lines of provenance that are no JSON. */
async function tornFiles(root: string, files: OldOrNew): Promise<readonly string[]> {
  const trees = await Promise.all(["results", "paper/generated", "dist"].map((folder) => treeOf(root, folder)));
  const present = trees.flatMap((tree) => [...tree]).filter(([file]) => !file.split("/").some((part) => ownerOf(part) !== undefined));
  const torn = present.filter(([file, digest]) => files.get(file)?.includes(digest) !== true).map(([file]) => file);
  const faults = await checkStore(root);
  const lines = (await readFile(join(root, "provenance.jsonl"), "utf8")).split("\n").slice(0, -1).filter((line) => !isJson(line));
  return [...torn, ...faults.map(({file}) => file), ...lines.map((line) => `provenance.jsonl: ${line}`)];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a killed process left that a start should have removed. */
async function leftovers(root: string): Promise<readonly string[]> {
  const entries = await walk(root);
  const own = /\/\.reprise\/(locks|transactions|commands)$/;
  return entries.filter((entry) => !entry.parentPath.includes("node_modules"))
    .filter((entry) => ownerOf(entry.name) !== undefined || own.test(entry.parentPath) || (/\/\.reprise\/processes$/.test(entry.parentPath) && !entry.name.startsWith(`${process.pid}-`)))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
