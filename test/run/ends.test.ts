import {spawnSync} from "node:child_process";
import {expect, test} from "vitest";
import {heapOn} from "../../src/engine/wasm/heap.ts";
import {endOf, isLastWord, memoryEnd} from "../../src/run/workers/memory-end.ts";
import {openPool} from "../../src/run/workers/pool.ts";
import {makeProject} from "./sample-project.ts";

test("a train that waits for what can never come fails in words, and the others go on", {timeout: 60_000}, async () => {
  const project = await makeProject();
  await project.replace("experiments/line/train.ts", "const noise", "if (parameters.learningRate === 0.1) await new Promise(() => undefined);\n  const noise");
  const {code, out} = await project.reprise(["run", "--jobs", "1"]);
  expect(code).toBe(1);
  expect(out).toContain("it waits for something that can never come");
  expect(out).toContain("new Promise((resolve) => …)");
  expect(out).toContain("2 computed");
  expect(out).not.toMatch(/\n\s+at /);
});

test("a process that V8 stops for want of memory is known by its last words, and not tried again", () => {
  const {status, signal, stderr} = spawnSync(process.execPath, ["--max-old-space-size=16", "-e", "const all = []; for (;;) all.push(new Array(1000).fill({}).map(() => ({})));"], {encoding: "utf8"});
  const lines = stderr.split("\n").filter((line) => line !== "");
  expect(lines.filter((line) => isLastWord(line)).length).toBeGreaterThan(0);
  expect(lines.findIndex((line) => isLastWord(line))).toBe(0);
  expect(endOf(status, signal, stderr)).toMatchObject({message: "it ran out of JavaScript's memory", again: false});
});

test("a killed process may be tried again", () => {
  expect(endOf(null, "SIGKILL", "")).toMatchObject({message: expect.stringContaining("SIGKILL") as string, again: true});
});

test("a run for which the engine or the host has no memory left was not run, and nothing else is taken for that", () => {
  const thrown = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };
  const full = thrown(() => heapOn(new WebAssembly.Memory({initial: 1, maximum: 2}), 16).allocate(1 << 20));
  expect(memoryEnd(full)?.message).toContain("The wasm engine has no memory left");
  expect(memoryEnd(thrown(() => new Float64Array(2 ** 50)))?.message).toContain("it ran out of memory");
  expect(memoryEnd(new RangeError("dropout: expected a rate from 0 to below 1"))).toBeUndefined();
  expect(memoryEnd(new Error("it failed"))).toBeUndefined();
});

test("a job for which no process can be started was not run, and is told so", async () => {
  const pool = openPool(1, "/a/folder/that/is/not/there", () => undefined);
  const answer = await pool.perform({experiment: "line", variant: "slow", replicate: "seed-1", parameters: {}, factors: {}, engine: "wasm", entries: {}, data: {}, inputs: {}});
  pool.close();
  expect(answer).toMatchObject({status: "ended", message: expect.stringContaining("no process could be started") as string});
});
