import {expect, test} from "vitest";
import {makeProject, sampleFiles} from "./sample-project.ts";

test("accepted results are identical when computed again, in another folder, time zone and locale and with other job counts", {timeout: 120_000}, async () => {
  const one = await makeProject();
  const two = await makeProject();
  expect((await one.reprise(["accept", "--jobs", "1"], {TZ: "Asia/Tokyo", LC_ALL: "C"})).code).toBe(0);
  for (const run of ["fast/seed-1", "fast/seed-2", "slow/seed-1", "slow/seed-2"]) await two.write(`results/line/${run}.json`, await one.read(`results/line/${run}.json`));
  const verified = await two.reprise(["verify", "--jobs", "2"], {TZ: "America/St_Johns", LC_ALL: "de_DE.UTF-8", HOME: "/nonexistent"});
  expect(verified).toMatchObject({code: 0, error: ""});
  expect(verified.out).toMatch(/line\s+4\s+4\s+0\s+0\s+0/);
  expect(verified.out).toContain("4 fresh");
  expect((await two.reprise(["verify"])).out).toContain("4 cached");
});

test("one changed digit in a committed result makes verify exit 1 and name run, metric and both values", {timeout: 120_000}, async () => {
  const project = await makeProject();
  await project.reprise(["accept"]);
  const before = JSON.parse(await project.read("results/line/fast/seed-2.json")) as {metrics: {error: number}};
  const planted = Number(String(before.metrics.error).replace(/[1-8]/, (digit) => String(Number(digit) + 1)));
  await project.replace("results/line/fast/seed-2.json", String(before.metrics.error), String(planted));
  const {code, out} = await project.reprise(["verify"]);
  expect(code).toBe(1);
  expect(out).toContain("line · fast · seed 2");
  expect(out).toContain(`seed 2   error  ${Number(planted.toPrecision(4))} → ${Number(before.metrics.error.toPrecision(4))}`);
});

test("Math.random() in a train stops with the mend", {timeout: 60_000}, async () => {
  const project = await makeProject();
  expect((await project.reprise(["run"])).code).toBe(0);
  await project.replace("experiments/line/train.ts", "const noise", "Math.random(); // its result is not even used\n  const noise");
  const {code, error} = await project.reprise(["run"]);
  expect(code).toBe(2);
  expect(error).toContain("Math.random() in a run");
  expect(error).toContain('random.stream("noise").uniform()');
  expect(error).not.toMatch(/\n\s+at /);
});

test("a data file with one flipped byte and no other source is not run: exit 3, both digests named", {timeout: 60_000}, async () => {
  const digest = "5dde23b8e8a0a1a1ae2e4f6dfb0ad0ee6d9b4ec9ed3b3ed5dbd1f5bb3f8a3b0c";
  const project = await makeProject({
    ...sampleFiles,
    "data.csv": "1,2\n",
    "experiments/line/experiment.ts": (sampleFiles["experiments/line/experiment.ts"] ?? "").replace("import {", "import {defineData, ").replace("parameters:", `data: {rows: defineData({id: "rows", title: "Rows", description: "", licence: "CC0-1.0", file: {sha256: "${digest}", bytes: 4, sources: [{file: "data.csv"}], format: {kind: "csv", header: false}}})},\n  parameters:`),
  });
  const {code, out} = await project.reprise(["verify"]);
  expect(code).toBe(3);
  expect(out).toContain(digest);
  expect(out).toMatch(/data\.csv: has 4 bytes with SHA-256 [0-9a-f]{64}/);
  expect(out).toContain("REPRISE_MIRROR");
});

test("a diverged training is a result of its own", {timeout: 60_000}, async () => {
  const project = await makeProject();
  await project.replace("experiments/line/experiment.ts", "learningRate: 0.1, steps: 20", "learningRate: 1e30, steps: 20");
  expect((await project.reprise(["accept"])).code).toBe(0);
  expect(JSON.parse(await project.read("results/line/fast/seed-1.json"))).toMatchObject({status: "diverged"});
  expect((await project.reprise(["verify", "--fresh"])).code).toBe(0);
});

test("accept notes where each run was computed: once, again when it changed, and when nothing is noted yet", {timeout: 120_000}, async () => {
  const project = await makeProject();
  const noted = async () => (await project.read("provenance.jsonl")).trimEnd().split("\n").map((line) => (JSON.parse(line) as {readonly run: string; readonly node: string}));
  await project.reprise(["accept"]);
  expect((await noted()).map(({run}) => run)).toEqual(["line/fast/seed-1", "line/fast/seed-2", "line/slow/seed-1", "line/slow/seed-2"]);
  expect((await noted())[0]?.node).toBe(process.version);
  await project.reprise(["accept"]);
  expect(await noted()).toHaveLength(4);
  await project.replace("experiments/line/experiment.ts", "learningRate: 0.1,", "learningRate: 0.05,");
  await project.reprise(["accept"]);
  expect((await noted()).slice(4).map(({run}) => run)).toEqual(["line/fast/seed-1", "line/fast/seed-2"]);
  await project.write("provenance.jsonl", "");
  await project.reprise(["accept"]);
  expect(await noted()).toHaveLength(4);
});

test("without a baseline, verify exits 1 and says how to make these runs one", {timeout: 120_000}, async () => {
  const project = await makeProject();
  const {code, out} = await project.reprise(["verify"]);
  expect(code).toBe(1);
  expect(out).toContain("no baseline in results/ for line (4 runs)");
  expect(out).toContain("npx reprise accept line");
});
