import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {buildReport} from "../../src/report/build-report.ts";
import {atLeast, claim, count, defineReport, figure, interval, mean, table, tableOf, text, value, vegaLite, type Item} from "../../src/report/index.ts";
import type {ReportContext} from "../../src/report/index.ts";
import {reportSchema} from "../../src/records/report.ts";
import {prettyCanonicalJson} from "../../src/results/canonical-json.ts";
import {UserError} from "../../src/errors.ts";
import {expectGolden} from "./golden.ts";
import {grokkingReport, penguinsReport} from "./golden-report.ts";
import {plan, results, withResult} from "./fixture.ts";

const reports = [penguinsReport, grokkingReport];

/** Builds one report of the penguins. */
const built = (items: (context: ReportContext) => readonly Item[], given = results) =>
  buildReport({plan, results: given, reports: [defineReport("penguins", items)], draft: false});

const macroF1 = ({results: all}: ReportContext, model = "mlp") => all.where({model}).metric("macroF1");

/** The message and the mend of what goes wrong. */
function complaint(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return `${error.message} → ${error.mend}`;
    throw error;
  }
  throw new Error("expected a UserError, got none");
}

test("values, claims, tables and figures come out as stored", () => {
  const report = buildReport({plan, results, reports, draft: false});
  expectGolden(prettyCanonicalJson(report), new URL("golden/report.json", import.meta.url));
});

test("the record is the one of the schema, and draft is said", () => {
  const report = buildReport({plan, results, reports, draft: true});
  expect(reportSchema.parse(JSON.parse(readFileSync(new URL("golden/report.json", import.meta.url), "utf8")))).toEqual({...report, draft: false});
  expect(report.draft).toBe(true);
});

test("results that come in another order give the same report", () => {
  expect(buildReport({plan, results: results.toReversed(), reports, draft: false})).toEqual(buildReport({plan, results, reports, draft: false}));
});

test("one changed result changes value, table, figure and claim", () => {
  const changed = buildReport({plan, reports, draft: false, results: withResult("penguins/mlp/repeat-1.fold-1", (result) => ({...result, metrics: {...result.metrics, macroF1: 0.5}}))});
  const before = buildReport({plan, results, reports, draft: false});
  expect(changed.values[0]?.text.plain).not.toBe(before.values[0]?.text.plain);
  expect(changed.tables[0]?.rows[2]?.[1]?.text.plain).not.toBe(before.tables[0]?.rows[2]?.[1]?.text.plain);
  expect(changed.tables[0]?.caption.plain).not.toBe(before.tables[0]?.caption.plain);
  expect(changed.figures[0]?.spec).not.toEqual(before.figures[0]?.spec);
  expect([before.claims[0]?.holds, changed.claims[0]?.holds]).toEqual([true, false]);
});

test("a value in a caption is printed by its id, so that the paper shows what the report says", () => {
  const {tables} = buildReport({plan, results, reports, draft: false});
  expect(tables[0]?.caption.latex).toContain("\\result{penguins/gain}");
  expect(tables[0]?.caption.html).toContain('<data value="penguins/gain">');
});

test("an unknown metric, parameter, value, factor, series and experiment name their neighbours", () => {
  expect(complaint(() => built(({results: all}) => [value("x", interval(all.where({model: "mlp"}).metric("macroF")))])))
    .toBe('experiments/penguins/report.ts: penguins: unknown metric "macroF" → did you mean "macroF1", "loss"?');
  expect(complaint(() => built(({results: all}) => [value("x", count(all.where({modell: "mlp"})))]))).toContain('unknown parameter "modell" → did you mean "model"');
  expect(complaint(() => built(({results: all}) => [value("x", count(all.where({model: "mpl"})))]))).toContain('unknown value of model "mpl" → did you mean "mlp"');
  expect(complaint(() => built(({results: all}) => [value("x", count(all.at({folt: 1})))]))).toContain('unknown factor "folt" → did you mean "fold"');
  expect(complaint(() => built(({of}) => [value("x", mean(of("grokking").where({weightDecay: 1}).series("training", "tset").last()))]))).toContain('unknown column "tset"');
  expect(complaint(() => built(({of}) => [value("x", count(of("groking")))]))).toContain('unknown experiment "groking" → did you mean "grokking"');
  expect(complaint(() => built(({results: all}) => [value("x", interval(all.metric("constructor")))]))).toContain('unknown metric "constructor"');
});

test("a report of an unknown experiment is refused", () => {
  expect(complaint(() => buildReport({plan, results, reports: [defineReport("pengins", () => [])], draft: false}))).toContain('unknown experiment "pengins" → did you mean "penguins"');
});

test("a missing, failed or diverged run is an error that names it", () => {
  const without = results.filter((result) => `${result.variant}/${result.replicate}` !== "mlp/repeat-2.fold-1");
  expect(complaint(() => built((context) => [value("x", interval(macroF1(context)))], without)))
    .toContain('1 of 6 runs without metric "macroF1": penguins · mlp · repeat 2, fold 1 (no result)');
  const diverged = withResult("penguins/mlp/repeat-1.fold-2", (result) => ({...result, status: "diverged", message: "the loss is NaN at step 40"}));
  expect(complaint(() => built((context) => [value("x", interval(macroF1(context)))], diverged))).toContain("(diverged: the loss is NaN at step 40)");
});

test("a run that is left out on purpose is counted and named", () => {
  const without = results.filter((result) => `${result.variant}/${result.replicate}` !== "mlp/repeat-2.fold-1");
  const {values} = built(({results: all}) => [value("x", interval(all.where({model: "mlp"}).metric("macroF1", {allowMissing: true})))], without);
  expect(values[0]?.derivation).toMatchObject({n: 5, method: "mean of 5 test folds (1 left out: penguins · mlp · repeat 2, fold 1 (no result)), 95 % corrected resampled t interval (it reaches above 1, where the metric has no values and a t interval is not to be trusted)"});
});

test("a difference names the replicates that have no partner", () => {
  const without = results.filter((result) => `${result.variant}/${result.replicate}` !== "mlp/repeat-2.fold-1");
  const gain = ({results: all}: ReportContext) => all.where({model: "mlp"}).metric("macroF1", {allowMissing: true}).minus(all.where({model: "logistic"}).metric("macroF1"));
  expect(complaint(() => built((context) => [value("x", interval(gain(context)))], without))).toContain("no partner for logistic/repeat-2.fold-1");
});

test("a metric that is no finite number is refused, run by run", () => {
  const broken = withResult("penguins/mlp/repeat-1.fold-1", (result) => ({...result, metrics: {...result.metrics, macroF1: NaN}}));
  expect(complaint(() => built((context) => [value("x", interval(macroF1(context)))], broken))).toContain("penguins/mlp/repeat-1.fold-1: metric macroF1 is NaN");
});

test("a mean over several variants is refused", () => {
  expect(complaint(() => built(({results: all}) => [value("x", interval(all.metric("macroF1")))]))).toContain("the sample mixes 3 variants (majority, logistic and mlp) → select one");
});

test("one name cannot mean two things, and a name is an address", () => {
  const twice = (context: ReportContext) => [value("x", interval(macroF1(context))), claim("x", "Yes.", atLeast(macroF1(context), 0.5))];
  expect(complaint(() => built(twice))).toContain('"x" names two things of one report');
  expect(complaint(() => built((context) => [value("Macro F1", interval(macroF1(context)))]))).toContain('"Macro F1" cannot be a name');
  expect(complaint(() => buildReport({plan, results, reports: [penguinsReport, penguinsReport], draft: false}))).toContain("penguins/mlp-f1 is defined by two reports");
});

test("a caption shows only values that the report lists", () => {
  const hidden = (context: ReportContext) => [tableOf("t", {caption: text`It is ${value("x", interval(macroF1(context)))}.`, columns: ["a"], rows: [["b"]]})];
  expect(complaint(() => built(hidden))).toContain('shows the value "x", which the report does not list');
});

test("the project's report has no results of its own", () => {
  const project = (items: (context: ReportContext) => readonly Item[]) => buildReport({plan, results, reports: [defineReport("project", items)], draft: false});
  expect(complaint(() => project(({results: all}) => [value("x", count(all))]))).toBe("the project's report: the project's report has no results of its own → take those of an experiment: of(\"…\")");
  expect(project(({of}) => [value("runs", count(of("penguins")))]).values[0]).toMatchObject({id: "project/runs", text: {plain: "18"}});
});

test("too little data is told with the report's file", () => {
  expect(complaint(() => built(({results: all}) => [value("x", interval(all.where({model: "mlp"}).at({repeat: 1, fold: 1}).metric("macroF1")))])))
    .toContain("experiments/penguins/report.ts: macro F1, MLP: an interval needs at least 2 replicates, got 1");
});

test("a mistake in the code of a report keeps its cause", () => {
  const cause = new TypeError("x is not a function");
  expect(() => built(() => {
    throw cause;
  })).toThrow(expect.objectContaining({message: "experiments/penguins/report.ts: x is not a function", cause}));
});

test("names and captions from outside are words, never markup", () => {
  const evil = "\\input{/etc/passwd} $x^2$ <script>alert(1)</script> \u202e%";
  const {tables, figures} = built(({results: all}) => [
    tableOf("t", {caption: evil, columns: [evil], rows: [[evil]]}),
    figure("f", vegaLite({mark: "point", data: {values: []}}, {alt: "nothing", of: [all]}), {caption: evil}),
  ]);
  for (const shown of [tables[0]?.caption, tables[0]?.columns[0]?.label, tables[0]?.rows[0]?.[0]?.text, figures[0]?.caption]) {
    expect(shown?.latex).toBe("\\textbackslash{}input\\{/etc/passwd\\} \\$x\\textasciicircum{}2\\$ \\ensuremath{<}script\\ensuremath{>}alert(1)\\ensuremath{<}/script\\ensuremath{>} \\%");
    expect(shown?.html).toBe("\\input{/etc/passwd} $x^2$ &lt;script&gt;alert(1)&lt;/script&gt; %");
  }
});

test("a figure of one's own loads nothing and says what it shows", () => {
  const free = (spec: Record<string, unknown>, alt = "A dot.") => built(({results: all}) => [figure("f", vegaLite(spec, {alt, of: [all.where({model: "mlp"})]}), {caption: "A dot."})]);
  expect(complaint(() => free({mark: "point", data: {url: "https://example.org/data.csv"}}))).toContain('a figure loads url: "https://example.org/data.csv"');
  expect(complaint(() => free({layer: [{mark: "text", encoding: {href: {value: "javascript:alert(1)"}}}]}))).toContain("a figure loads href");
  expect(complaint(() => free({mark: "point"}, " "))).toContain("figure f says nothing to who cannot see it");
  expect(free({mark: "point", data: {values: [{url: "a column"}]}}).figures[0]?.runs).toHaveLength(6);
});

test("bold marks the statistically best, not the largest", () => {
  const scores = (given = results) => built(({results: all}) => [table("t", {of: all, rows: "model", columns: ["macroF1"], caption: "Scores."})], given).tables[0];
  expect(scores()?.rows.map((row) => row[1]?.best)).toEqual([false, false, true]);
  const close = withResult("penguins/mlp/repeat-1.fold-1", (result) => ({...result, metrics: {...result.metrics, macroF1: 0.90}}));
  expect(scores(close)?.rows.map((row) => row[1]?.best)).toEqual([false, true, true]);
});

test("a table without bold marks nothing and says nothing of it", () => {
  const [plain] = built(({results: all}) => [table("t", {of: all, rows: "model", columns: ["macroF1"], best: "none", caption: "Scores."})]).tables;
  expect(plain?.rows.some((row) => row.some((cell) => cell.best))).toBe(false);
  expect(plain?.notes.map((note) => note.plain)).toEqual(["Mean ± half-width of the 95\u202f% corrected resampled t interval over 6 test folds."]);
});

test("every number of a table is a value of its own", () => {
  const {tables, values} = built(({results: all}) => [table("t", {of: all, rows: "model", columns: ["macroF1"], caption: "Scores."})]);
  expect(tables[0]?.rows.map((row) => row[1]?.value)).toEqual(["penguins/t-majority-macro-f1", "penguins/t-logistic-macro-f1", "penguins/t-mlp-macro-f1"]);
  expect(values.map((each) => each.id)).toEqual(tables[0]?.rows.map((row) => row[1]?.value));
  expect(tables[0]?.rows[2]?.[1]?.text.plain).toBe("97.5\u202f±\u202f2.2");
  expect(values[2]?.text.plain).toBe("97.5\u202f% [95.3,\u00a099.7]");
});

test("a table whose rows would mix variants is refused", () => {
  expect(complaint(() => built(({of}) => [table("t", {of: of("penguins"), rows: "epochs", columns: ["macroF1"], caption: "Scores."})]))).toContain("give a table or figure a row per variant");
});
