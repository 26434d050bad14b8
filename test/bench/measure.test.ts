import {expect, test} from "vitest";
import {startContender} from "../../bench/contender.ts";
import {measureAll} from "../../bench/measure.ts";
import {worker} from "../../bench/peers.ts";
import {startUp} from "../../bench/start-up.ts";
import {workloads} from "../../bench/workloads.ts";
import {benchmarksSchema} from "../../src/records/benchmarks.ts";

const effort = {pairs: 1, warmUp: 2, patience: 1, seconds: 0.001};
const named = (...ids: readonly string[]) => workloads.filter(({id}) => ids.includes(id));

test("every measured thing has a name of its own", () => {
  const ids = [...workloads, startUp].map(({id}) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("our engine and stock TensorFlow.js train the same model to the same loss", async () => {
  const {measurements, absent} = await measureAll({engine: "wasm", workloads: named("step/tiny", "fit/tiny"), peers: ["stock-cpu"], effort, tell: () => undefined});
  expect(absent).toEqual([]);
  expect(measurements.map(({workload, agreed}) => [workload, agreed === null ? null : Math.abs(agreed.ours - agreed.theirs) < 1e-4])).toEqual([["step/tiny", true], ["fit/tiny", true]]);
  const settings = {...effort, seconds: 1};
  const provenance = {date: null, engine: "wasm", machine: {}, versions: {}, settings};
  expect(benchmarksSchema.safeParse({format: "reprise.benchmarks/1", provenance, measurements, absent, sizes: []}).error).toBeUndefined();
});

test("what a side cannot do is told in its own words, never measured", async () => {
  await expect(startContender({program: process.execPath, words: ["-e", "console.error('no luck')"]})).rejects.toThrow("no luck");
  await expect(startContender({program: "no-such-program", words: []})).rejects.toThrow("no-such-program");
  const contender = await startContender(worker("stock-cpu", "step/none"), "ours: ");
  await expect(contender.run(1)).rejects.toThrow("ours: there is no workload step/none");
});

test("starting up is measured by new processes", async () => {
  const {measurements} = await measureAll({engine: "wasm", workloads: [startUp], peers: ["stock-cpu"], effort: {...effort, warmUp: 0}, tell: () => undefined});
  expect(measurements[0]).toMatchObject({unit: "starts", agreed: null});
  expect(measurements[0]?.ours.peakMemory).toBeGreaterThan(1e6);
});
