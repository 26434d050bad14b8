import {expect, test} from "vitest";
import type {Diff} from "../../src/records/diff.ts";
import {diffMarkdown, escaped} from "../../src/verify/diff-markdown.ts";

const hostile = "| x |\n\n# <img src=x onerror=alert(1)> [a](javascript:alert(2)) @everyone `code` **b** www.evil.example https://evil.example";
const diff: Diff = {
  format: "reprise.diff/1", before: "main", after: hostile, compared: {runs: 3, values: 2, tables: 1, figures: 1, claims: 1}, unbuilt: [],
  runs: [{experiment: "toy", variant: "a", replicate: "seed-1", metrics: {}, verdict: {
    status: "differs", differences: [{where: `metrics.${hostile}`, baseline: "0.97311", fresh: "0.9688"}], parting: {step: 1, after: 0, tensors: [hostile], streams: []}, causes: [{part: "code", text: hostile}],
  }}],
  values: [{id: "toy/accuracy", experiment: "toy", title: hostile, verdict: {status: "differs", differences: [{where: "text", baseline: "97 %", fresh: hostile}, {where: "number", baseline: "0.97", fresh: "0.96", deviations: 0.4}]}}],
  claims: [{id: "toy/better", experiment: "toy", title: hostile, verdict: {status: "differs", differences: [{where: "holds", baseline: "holds", fresh: "does not hold"}]}}],
  tables: [], figures: [],
};

test("a comment begins with what changed for readers and folds the runs", () => {
  const lines = diffMarkdown({...diff, after: "feature"}).split("\n");
  expect(lines[0]).toBe("**Reprise:** main → feature: 1 of 3 runs, 1 of 2 values, 1 of 1 claim differ.");
  expect(lines.findIndex((line) => line.startsWith("| toy/accuracy |"))).toBeLessThan(lines.indexOf("<details><summary>1 run</summary>"));
  expect(lines.find((line) => line.startsWith("| toy/accuracy |"))).toMatch(/97 %.*\(0\.4 SD\) \|$/);
});

test("whatever names and texts hold, a comment stays a comment: no cell ends early, no tag, link or mention is made", () => {
  const markdown = diffMarkdown(diff);
  expect(markdown).not.toMatch(/<img|\]\(|@everyone|`code`|\*\*b\*\*|www\.evil|https:\/\//);
  const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
  for (const row of rows) expect([4, 5]).toContain(row.split("|").length - 1);
  expect(escaped("97.2 % ± 0.3 → 96.9 %")).toBe("97.2 % ± 0.3 → 96.9 %");
});

test("nothing that differs is said in a line", () => {
  expect(diffMarkdown({...diff, after: "feature", runs: [], values: [], claims: []})).toBe("**Reprise:** main → feature: nothing differs (3 runs, 2 values compared).\n");
});
