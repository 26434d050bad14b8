import {spawn} from "node:child_process";
import {rm} from "node:fs/promises";
import {Unable} from "../contender.ts";
import {spreadOf, type Effort, type Spread} from "../pairs.ts";
import {idleDvc, idleMake, idleReprise, type Idler} from "./peers.ts";

/** How long it takes to find that there is nothing to do, from the process's start to its end. */
export interface NoopCase {
  readonly id: string;
  readonly runs: number;
  /** Seconds that the median may take. */
  readonly limit: number;
}

export const noopCases: readonly NoopCase[] = [
  {id: "noop/100", runs: 100, limit: 0.5},
  {id: "noop/10000", runs: 10_000, limit: 2},
];

export interface NoopMeasurement extends NoopCase {
  /** Seconds by program, ours first, taken in turn. */
  readonly seconds: readonly {readonly title: string; readonly version?: string; readonly seconds: Spread}[];
  readonly absent: readonly {readonly title: string; readonly because: string}[];
  readonly withinLimit: boolean;
}

/** Lets ours and each peer find nothing to do, in turn, after two rounds that do not count. */
export async function measureNoop(noop: NoopCase, {pairs}: Pick<Effort, "pairs">): Promise<NoopMeasurement> {
  const {idlers, absent} = await openIdlers(noop.runs);
  try {
    const taken = idlers.map((): number[] => []);
    for (let round = -2; round < pairs; round++) {
      for (const [index, idler] of idlers.entries()) {
        const seconds = await timeOf(idler);
        if (round >= 0) taken[index]!.push(seconds);
      }
    }
    const seconds = idlers.map(({title, version}, index) => ({title, ...(version === undefined ? {} : {version}), seconds: spreadOf(taken[index]!)}));
    return {...noop, seconds, absent, withinLimit: seconds[0]!.seconds.median < noop.limit};
  } finally {
    for (const {folder} of idlers) await rm(folder, {recursive: true, force: true});
  }
}

async function openIdlers(runs: number): Promise<{readonly idlers: readonly Idler[]; readonly absent: NoopMeasurement["absent"]}> {
  const idlers = [await idleReprise(runs)], absent: {title: string; because: string}[] = [];
  for (const [title, open] of [["make", idleMake], ["dvc repro", idleDvc]] as const) {
    try {
      idlers.push(await open(runs));
    } catch (error) {
      if (!(error instanceof Unable)) throw error;
      absent.push({title, because: error.message});
    }
  }
  return {idlers, absent};
}

/** Wall seconds of one process. */
function timeOf({words: [program = "", ...words], folder}: Idler): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, words, {cwd: folder, stdio: "ignore"});
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve((performance.now() - start) / 1000);
      else reject(new Error(`bench: ${program} ${words.join(" ")} ended with ${code}`));
    });
  });
}
