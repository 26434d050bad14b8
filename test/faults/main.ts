/**
 * `npm run test:faults -- [--kills 1000] [--calls all] [--minutes 120] [--seed 1] [--lanes 2] [--keep]`: kills runs, accepts and builds of a small project at random
 * moments, with SIGKILL; then lets their file calls go wrong, each in its turn or so many of them evenly: by a full disk, an error of the disk, a kill there, a loss
 * of power. Each time it looks at what is left. Exit code 1 where anything was torn, lost, left over or different, or time was over before all was done.
 */
import {rm} from "node:fs/promises";
import {parseArgs} from "node:util";
import {kinds} from "./call-sweep.ts";
import {emptyTally, openVictim, type Tally} from "./kills.ts";
import {makeTemplates, type Command, type Templates} from "./templates.ts";

const {values} = parseArgs({options: {kills: {type: "string", default: "1000"}, calls: {type: "string", default: "all"}, minutes: {type: "string", default: "120"}, seed: {type: "string", default: "1"}, lanes: {type: "string", default: "2"}, keep: {type: "boolean", default: false}}});

const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const lanes = Array.from({length: Number(values.lanes)}, (_, lane) => lane);
const total = ({kills}: Tally): number => kills.run + kills.accept + kills.build;
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

/** Kills, then lets calls go wrong. Where the projects lie, and how many calls there was no time for. */
async function killMany(tally: Tally): Promise<{readonly folder: string; readonly untried: number}> {
  const templates = await makeTemplates((line) => say(`  preparing: ${line}`));
  const start = performance.now();
  const isOver = (): boolean => total(tally) >= Number(values.kills) || performance.now() - start > Number(values.minutes) * 60_000;
  let told = 0;
  const tell = (): void => {
    if (total(tally) < told + 25) return;
    told = total(tally);
    say(`  ${told} kills · ${clock(performance.now() - start)} · ${tally.torn.length} torn, ${tally.lost.length} lost, ${tally.leftovers.length} left over, ${tally.different.length} different · ${tally.resumed} resumed`);
  };
  await Promise.all(lanes.map((lane) => killInLane(lane, templates, tally, isOver, tell)));
  const untried = await failCalls(templates, tally, () => performance.now() - start > Number(values.minutes) * 60_000);
  return {folder: templates.folder, untried};
}

/** Lets file calls of the three commands go wrong, each in its turn with one kind of fault after the other. How many there was no time for. */
async function failCalls(templates: Templates, tally: Tally, isOver: () => boolean): Promise<number> {
  let untried = 0;
  for (const command of ["accept", "run", "build"] as const) {
    const victims = await Promise.all(lanes.map((lane) => openVictim(command, templates, lane)));
    const calls = values.calls === "0" ? 0 : await victims[0]!.calls();
    const wanted = values.calls === "all" ? calls : Math.min(calls, Math.ceil(Number(values.calls) / 3));
    untried += wanted;
    if (wanted > 0) say(`  ${command}: ${calls} file calls, of which ${wanted} go wrong`);
    const trials = Array.from({length: wanted}, (_, trial) => ({at: 1 + Math.floor((trial * calls) / wanted), kind: kinds[(trial + Number(values.seed)) % kinds.length]!})).values();
    await Promise.all(victims.map(async (victim) => {
      for (const {at, kind} of trials) {
        if (isOver()) return;
        await victim.fault(at, kind, tally); // a fast machine saves fewer checkpoints than the one that was counted, and so has fewer calls
        untried -= 1;
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
const wrong = tally.faults.run + tally.faults.accept + tally.faults.build;
const harm = [...tally.torn, ...tally.lost, ...tally.leftovers, ...tally.different];
for (const line of new Set(harm)) say(`  ✗ ${line}`);
const short = total(tally) < Number(values.kills) || untried > 0;
if (short) say(`  ✗ the time of ${values.minutes} minutes was over after ${total(tally)} of ${values.kills} kills, and before ${untried} calls`);
say(`
  kills                         ${total(tally)}   (run ${tally.kills.run}, accept ${tally.kills.accept}, build ${tally.kills.build})
  file calls that went wrong    ${wrong}   (run ${tally.faults.run}, accept ${tally.faults.accept}, build ${tally.faults.build})
  torn files or states          ${tally.torn.length}
  lost results                  ${tally.lost.length}
  leftovers after a next start  ${tally.leftovers.length}   (${tally.starts} starts)
  trainings resumed             ${tally.resumed}
  results equal                 ${tally.compared - tally.different.length} of ${tally.compared}   (after ${tally.ended} commands that came to their end)
  time                          ${clock(performance.now() - begun)}`);
if (values.keep) say(`  kept: ${folder}`);
else await rm(folder, {recursive: true, force: true});
process.exitCode = harm.length === 0 && !short && total(tally) + wrong > 0 ? 0 : 1;
