import {expect, test} from "vitest";
import type {Report} from "../../src/records/report.ts";
import type {Verdict} from "../../src/records/verdicts.ts";
import {publishedVerdicts} from "../../src/verify/published.ts";

const text = (plain: string) => ({plain, latex: plain, html: plain});
const report = {
  format: "reprise.report/1", draft: false, figures: [],
  values: [{id: "toy/accuracy", experiment: "toy", label: "accuracy", text: text("0.9"), number: 0.9, derivation: {method: "one run", n: 1, points: [{run: "toy/a/once", value: 0.9}]}}],
  claims: [{id: "toy/better", experiment: "toy", sentence: "Better.", holds: true, test: "", outcome: "p = 0.01", p: 0.01, runs: ["toy/a/once"]}],
  tables: [{id: "toy/scores", experiment: "toy", caption: text("Scores."), columns: [], rows: [], rowHeaders: 0, notes: [], runs: ["toy/a/once"]}],
} satisfies Report;
const files = (value: string, table: string): ReadonlyMap<string, Uint8Array> => new Map([
  ["values.tex", `% head\n\\repriseValue{toy/accuracy}{${value}}\n`], ["claims.tex", "\\repriseClaim{toy/better}{1}{a}{{Better.}{}{p = 0.01}}\n"],
  ["tables.tex", "\\repriseTable{toy/scores}{generated/tables/toy-scores}{tab:toy-scores}{Scores.}{}\n"], ["tables/toy-scores.tex", table],
].map(([name, content]) => [name!, new TextEncoder().encode(content)]));
const standing = (verdict: Verdict) => () => [verdict];
const notRun: Verdict = {status: "not-run", because: "only computed again", mend: "", asked: false};

test("what the paper prints is identical where the committed results give the same text and the same files", () => {
  const {values, claims, tables} = publishedVerdicts(report, files("0.9", "rows"), files("0.9", "rows"), standing(notRun));
  expect([...values, ...claims, ...tables].map(({verdict}) => verdict.status)).toEqual(["identical", "identical", "identical"]);
});

test("a printed number or table that the results no longer give differs, with both", () => {
  const {values, tables} = publishedVerdicts(report, files("0.91", "row"), files("0.9", "rows"), standing(notRun));
  expect(values[0]?.verdict).toEqual({status: "differs", differences: [{where: "text", baseline: "0.91", fresh: "0.9"}]});
  expect(tables[0]?.verdict).toEqual({status: "differs", differences: [{where: "tables/toy-scores.tex", baseline: "3 bytes", fresh: "4 bytes"}]});
});

test("a number that is printed and no longer reported is missing, one that is not printed yet is new, one from stale results is stale", () => {
  const stale: Verdict = {status: "stale", because: "other code", mend: "run it", asked: true};
  expect(publishedVerdicts({...report, values: []}, files("0.9", "rows"), files("0.9", "rows"), standing(notRun)).values).toMatchObject([{id: "toy/accuracy", verdict: {status: "missing"}}]);
  expect(publishedVerdicts(report, new Map(), files("0.9", "rows"), standing(notRun)).values[0]?.verdict).toEqual({status: "new"});
  expect(publishedVerdicts(report, files("0.9", "rows"), files("0.9", "rows"), standing(stale)).values[0]?.verdict).toEqual(stale);
});
