/**
 * `npm run test:faults -- [--kills 1000] [--calls all] [--reads all] [--minutes 120] [--seed 1] [--lanes 2] [--keep]`: kills runs, accepts and builds of a small
 * project at random moments, with SIGKILL; then lets their file calls go wrong, each in its turn or so many of them evenly: those that change something by a full
 * disk, an error of the disk, a kill there, a loss of power; those that read by an error of the disk, a refusal, too many open files. Each time it looks at what is
 * left. Exit code 1 where anything was torn, lost, left over or different, or time was over before all was done.
 */
import {rm} from "node:fs/promises";
import {parseArgs} from "node:util";
import {kinds} from "./call-sweep.ts";
import {emptyTally, openVictim, type Sort, type Tally} from "./kills.ts";
import {makeTemplates, type Command, type Templates} from "./templates.ts";

const {values} = parseArgs({options: {kills: {type: "string", default: "1000"}, calls: {type: "string", default: "all"}, reads: {type: "string", default: "all"}, minutes: {type: "string", default: "120"}, seed: {type: "string", default: "1"}, lanes: {type: "string", default: "2"}, keep: {type: "boolean", default: false}}});

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const lanes = Array.from({length: Number(values.lanes)}, (_, lane) => lane);
const count = ({run, accept, build}: Tally[Sort | "kills"]): number => run + accept + build;
const parts = (each: Tally[Sort | "kills"]): string => `${count(each)}   (run ${each.run}, accept ${each.accept}, build ${each.build})`;
const clock = (milliseconds: number): string => `${Math.floor(milliseconds / 60_000)}:${String(Math.floor(milliseconds / 1000) % 60).padStart(2, "0")}`;

/** Numbers from 0 to below 1 that repeat with the seed: moments need no better ones. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Of fifteen kills, ten strike runs, four accepts and one a build, which takes the longest. */
const commands: readonly Command[] = ["run", "accept", "run", "run", "accept", "run", "run", "build", "run", "accept", "run", "run", "accept", "run", "run"];

const harmOf = ({torn, lost, leftovers, different}: Tally): readonly string[] => [...torn, ...lost, ...leftovers, ...different];

/** Says at once what harm was found, and after every 25 trials how far it is. */
function openTeller(tally: Tally): () => void {
  const start = performance.now();
  const told = new Set<string>();
  let next = 25;
  return () => {
    for (const line of harmOf(tally).filter((each) => !told.has(each))) {
      told.add(line);
      say(`  ✗ ${line}`);
    }
    const calls = count(tally.changes) + count(tally.reads);
    if (count(tally.kills) + calls < next) return;
    next += 25;
    say(`  ${count(tally.kills)} kills, ${calls} calls · ${clock(performance.now() - start)} · ${tally.torn.length} torn, ${tally.lost.length} lost, ${tally.leftovers.length} left over, ${tally.different.length} different · ${tally.resumed} resumed`);
  };
}

/** Kills, then lets calls go wrong. Where the projects lie, and how many calls there was no time for. */
async function killMany(tally: Tally): Promise<{readonly folder: string; readonly untried: number}> {
  const templates = await makeTemplates((line) => say(`  preparing: ${line}`));
  const start = performance.now();
  const isLate = (): boolean => performance.now() - start > Number(values.minutes) * 60_000;
  const tell = openTeller(tally);
  await Promise.all(lanes.map((lane) => killInLane(lane, templates, tally, () => isLate() || count(tally.kills) >= Number(values.kills), tell)));
  let untried = 0;
  for (const sort of ["changes", "reads"] as const) untried += await failCalls(sort, templates, tally, isLate, tell);
  return {folder: templates.folder, untried};
}

/** How many calls of each sort shall go wrong, and by what. */
const faults = {
  changes: {wanted: values.calls, kinds},
  reads: {wanted: values.reads, kinds: ["EIO", "EACCES", "EMFILE"]},
} as const;

/** Lets file calls of the three commands go wrong, each in its turn with one kind of fault after the other. How many there was no time for. */
async function failCalls(sort: Sort, templates: Templates, tally: Tally, isOver: () => boolean, tell: () => void): Promise<number> {
  let untried = 0;
  for (const command of ["accept", "run", "build"] as const) {
    const victims = await Promise.all(lanes.map((lane) => openVictim(command, templates, lane)));
    const {wanted, kinds} = faults[sort];
    const calls = wanted === "0" ? 0 : await victims[0]!.calls(sort);
    const trials = wanted === "all" ? calls : Math.min(calls, Math.ceil(Number(wanted) / 3));
    untried += trials;
    if (trials > 0) say(`  ${command}: ${calls} file calls that ${sort === "reads" ? "read" : "change something"}, of which ${trials} go wrong`);
    const each = Array.from({length: trials}, (_, trial) => ({sort, at: 1 + Math.floor((trial * calls) / trials), kind: kinds[(trial + Number(values.seed)) % kinds.length]!})).values();
    await Promise.all(victims.map(async (victim) => {
      for (const fault of each) {
        if (isOver()) return;
        await victim.fault(fault, tally); // a fast machine saves fewer checkpoints than the one that was counted, and so has fewer calls
        untried -= 1;
        tell();
      }
    }));
  }
  return untried;
}

async function killInLane(lane: number, templates: Templates, tally: Tally, isOver: () => boolean, tell: () => void): Promise<void> {
  const victims = {run: await openVictim("run", templates, lane), accept: await openVictim("accept", templates, lane), build: await openVictim("build", templates, lane)};
  const next = numbers(1000 * Number(values.seed) + lane);
  for (let turn = 7 * lane; !isOver(); turn += 1) {
    await victims[commands[turn % commands.length]!].kill(next(), next() < 0.5, tally);
    tell();
  }
}

const tally = emptyTally();
const begun = performance.now();
const {folder, untried} = await killMany(tally);
const wrong = count(tally.changes) + count(tally.reads);
const short = count(tally.kills) < Number(values.kills) || untried > 0;
if (short) say(`  ✗ the time of ${values.minutes} minutes was over after ${count(tally.kills)} of ${values.kills} kills, and before ${untried} calls`);
say(`
  kills                         ${parts(tally.kills)}
  changes that went wrong       ${parts(tally.changes)}
  reads that went wrong         ${parts(tally.reads)}
  torn files or states          ${tally.torn.length}
  lost results                  ${tally.lost.length}
  leftovers after a next start  ${tally.leftovers.length}   (${tally.starts} starts)
  trainings resumed             ${tally.resumed}
  results equal                 ${tally.compared - tally.different.length} of ${tally.compared}   (after ${tally.ended} commands that came to their end)
  time                          ${clock(performance.now() - begun)}`);
if (values.keep) say(`  kept: ${folder}`);
else await rm(folder, {recursive: true, force: true});
process.exitCode = harmOf(tally).length === 0 && !short && count(tally.kills) + wrong > 0 ? 0 : 1;
