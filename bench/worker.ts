/**
 * A process that measures one workload on one side: `node bench/worker.ts <side> <workload>`. It answers, line by line and in JSON, to what it
 * reads: `run 12` takes twelve steps, `check` tells the workload's number, `end` ends. First it tells what opening the side took.
 */
import {createInterface} from "node:readline";
import type {EngineName} from "../src/engine/engine.ts";
import type {Side} from "./side.ts";
import type {Prepared} from "./workload.ts";

const [sideName = "", id = ""] = process.argv.slice(2);

const answer = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** Wall and CPU seconds, all threads, that some work takes. */
async function timed<T>(work: () => Promise<T>): Promise<{readonly done: T; readonly wall: number; readonly cpu: number}> {
  const cpu = process.cpuUsage(), begun = performance.now();
  const done = await work();
  const wall = (performance.now() - begun) / 1000, {user, system} = process.cpuUsage(cpu);
  return {done, wall, cpu: (user + system) / 1e6};
}

async function openSide(): Promise<Side> {
  if (sideName === "stock-wasm" || sideName === "stock-cpu") {
    const {openStock} = await import("./sides/stock.ts");
    return openStock(sideName === "stock-wasm" ? "wasm" : "cpu");
  }
  const {openOurs} = await import("./sides/ours.ts");
  return openOurs(sideName as EngineName);
}

async function prepare(side: Side): Promise<Prepared | undefined> {
  const {workloads} = await import("./workloads.ts");
  return workloads.find((workload) => workload.id === id)?.prepare(side);
}

/** Takes steps; ends when the last one's numbers are there, on a device too: its queue is in order, and so many numbers are no work for the CPU. */
async function take(side: Side, {step}: Prepared, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) {
    const pending = step();
    if (pending !== undefined) await pending;
  }
  const last = side.tf.tidy(() => side.tf.add(side.tf.ones([4096]), side.tf.ones([4096])));
  await last.data();
  last.dispose();
}

async function serve(): Promise<void> {
  const {done: side, wall, cpu} = await timed(openSide);
  answer({wall, cpu, peakMemory: peakMemory()});
  const prepared = await prepare(side);
  for await (const line of createInterface({input: process.stdin})) {
    const [word, count] = line.split(" ");
    if (word === "end") break;
    if (prepared === undefined) throw new Error(`there is no workload ${id}`);
    if (word === "check") answer({check: await prepared.check()});
    else answer(await timed(() => take(side, prepared, Number(count))));
  }
  answer({peakMemory: peakMemory()});
  process.exit(0);
}

const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;

await serve().catch((error: unknown) => {
  answer({failed: error instanceof Error ? error.message : String(error)});
  process.exit(1);
});
