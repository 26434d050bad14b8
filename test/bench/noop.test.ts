import {execFile} from "node:child_process";
import {rm} from "node:fs/promises";
import {promisify} from "node:util";
import {expect, test} from "vitest";
import type {NoopMeasurement} from "../../bench/noop/measure.ts";
import {idleMake} from "../../bench/noop/peers.ts";
import {makeCachedProject, reprise} from "../../bench/noop/project.ts";
import {noopText} from "../../bench/noop/report.ts";

test("of the project that is timed, every run is cached", {timeout: 120_000}, async () => {
  const folder = await makeCachedProject(6);
  const [program, script] = reprise;
  expect((await promisify(execFile)(program, [script, "run"], {cwd: folder})).stdout).toBe("  6 runs: 0 computed, 6 cached, 0 not run\n");
  await rm(folder, {recursive: true});
});

test("make finds nothing to do among as many targets", async () => {
  const {folder, words: [program = "", ...words]} = await idleMake(3);
  expect((await promisify(execFile)(program, words, {cwd: folder})).stdout).toMatch(/Nothing to be done for/);
  await rm(folder, {recursive: true});
});

test("a median above the limit is told as missed", () => {
  const spread = (median: number) => ({median, lower: median, upper: median});
  const measured: NoopMeasurement = {id: "noop/100", runs: 100, limit: 0.5, seconds: [{title: "reprise run", seconds: spread(0.6)}, {title: "make", version: "4.3", seconds: spread(0.01)}], absent: [{title: "dvc repro", because: "dvc is not installed"}], withinLimit: false};
  expect(noopText([measured])).toMatch(/reprise run +0\.600 s +0\.600–0\.600 +✗ < 0\.5 s/);
  expect(noopText([measured])).toContain("dvc repro: dvc is not installed");
  expect(noopText([{...measured, limit: 1, withinLimit: true}])).toContain("✓ < 1 s");
});
