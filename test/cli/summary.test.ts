import {expect, test} from "vitest";
import {alignedTable} from "../../src/cli/table.ts";
import {exitCode} from "../../src/cli/exit-code.ts";
import {countsLine, differencesText, notRunText, valueStatus, type Reproduction} from "../../src/cli/summary.ts";
import type {Checks} from "../../src/records/checks.ts";
import type {Report} from "../../src/records/report.ts";
import type {Verdict, Verdicts} from "../../src/records/verdicts.ts";

const differs: Verdict = {status: "differs", differences: [{where: "metrics.accuracy", baseline: "0.9", fresh: "0.8"}]};
const notRun: Verdict = {status: "not-run", because: "no data", mend: "get it", asked: true};

const verdictsOf = (...all: readonly Verdict[]): Verdicts =>
  ({format: "reprise.verdicts/2", depth: "scratch", values: [], tables: [], figures: [], claims: [], counts: {}, runs: all.map((verdict, index) => ({experiment: "digits", variant: "cnn", replicate: `seed-${index + 1}`, verdict, metrics: {}}))});

const task = (seed: number) => ({experiment: {id: "digits"}, variant: {name: "cnn"}, replicate: {name: `seed-${seed}`}});
const value = (id: string, ...seeds: readonly number[]) => ({id, derivation: {points: seeds.map((seed) => ({run: `digits/cnn/seed-${seed}`, value: 1}))}});

/** A reproduction of which only what is told about is there. */
function reproduction(verdicts: Verdicts, parts: Partial<Omit<Reproduction, "verdicts">> & {readonly seeds?: readonly number[]} = {}): Reproduction {
  const asked = (parts.seeds ?? verdicts.runs.map((_, index) => index + 1)).map(task);
  return {session: {}, ran: {asked, outcomes: new Map()}, verdicts, report: null, papers: [], checks: null, site: null, incomplete: [], milliseconds: 0, ...parts} as unknown as Reproduction;
}

const claims = (holds: boolean) => ({values: [], claims: [{holds}]}) as unknown as Report;
const checks = (status: string, severity = "required") => ({counts: {}, checks: [{id: "a", status, severity}]}) as unknown as Checks;

test.each<readonly [string, Reproduction, number]>([
  ["all identical", reproduction(verdictsOf({status: "identical"})), 0],
  ["within the declared tolerance", reproduction(verdictsOf({status: "within-tolerance", differences: []})), 0],
  ["a run that differs", reproduction(verdictsOf({status: "identical"}, differs)), 1],
  ["a run without baseline", reproduction(verdictsOf({status: "new"})), 1],
  ["a claim that fell", reproduction(verdictsOf({status: "identical"}), {report: claims(false)}), 1],
  ["a required check that failed", reproduction(verdictsOf({status: "identical"}), {checks: checks("failed")}), 1],
  ["a recommended check that failed", reproduction(verdictsOf({status: "identical"}), {checks: checks("failed", "recommended")}), 0],
  ["a run that was not run", reproduction(verdictsOf({status: "identical"}, notRun)), 3],
  ["a run not run and another that differs", reproduction(verdictsOf(notRun, differs)), 1],
  ["a run not run that nobody asked for", reproduction(verdictsOf({status: "identical"}, notRun), {seeds: [1]}), 0],
  ["no PDF although it was asked for", reproduction(verdictsOf({status: "identical"}), {incomplete: [{what: "no PDF", mend: "apt"}]}), 3],
])("%s: the exit code is that of the contract", (_, given, code) => {
  expect(exitCode(given)).toBe(code);
});

test("a value stands as the worst of its runs", () => {
  const verdicts = verdictsOf({status: "identical"}, notRun, differs);
  expect(valueStatus(verdicts, ["digits/cnn/seed-1"])).toBe("identical");
  expect(valueStatus(verdicts, ["digits/cnn/seed-1", "digits/cnn/seed-2"])).toBe("not-run");
  expect(valueStatus(verdicts, ["digits/cnn/seed-2", "digits/cnn/seed-3"])).toBe("differs");
});

test("values are counted as reproduced, not run, or resting on runs that nobody asked for", () => {
  const report = {values: [value("a/a", 1), value("a/b", 1, 2), value("a/c", 3)], claims: []} as unknown as Report;
  expect(countsLine(reproduction(verdictsOf({status: "identical"}, notRun, notRun), {report, seeds: [1, 2]}))).toContain("1 of 2 values reproduced, 1 not run (1 more rest on runs not asked for)");
});

test("what differs is told with run, metric and both values, then how to keep the new ones", () => {
  const text = differencesText(verdictsOf({status: "identical"}, differs));
  expect(text).toContain("digits · cnn · seed 2");
  expect(text).toContain("metrics.accuracy  0.9 → 0.8");
  expect(text).toContain("npx reprise accept digits");
  expect(differencesText(verdictsOf({status: "identical"}))).toBe("");
});

test("one reason for many runs is told once, with the experiments and the mend", () => {
  const outcomes = new Map([1, 2].map((seed) => [`digits/cnn/seed-${seed}`, {status: "not-run", because: "no data", mend: "get it"}]));
  expect(notRunText({asked: [task(1), task(2)], outcomes} as never)).toMatch(/digits: 2 runs not run\n {4}no data\n.*mend:.* get it/);
});

test("columns line up by what is seen, colour codes aside", () => {
  expect(alignedTable([["a", "1"], ["\u001b[31mbbb\u001b[39m", "22"]])).toBe("  a      1\n  \u001b[31mbbb\u001b[39m   22");
});
