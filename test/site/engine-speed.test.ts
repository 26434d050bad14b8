import {expect, test} from "vitest";
import {benchmarksSchema} from "../../src/records/benchmarks.ts";
import {absences, memoryTable, ratioBar, speedSections} from "../../src/site/engine-speed.ts";
import {testBenchmarks} from "./benchmarks.ts";

test("measurements stand in sections, a row per workload and a column per peer", () => {
  const sections = speedSections(testBenchmarks());
  expect(sections.map(({title, peers, rows}) => [title, peers, rows.length])).toEqual([
    ["Matrix products", ["OpenBLAS"], 1], ["Training", ["TensorFlow.js wasm", "TensorFlow.js cpu"], 2], ["Start", ["TensorFlow.js wasm"], 1],
  ]);
  expect(sections[1]?.rows.map(({title, ours, cells}) => [title, ours, cells.map((cell) => cell?.ratio ?? null)])).toEqual([
    ["MLP, training step", "10000 samples/s", ["7.50×", null]], ["MLP, model.fit", "10000 samples/s", [null, "7.50×"]],
  ]);
});

test("a goal says whether it is reached, by the clock or by CPU seconds", () => {
  const goals = speedSections(testBenchmarks()).flatMap(({rows}) => rows.flatMap(({cells}) => cells.map((cell) => cell?.goal ?? "")));
  expect(goals.filter((goal) => goal !== "")).toEqual(["asked 9.00× by the clock, is 8.00×: not reached", "asked 7.00×: reached"]);
});

test("a ratio is drawn from 1 on a logarithmic axis from 1/32 to 1024", () => {
  expect(ratioBar(1)).toEqual({from: 33.3, to: 33.3, even: 33.3, faster: true});
  expect(ratioBar(1024)).toEqual({from: 33.3, to: 100, even: 33.3, faster: true});
  expect([ratioBar(1e-9), ratioBar(0.25)]).toEqual([{from: 0, to: 33.3, even: 33.3, faster: false}, {from: 20, to: 33.3, even: 33.3, faster: false}]);
});

test("what could not be measured is told once a reason, and memory of processes that train or start", () => {
  expect(absences(testBenchmarks())).toEqual([{peer: "PyTorch", because: "not here: no torch", titles: ["MLP, training step", "CNN, training step"]}]);
  expect(memoryTable(testBenchmarks())).toEqual({peers: ["TensorFlow.js wasm"], rows: [["MLP, training step", "130.0 MB", "130.0 MB"], ["Import and open", "130.0 MB", "130.0 MB"]]});
});

test("a record is refused where a number is missing or no number", () => {
  expect(benchmarksSchema.safeParse(testBenchmarks()).success).toBe(true);
  const [measurement, ...others] = testBenchmarks().measurements;
  expect(benchmarksSchema.safeParse({...testBenchmarks(), measurements: [{...measurement, ratio: {median: Number.NaN, lower: 1, upper: 1}}, ...others]}).success).toBe(false);
});
