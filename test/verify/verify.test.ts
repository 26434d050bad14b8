import {expect, test} from "vitest";
import type {Verdicts} from "../../src/records/verdicts.ts";
import {reportedProject} from "./reported-project.ts";

test("verify judges runs, metrics, values, tables, figures and claims, for people, programs and CI servers, and keeps machines and cache out of its record", {timeout: 240_000}, async () => {
  const project = await reportedProject();
  await project.reprise(["accept"]);
  const before = await project.read("results/line/fast/seed-1.json");

  const one = await project.reprise(["verify", "line/fast/seed-1", "--json"]);
  const told = JSON.parse(one.out) as Verdicts & {readonly freshness: Readonly<Record<string, string>>};
  expect(one.code).toBe(0);
  expect(told.freshness).toEqual({"line/fast/seed-1": "cached"});
  expect(told.runs.map(({verdict}) => verdict.status)).toEqual(["not-run", "not-run", "identical", "not-run"]);
  expect(told.values.find(({id}) => id === "line/fast-error")?.verdict).toMatchObject({status: "not-run", asked: false, because: "1 of the 2 runs that it rests on is not run: not asked for"});

  const whole = await project.reprise(["verify", "--junit", "verdicts.xml"]);
  expect(whole.out).toMatch(/4 of 4 values reproduced · 1 of 1 claim reproduced · 1 of 1 table reproduced · 1 of 1 figure reproduced/);
  expect(await project.read("verdicts.xml")).toMatch(/<testsuites name="Sample: verification from scratch" tests="15" failures="0" errors="0" skipped="0">/);

  const planted = before.replace(/"error": [\d.e-]+/, '"error": 0.5');
  await project.write("results/line/fast/seed-1.json", planted);
  const off = await project.reprise(["verify", "--junit", "verdicts.xml"]);
  expect(off.code).toBe(1);
  expect(off.out).toContain("cause: keys, weights and predictions are equal: a result was edited by hand");
  expect(off.out).toMatch(/✗ value +line\/fast-error/);
  expect(off.out).toMatch(/\d of 4 values reproduced/);
  expect(await project.read("verdicts.xml")).toContain('<failure type="differs" message="error  0.5 →');
  expect(await project.read("results/line/fast/seed-1.json")).toBe(planted);
  const record = await project.read("build/verdicts.json");
  for (const secret of [process.version, process.arch, "freshness", "cached", project.root]) expect(record.includes(`"${secret}`), secret).toBe(false);

  await project.write("results/line/fast/seed-1.json", before);
  await project.write("results/line/gone/seed-1.json", before.replace('"variant": "fast"', '"variant": "gone"'));
  expect(await project.reprise(["verify"])).toMatchObject({code: 1, out: expect.stringContaining("line · gone · seed 1   the plan no longer asks for it") as string});
  expect(await project.reprise(["verify", "lin"])).toMatchObject({code: 2, error: expect.stringContaining("no experiment or run is called lin") as string});
  expect(await project.reprise(["verify", "--from", "results"])).toMatchObject({code: 2, error: expect.stringContaining("there is no paper/generated/") as string});
});

test("results accepted from other code than today's, and not run now, are stale", {timeout: 120_000}, async () => {
  const project = await reportedProject();
  await project.reprise(["accept"]);
  await project.replace("experiments/line/truth.ts", "2 * x + 1", "2 * x + 2");
  const told = JSON.parse((await project.reprise(["verify", "line/slow/seed-1", "--json"])).out) as Verdicts;
  expect(told.runs.map(({verdict}) => verdict.status).toSorted()).toEqual(["differs", "stale", "stale", "stale"]);
  expect(told.runs.find(({verdict}) => verdict.status === "differs")?.verdict).toMatchObject({parting: {step: 1, after: 0}, causes: [{part: "code", text: expect.stringContaining("truth.ts, function truth changed") as string}]});
});
