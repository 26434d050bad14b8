import {expect, test} from "vitest";
import {alignedTable} from "../../src/cli/table.ts";
import {exitCode} from "../../src/cli/exit-code.ts";
import {countsLine, differencesText, notRunText, type Reproduction} from "../../src/cli/summary.ts";
import type {Checks} from "../../src/records/checks.ts";
import type {Report} from "../../src/records/report.ts";
import type {Verdict, Verdicts} from "../../src/records/verdicts.ts";

const differs: Verdict = {status: "differs", differences: [{where: "metrics.accuracy", baseline: "0.9", fresh: "0.8"}]};
const notRun: Verdict = {status: "not-run", because: "no data", mend: "get it", asked: true};

const verdictsOf = (...all: readonly Verdict[]): Verdicts =>
  ({format: "reprise.verdicts/2", depth: "scratch", values: [], tables: [], figures: [], claims: [], counts: {}, runs: all.map((verdict, index) => ({experiment: "digits", variant: "cnn", replicate: `seed-${index + 1}`, verdict, metrics: {}}))});

const task = (seed: number) => ({experiment: {id: "digits"}, variant: {name: "cnn"}, replicate: {name: `seed-${seed}`}});

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

test("values are counted as reproduced, not run, recorded, or resting on runs that nobody asked for", () => {
  const values = ([{status: "identical"}, notRun, {...notRun, asked: false}, {status: "recorded"}] as const).map((verdict, index) => ({id: `a/${index}`, experiment: "a", title: "", verdict}));
  expect(countsLine({verdicts: {...verdictsOf(), values}, report: null, checks: null})).toBe("  1 of 3 values reproduced, 1 not run, 1 recorded (1 more rests on runs not asked for)");
});

test("what differs is told with run, metric, both values and the units, where trainings part and why, then how to keep the new ones", () => {
  const whole: Verdict = {
    status: "differs", differences: [{where: "metrics.accuracy", baseline: "0.97311", fresh: "0.96884", deviations: 0.31}, {where: "digests.weights", baseline: "a".repeat(64), fresh: "b".repeat(64)}],
    parting: {step: 40, after: 36, tensors: ["001.dense/kernel"], streams: []}, causes: [{part: "code", text: "code: models.ts, function mlp changed"}],
  };
  expect(differencesText(verdictsOf({status: "identical"}, whole))).toBe([
    "  ✗ digits · cnn · seed 2   accuracy  0.9731 → 0.9688  (0.31 SD)",
    "      digests.weights  aaaaaaaa… → bbbbbbbb…",
    "      first parts between steps 36 and 40, tensor 001.dense/kernel",
    "      cause: code: models.ts, function mlp changed",
    "",
    "      left the baseline's value (results/), right what came now",
    "      see: npx reprise explain digits/cnn/seed-2      keep the new ones: npx reprise accept digits",
  ].join("\n"));
  expect(differencesText(verdictsOf({status: "identical"}))).toBe("");
});

test("many runs of one cause are told once, with their count", () => {
  const same = (accuracy: string): Verdict => ({status: "differs", differences: [{where: "metrics.accuracy", baseline: "0.9", fresh: accuracy}], causes: [{part: "parameter", text: "parameter rate: 1 → 2"}]});
  const text = differencesText(verdictsOf(...["0.8", "0.7", "0.6", "0.5", "0.4"].map(same)));
  expect(text).toContain("seed 3   accuracy  0.9 → 0.6\n  ✗ … and 2 more runs of digits for the same cause\n      cause: parameter rate: 1 → 2");
  expect(text.match(/cause:/g)).toHaveLength(1);
});

test("one reason for many runs is told once, with the experiments and the mend", () => {
  const outcomes = new Map([1, 2].map((seed) => [`digits/cnn/seed-${seed}`, {status: "not-run", because: "no data", mend: "get it"}]));
  expect(notRunText({asked: [task(1), task(2)], outcomes} as never)).toMatch(/digits: 2 runs not run\n {4}no data\n.*mend:.* get it/);
});

test("columns line up by what is seen, colour codes aside", () => {
  expect(alignedTable([["a", "1"], ["\u001b[31mbbb\u001b[39m", "22"]])).toBe("  a      1\n  \u001b[31mbbb\u001b[39m   22");
});
