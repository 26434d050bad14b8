/**
 * A process that multiplies and adds as fast as wasm SIMD can: `node bench/peak/program.ts`. It speaks the lines of ../worker.ts and counts its own
 * operations; a step is about a millisecond of the fastest variant.
 */
import {createInterface} from "node:readline";
import {fastest, peakVariants} from "./compiled.ts";

const answer = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;
const roundsOfStep = 100_000;

function timed(work: () => void): {readonly wall: number; readonly cpu: number} {
  const cpu = process.cpuUsage(), begun = performance.now();
  work();
  const wall = (performance.now() - begun) / 1000, {user, system} = process.cpuUsage(cpu);
  return {wall, cpu: (user + system) / 1e6};
}

const begun = performance.now();
const variant = fastest(await peakVariants(), () => performance.now());
answer({wall: (performance.now() - begun) / 1000, cpu: 0, peakMemory: peakMemory(), version: variant.name});
for await (const line of createInterface({input: process.stdin})) {
  const [word, count] = line.split(" ");
  if (word === "end") break;
  if (word === "check") answer({check: null});
  else answer({...timed(() => void variant.run(Number(count) * roundsOfStep)), units: Number(count) * roundsOfStep * variant.operations});
}
answer({peakMemory: peakMemory()});
