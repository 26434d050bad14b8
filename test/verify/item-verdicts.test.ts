import {expect, test} from "vitest";
import type {FigureRecord, Report, TableRecord, ValueRecord} from "../../src/records/report.ts";
import type {Verdict} from "../../src/records/verdicts.ts";
import {itemVerdicts} from "../../src/verify/item-verdicts.ts";

const text = (plain: string) => ({plain, latex: plain, html: plain});
const value = (number: number, shown = `${number}`): ValueRecord => ({
  id: "toy/accuracy", experiment: "toy", label: "accuracy", text: text(shown), number, derivation: {method: "mean of 2 seeds", n: 2, points: [{run: "toy/a/seed-1", value: 0.9}, {run: "toy/a/seed-2", value: 0.92}]},
});
const claim = (holds: boolean) => ({id: "toy/better", experiment: "toy", sentence: "A is better.", holds, test: "t test", outcome: holds ? "p = 0.01" : "p = 0.2", p: holds ? 0.01 : 0.2, runs: ["toy/a/seed-1"]});
const cell = (shown: string, best = false) => ({text: text(shown), best});
const table = (shown: string): TableRecord => ({
  id: "toy/scores", experiment: "toy", caption: text("Scores."), columns: [{label: text("Model"), align: "left"}, {label: text("Accuracy"), align: "right"}],
  rows: [[cell("MLP"), cell(shown, true)], [cell("Linear"), cell("80")]], rowHeaders: 1, notes: [], runs: ["toy/a/seed-1"],
});
const figure = (x: number): FigureRecord => ({
  id: "toy/dots", experiment: "toy", caption: text("Dots."), alt: "Dots.", width: "column", runs: ["toy/a/seed-1"],
  spec: {layer: [{mark: {type: "circle"}, data: {values: [{x: 1}, {x}]}}, {mark: "rule", data: {values: [{x: 5}]}}]},
});
const report = (parts: Partial<Report>): Report => ({format: "reprise.report/1", draft: false, values: [], claims: [], tables: [], figures: [], ...parts});
const judged = (before: Partial<Report>, after: Partial<Report>, runs: readonly Verdict[], unbuilt: ReadonlyMap<string, string> = new Map()) =>
  itemVerdicts({baseline: {report: report(before), unbuilt: new Map()}, fresh: {report: report(after), unbuilt}}, () => runs);

const identical: Verdict = {status: "identical"};
const differs: Verdict = {status: "differs", differences: []};
const notRun: Verdict = {status: "not-run", because: "no data", mend: "get it", asked: true};
const stale: Verdict = {status: "stale", because: "other code", mend: "run it", asked: false};

test("a value that comes out the same from runs that were made is identical", () => {
  expect(judged({values: [value(0.91)]}, {values: [value(0.91)]}, [identical, identical]).values).toEqual([{id: "toy/accuracy", experiment: "toy", title: "accuracy", verdict: identical}]);
});

test("a value that moved is told with text, number and the spread over its replicates", () => {
  const [item] = judged({values: [value(0.91)]}, {values: [value(0.92)]}, [identical, differs]).values;
  expect(item?.verdict).toMatchObject({status: "differs", differences: [{where: "text", baseline: "0.91", fresh: "0.92"}, {where: "number", deviations: expect.closeTo(0.01 / Math.sqrt(0.0002), 6) as number}]});
});

test("a value that moved because runs did within their tolerances is within tolerance", () => {
  expect(judged({values: [value(0.91)]}, {values: [value(0.9101)]}, [identical, {status: "within-tolerance", differences: []}]).values[0]?.verdict.status).toBe("within-tolerance");
});

test("a claim that falls is not within tolerance, however small the differences of its runs", () => {
  expect(judged({claims: [claim(true)]}, {claims: [claim(false)]}, [{status: "within-tolerance", differences: []}]).claims[0]?.verdict.status).toBe("differs");
});

test("rows that change places, and cells under columns of one name, are seen", () => {
  const rows = (...names: readonly string[]): TableRecord => ({...table("90"), rows: names.map((name) => [cell(name), cell("97")])});
  expect(judged({tables: [rows("A", "B")]}, {tables: [rows("B", "A")]}, [identical]).tables[0]?.verdict).toMatchObject({status: "differs", differences: [{where: "rows[0]", baseline: "A", fresh: "B"}]});
  const wide = (second: string): TableRecord => ({...table("90"), columns: ["Model", "SD", "SD", "SD"].map((label) => ({label: text(label), align: "left" as const})), rows: [[cell("MLP"), cell("1"), cell(second), cell("3")]]});
  expect(judged({tables: [wide("2")]}, {tables: [wide("99")]}, [identical]).tables[0]?.verdict.status).toBe("differs");
});

test("a value some of whose runs were not made is not reproduced, though it came out the same", () => {
  expect(judged({values: [value(0.91)]}, {values: [value(0.91)]}, [identical, notRun]).values[0]?.verdict)
    .toEqual({status: "not-run", because: "1 of the 2 runs that it rests on is not run: no data", mend: "get it", asked: true});
  expect(judged({values: [value(0.91)]}, {values: [value(0.91)]}, [stale, notRun]).values[0]?.verdict).toMatchObject({status: "stale", asked: true});
  expect(judged({values: [value(0.91)]}, {values: [value(0.91)]}, [identical, {status: "recorded"}]).values[0]?.verdict).toEqual({status: "recorded"});
});

test("what only one side shows is missing or new, with why it could not be built", () => {
  expect(judged({}, {values: [value(1)]}, []).values[0]?.verdict).toEqual({status: "new"});
  expect(judged({values: [value(1)]}, {}, [], new Map([["toy", "1 of 2 runs without metric"]])).values[0]?.verdict).toEqual({status: "missing", because: "1 of 2 runs without metric"});
});

test("a claim that falls, a cell and a datum that change are named where they stand", () => {
  const all = judged({claims: [claim(true)], tables: [table("90")], figures: [figure(2)]}, {claims: [claim(false)], tables: [table("91")], figures: [figure(3)]}, [differs]);
  expect(all.claims[0]?.verdict).toMatchObject({status: "differs", differences: [{where: "holds", baseline: "holds", fresh: "does not hold"}, {where: "outcome"}, {where: "p"}]});
  expect(all.tables[0]?.verdict).toEqual({status: "differs", differences: [{where: "MLP, Accuracy", baseline: "90 (best)", fresh: "91 (best)"}]});
  expect(all.figures[0]?.verdict).toEqual({status: "differs", differences: [{where: "layer 1 (circle), data row 2, x", baseline: "2", fresh: "3"}]});
});
