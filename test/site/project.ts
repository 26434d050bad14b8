import {copyFileSync, mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import type {Checks} from "../../src/records/checks.ts";
import {checksSchema} from "../../src/records/checks.ts";
import type {Paper} from "../../src/records/paper.ts";
import {paperSchema} from "../../src/records/paper.ts";
import type {Plan} from "../../src/records/plan.ts";
import {planSchema} from "../../src/records/plan.ts";
import type {Rendered, Report} from "../../src/records/report.ts";
import {reportSchema} from "../../src/records/report.ts";
import type {Verdict, Verdicts} from "../../src/records/verdicts.ts";
import {countVerdicts, verdictsSchema} from "../../src/records/verdicts.ts";
import type {ResultChange} from "../../src/records/result-changes.ts";
import {canonicalJson, prettyCanonicalJson} from "../../src/results/canonical-json.ts";
import type {Result} from "../../src/results/result.ts";

/** What an attacker would put wherever a project takes text; tests look for its traces in the built pages. */
export const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>"'><a href="javascript:alert(3)">x</a>`;

export interface TestProject {
  plan: Plan;
  verdicts: Verdicts;
  report: Report;
  checks: Checks;
  papers: Paper[];
  results: Result[];
}

const digestOf = (text: string): string => {
  let state = 2166136261;
  return Array.from({length: 64}, (_, index) => {
    for (const character of `${text}${index}`) state = Math.imul(state ^ character.charCodeAt(0), 16777619) >>> 0;
    return (state >>> 28).toString(16);
  }).join("");
};

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const text = (plain: string): Rendered => ({plain, latex: plain, html: escape(plain)});

const models = ["majority", "logistic", "mlp"] as const;
const names = {majority: "majority class", logistic: "logistic regression", mlp: "MLP, one hidden layer"};

/** A number between 0 and 1 that looks drawn and is the same every time. */
const noise = (a: number, b: number): number => ((a * 7919 + b * 104729 + 31 * a * b) % 997) / 997;

function penguinResult(model: (typeof models)[number], repeat: number, fold: number): Result {
  const base = {majority: 0.21, logistic: 0.975, mlp: 0.984}[model];
  const epochs = Array.from({length: 30}, (_, index) => index + 1);
  return {
    format: "reprise.result/1", experiment: "penguins", variant: model, replicate: `repeat-${repeat}.fold-${fold}`, status: "completed", origin: "computed",
    engine: "wasm", parameters: {model, epochs: 60, learningRate: 0.01, weightDecay: null, balanced: true}, factors: {repeat, fold},
    metrics: {accuracy: Math.round((base + 0.012 * noise(repeat, fold)) * 1e4) / 1e4, macroF1: base - 0.01 + 0.02 * noise(repeat * 3, fold)},
    series: model === "majority" ? {} : {training: {epoch: epochs, loss: epochs.map((epoch) => 1.1 / (1 + epoch * 0.4) + 0.03 * noise(epoch, fold)), accuracy: epochs.map((epoch) => 1 - 0.6 / epoch)}},
    matrices: {confusion: {rows: ["Adelie", "Chinstrap", "Gentoo"], columns: ["Adelie", "Chinstrap", "Gentoo"], values: [[29, 1, 0], [1, 12, 0], [0, 0, 25]]}},
    digests: {weights: digestOf(`w${model}${repeat}${fold}`), predictions: digestOf(`p${model}${repeat}${fold}`), data: {penguins: digestOf("penguins")}, inputs: {}},
  };
}

function grokkingResult(decay: number, seed: number): Result {
  const steps = Array.from({length: 40}, (_, index) => index * 50);
  return {
    format: "reprise.result/1", experiment: "grokking", variant: `weight-decay-${decay}`, replicate: `seed-${seed}`, status: "completed", origin: "computed", engine: "wasm",
    parameters: {weightDecay: decay, modulus: 59}, factors: {seed}, metrics: {testAccuracy: decay === 0 ? 0.31 + 0.02 * seed : 1, crossing: decay === 0 ? Number.POSITIVE_INFINITY : 1200 + 37 * seed},
    series: {curve: {step: steps, training: steps.map((step) => Math.min(1, step / 300)), test: steps.map((step) => (decay === 0 ? 0.3 : Math.max(0.05, Math.min(1, (step - 900) / 500))))}},
    matrices: {}, digests: {weights: digestOf(`g${decay}${seed}`), data: {}, inputs: {}},
  };
}

/** A project with every kind of record: two experiments, verdicts of every status, a paper, checks of every status, hostile texts. */
export function testProject(): TestProject {
  const penguins = models.flatMap((model) => [1, 2, 3, 4, 5].flatMap((repeat) => [1, 2, 3, 4, 5].map((fold) => penguinResult(model, repeat, fold))));
  const grokking = [0, 1].flatMap((decay) => [1, 2, 3, 4, 5].map((seed) => grokkingResult(decay, seed)));
  const results = [...penguins, ...grokking];
  const plan = makePlan(results);
  const verdicts = makeVerdicts(results);
  return {plan, verdicts, report: makeReport(penguins, grokking), checks: makeChecks(), papers: [makePaper()], results};
}

const planned = (results: readonly Result[]): Plan["experiments"][number]["runs"] =>
  results.map(({variant, replicate, factors, experiment}) => ({variant, replicate, factors, key: digestOf(`${experiment}${variant}${replicate}`)}));

function makePlan(results: readonly Result[]): Plan {
  return planSchema.parse({
    format: "reprise.plan/1",
    project: {
      title: "Three small studies that anyone can run again", version: "0.1.0", licence: "Apache-2.0", sourceDateEpoch: 1795219200,
      authors: [{name: "Ada Muster", orcid: "0000-0002-1825-0097", affiliation: "Institute of Examples"}, {name: "Émile O’Neil", affiliation: "University of Tests"}],
      abstract: "Published numbers seldom come out again. We train small networks on three real data sets, once per seed and per fold, and give for every number of the paper the runs that it rests on. Generalisation comes long after memorisation on modular addition, and weight decay brings it; on body measurements of penguins a hidden layer gains little over a linear model. All runs repeat bit for bit on another machine and in a browser.",
      repository: "https://github.com/example/three-studies", site: "https://example.org/toolkit/",
    },
    experiments: [
      {
        id: "grokking", title: "Generalisation long after memorisation", question: "Does weight decay bring the test accuracy to where the training accuracy has long been?", group: "main", engine: "wasm",
        promise: "bitwise", origin: "computed", parameters: [{name: "weightDecay", values: [0, 1], label: "weight decay"}, {name: "modulus", values: [59]}], replicates: {seed: 5},
        metrics: {testAccuracy: {label: "test accuracy", better: "higher", bounds: [0, 1], split: "test", tolerance: 0.01}, crossing: {label: "step of 99 %", better: "lower", bounds: [0, null], split: "test", unit: "steps"}},
        data: [], inputs: {}, variants: [0, 1].map((decay) => ({name: `weight-decay-${decay}`, label: decay === 0 ? "without weight decay" : "with weight decay", parameters: {weightDecay: decay, modulus: 59}})),
        runs: planned(results.filter(({experiment}) => experiment === "grokking")), files: ["experiments/grokking/experiment.ts", "experiments/grokking/train.ts"],
      },
      {
        id: "penguins", title: "Species from four body measurements", question: "Does a hidden layer help where a linear model is already good?", group: "main", engine: "wasm", promise: "bitwise", origin: "computed",
        parameters: [{name: "model", values: [...models]}, {name: "epochs", values: [60]}, {name: "learningRate", values: [0.01], label: "learning rate"}, {name: "balanced", values: [true]}, {name: "weightDecay", values: [null]}], replicates: {repeat: 5, fold: 5},
        metrics: {accuracy: {label: "accuracy", better: "higher", bounds: [0, 1], split: "test"}, macroF1: {label: "macro F1", better: "higher", bounds: [0, 1], split: "test"}},
        data: ["penguins"], inputs: {}, variants: models.map((model) => ({name: model, label: names[model], parameters: {model, epochs: 60, learningRate: 0.01, weightDecay: null, balanced: true}})),
        runs: planned(results.filter(({experiment}) => experiment === "penguins")), files: ["experiments/penguins/evaluate.ts", "experiments/penguins/experiment.ts", "experiments/penguins/report.ts", "experiments/penguins/train.ts"],
      },
    ],
    data: [{
      id: "penguins", title: "Palmer penguins", description: "Body measurements of 344 penguins of three species from the Palmer Archipelago, with missing values.", licence: "CC0-1.0",
      citation: `Horst, Hill and Gorman (2020). ${hostile}`, doi: "10.5281/zenodo.3960218", homepage: "javascript:alert(4)", access: "public", publish: "all",
      files: [{name: "penguins.json", sha256: digestOf("penguins"), bytes: 67119, sources: ["npm:vega-datasets@3.2.1/data/penguins.json", "https://example.org/penguins.json"]}],
    }],
  });
}

function verdictFor({experiment, variant, replicate}: Result): Verdict {
  const run = `${experiment}/${variant}/${replicate}`;
  if (run === "penguins/mlp/repeat-2.fold-4") return {
    status: "differs", differences: [{where: "metrics.macroF1", baseline: "0.9731", fresh: "0.9688", deviations: 0.3}, {where: `series.${hostile}`, baseline: "1", fresh: "2", more: 59}],
    parting: {step: 40, after: 36, tensors: ["000.dense/kernel"], streams: []}, causes: [{part: "code", text: `code: experiments/penguins/models.ts, function mlp changed ${hostile}`}],
  };
  if (run === "penguins/mlp/repeat-2.fold-5") return {status: "within-tolerance", differences: [{where: "metrics.macroF1", baseline: "0.9731", fresh: "0.9730", tolerance: 0.001}]};
  if (run === "penguins/majority/repeat-5.fold-5") return {status: "not-run", because: `the data are not here ${hostile}`, mend: "npx reprise run penguins", asked: true};
  if (run === "penguins/majority/repeat-5.fold-4") return {status: "new"};
  return {status: "identical"};
}

function makeVerdicts(results: readonly Result[]): Verdicts {
  const runs = results.map((result) => ({experiment: result.experiment, variant: result.variant, replicate: result.replicate, verdict: verdictFor(result), metrics: {}}));
  const item = (id: string, title: string, verdict: Verdict) => ({id, experiment: id.split("/")[0], title, verdict});
  const counts = Object.fromEntries(["grokking", "penguins"].map((id) => [id, countVerdicts(runs.filter(({experiment}) => experiment === id).map(({verdict}) => verdict))]));
  return verdictsSchema.parse({format: "reprise.verdicts/2", depth: "scratch", runs, counts,
    values: [
      item("grokking/crossing", "step of 99 %", {status: "identical"}), item("penguins/logistic-f1", "macro F1 of logistic regression", {status: "within-tolerance", differences: [{where: "number", baseline: "0.975", fresh: "0.9749"}]}),
      item("penguins/mlp-f1", "macro F1 of the MLP", {status: "differs", differences: [{where: "text", baseline: "98.4 % ± 0.3", fresh: "98.2 % ± 0.3"}, {where: "number", baseline: "0.984", fresh: "0.982", deviations: 0.2}]}),
      item("penguins/gone", hostile, {status: "missing", because: hostile}), item("grokking/replicates", "seeds", {status: "not-run", because: "1 of the 5 runs that it rests on is not run: no data", mend: "npx reprise verify", asked: true}),
    ],
    tables: [item("penguins/scores", "Macro F1 and accuracy by model.", {status: "differs", differences: [{where: "MLP, Macro F1", baseline: "98.4 %", fresh: "98.2 %"}]})],
    figures: [item("grokking/curves", "Accuracy over training steps.", {status: "identical"}), item("penguins/confusion", "Predicted species by true species.", {status: "stale", because: "other code", mend: "", asked: false})],
    claims: [item("penguins/hidden-layer-helps", "The hidden layer raises macro F1.", {status: "differs", differences: [{where: "holds", baseline: "holds", fresh: "does not hold"}]})],
  });
}

const resultChange: ResultChange = {
  at: "2026-02-03T04:05:06.000Z", who: {name: `Ada ${hostile}`, email: "ada@example.org"}, because: `the MLP was initialised otherwise ${hostile}`, toolkit: "0.1.0",
  counts: {penguins: {identical: 50, changed: 25, new: 0, removed: 1}}, runs: [{run: "penguins/mlp/repeat-1.fold-1", metrics: {macroF1: {before: 0.97, after: 0.98}}}], removed: [`penguins/${hostile}`],
  values: [{id: "penguins/mlp-f1", before: "98.1 %", after: "98.4 %"}], claims: [], tables: ["penguins/scores"], figures: [], causes: ["code: models.ts, function mlp changed"],
};

const pathOf = ({experiment, variant, replicate}: Result): string => `${experiment}/${variant}/${replicate}`;

function makeReport(penguins: readonly Result[], grokking: readonly Result[]): Report {
  const f1 = (model: string) => penguins.filter(({variant}) => variant === model).map((result) => ({run: pathOf(result), value: result.metrics["macroF1"] ?? Number.NaN}));
  const [mlp, logistic] = [f1("mlp"), f1("logistic")];
  const crossings = grokking.filter(({variant}) => variant === "weight-decay-1").map((result) => ({run: pathOf(result), value: result.metrics["crossing"] ?? Number.NaN}));
  const folds = "mean of 25 test folds, 95 % corrected resampled t interval";
  const value = (id: string, label: string, shown: string, number: number, points: readonly {run: string; value: number}[], more: object = {}) =>
    ({id, experiment: id.split("/")[0], label, text: text(shown), number, derivation: {method: folds, n: points.length, points}, ...more});
  return reportSchema.parse({
    format: "reprise.report/1", draft: false,
    values: [
      value("grokking/crossing", "Step at which the test accuracy reaches 99 %", "1311 ± 73", 1311, crossings, {interval: [1238, 1384], confidence: 0.95, unit: "steps", derivation: {method: "mean of 5 seeds, 95 % t interval", n: 5, points: crossings}}),
      value("grokking/replicates", "Seeds per variant", "5", 5, crossings.slice(0, 1), {derivation: {method: "count of replicates", n: 1, points: crossings.slice(0, 1)}}),
      value("penguins/gain", "Gain of the MLP over logistic regression", "0.9 points [0.1, 1.7]", 0.9, mlp.map(({run, value: number}, index) => ({run, value: 100 * (number - (logistic[index]?.value ?? 0))})), {interval: [0.1, 1.7], confidence: 0.95, unit: "points"}),
      value("penguins/logistic-f1", "Macro F1 of logistic regression", "97.5 %", 0.975, logistic, {interval: [0.972, 0.978], confidence: 0.95}),
      value("penguins/mlp-f1", "Macro F1 of the MLP", "98.4 % ± 0.3", 0.984, mlp, {interval: [0.981, 0.987], confidence: 0.95}),
      value("penguins/hostile", hostile, hostile, 1, mlp.slice(0, 3)),
    ],
    claims: [
      {id: "grokking/decay-brings-it", experiment: "grokking", sentence: "With weight decay the test accuracy reaches 99 % in every seed; without it, in none.", holds: true, test: "exact predicate over 10 runs", outcome: "5 of 5 against 0 of 5", p: null, runs: grokking.map(pathOf)},
      {id: "penguins/hidden-layer-helps", experiment: "penguins", sentence: "The hidden layer raises macro F1.", holds: true, test: "paired t test over 25 folds (corrected resampled), one-sided, alpha 0.05", outcome: "difference 0.9 points, t(24) = 2.31, p = 0.015", p: 0.015, runs: [...mlp, ...logistic].map(({run}) => run)},
      {id: "penguins/baseline-is-far", experiment: "penguins", sentence: `A majority class is as good. ${hostile}`, holds: false, test: "paired t test", outcome: "difference −77 points", p: 0.99, runs: mlp.map(({run}) => run)},
    ],
    tables: [{
      id: "penguins/scores", experiment: "penguins", caption: text("Macro F1 and accuracy by model."), columns: ["Model", "Macro F1"].map((label) => ({label: text(label), align: "left"})),
      rows: [[{text: text("MLP"), best: false}, {text: text("98.4 %"), best: true, value: "penguins/mlp-f1"}]], rowHeaders: 1, notes: [], runs: mlp.map(({run}) => run),
    }],
    figures: [
      {id: "grokking/curves", experiment: "grokking", caption: text("Accuracy over training steps, mean and 95 % interval over 5 seeds."), alt: "Two lines: training accuracy reaches 100 % at 300 steps, test accuracy at 1300 steps.", width: "page", spec: curveSpec(), runs: grokking.map(pathOf)},
      {id: "penguins/confusion", experiment: "penguins", caption: text(`Predicted species by true species. ${hostile}`), alt: `A matrix. ${hostile}`, width: "column", spec: confusionSpec(), runs: mlp.map(({run}) => run)},
    ],
  });
}

export function curveSpec(): Record<string, unknown> {
  const values = Array.from({length: 40}, (_, index) => index * 50).flatMap((step) => [
    {step, split: "training", accuracy: Math.min(1, step / 300), low: Math.max(0, Math.min(1, step / 300) - 0.05), high: Math.min(1, step / 300 + 0.05)},
    {step, split: "test", accuracy: Math.max(0.05, Math.min(1, (step - 900) / 500)), low: Math.max(0, (step - 1000) / 500 > 1 ? 1 : Math.max(0.03, (step - 1000) / 500)), high: Math.max(0.08, Math.min(1, (step - 800) / 500))},
  ]);
  return {
    data: {values}, height: 150, encoding: {x: {field: "step", type: "quantitative", title: "Step"}, color: {field: "split", type: "nominal", title: "Split"}},
    layer: [
      {mark: "area", encoding: {y: {field: "low", type: "quantitative", title: "Accuracy"}, y2: {field: "high"}}},
      {mark: "line", encoding: {y: {field: "accuracy", type: "quantitative", axis: {format: "%"}}}},
    ],
  };
}

export function confusionSpec(): Record<string, unknown> {
  const species = ["Adelie", "Chinstrap", "Gentoo"];
  const counts = [[29, 1, 0], [1, 12, 0], [0, 0, 25]];
  const values = species.flatMap((truth, row) => species.map((predicted, column) => ({truth, predicted, count: counts[row]?.[column] ?? 0})));
  return {data: {values}, mark: "rect", encoding: {x: {field: "predicted", type: "nominal", title: "Predicted"}, y: {field: "truth", type: "nominal", title: "True"}, color: {field: "count", type: "quantitative", title: "Count"}}};
}

function makePaper(): Paper {
  const use = {where: "Section 2", anchor: "sec-results", file: "paper/sections/results.tex", line: 12};
  const number = (id: string, shown: string): string => `<data value="${id}">${shown}</data>`;
  const paragraph = "Every run starts from a stream of random numbers named by experiment, replicate and purpose, so that all variants share splits, initial weights and the order of the data, and comparisons are paired.";
  return paperSchema.parse({
    format: "reprise.paper/1", name: "paper", title: "Three small studies that anyone can run again", abstract: "Published numbers seldom come out again.",
    html: `<section id="sec-introduction"><h2>1 Introduction</h2><p>Published numbers seldom come out again. ${paragraph} See <a href="@base/experiments/penguins/">the experiment</a> and <a href="#sec-results">Section 2</a>.</p><p>${paragraph}</p></section>`
      + `<section id="sec-results"><h2>2 Results</h2><p>The hidden layer reaches ${number("penguins/mlp-f1", "98.4 %")}, a gain of <a href="@base/values/penguins/gain/">${number("penguins/gain", "0.9 points")}</a> over logistic regression (${number("penguins/logistic-f1", "97.5 %")}). The test accuracy crosses 99 % at step ${number("grokking/crossing", "1311 ± 73")}.</p>`
      + `<h3 id="sec-table">2.1 A table</h3><table><caption>Table 1: Macro F1.</caption><thead><tr><th scope="col">Model</th><th scope="col">Macro F1</th></tr></thead><tbody><tr><th scope="row">MLP</th><td>${number("penguins/mlp-f1", "98.4 %")}</td></tr><tr><th scope="row">Logistic regression</th><td>${number("penguins/logistic-f1", "97.5 %")}</td></tr></tbody></table><p>${paragraph}</p></section>`
      + `<p>${hostile}<iframe src="https://evil.example"></iframe><svg onload="alert(5)"><foreignObject><b>x</b></foreignObject></svg><p style="background:url(https://evil.example)">styled</p><a href=" jAvAsCrIpT:alert(6)">y</a></p>`,
    outline: [{id: "sec-introduction", level: 1, number: "1", title: "Introduction"}, {id: "sec-results", level: 1, number: "2", title: "Results"}, {id: "sec-table", level: 2, number: "2.1", title: "A table"}],
    uses: {"penguins/mlp-f1": [use, {...use, where: "abstract", anchor: "sec-introduction", line: 3}], "penguins/gain": [use], "penguins/hidden-layer-helps": [use]},
    numerals: [], pdf: {file: "build/paper.pdf", pages: 6}, files: ["paper/main.tex"],
  });
}

function makeChecks(): Checks {
  const check = (id: string, group: string, status: string, title: string, summary: string, more: object = {}) =>
    ({id, group, title, description: `${title}, as the files say.`, severity: "required", sources: ["NeurIPS 7"], status, summary, evidence: [], mend: "", ...more});
  const checks = [
    check("claims-hold", "claims", "failed", "Every claim holds", "1 of 3 claims does not hold", {mend: "Look at the claim, then change the sentence or the experiment."}),
    check("numbers-bound", "claims", "verified", "No number is typed", "31 numbers, all bound", {evidence: [{text: "build/paper/paper.json", link: "build/paper/paper.json"}]}),
    check("data-digests", "data", "verified", "Data are what they were", "1 file, 1 digest", {evidence: [{text: "penguins.json", digest: digestOf("penguins")}, {text: hostile, link: "javascript:alert(7)"}]}),
    check("seeds-complete", "experiments", "verified", "Every planned run has a result", "85 of 85", {evidence: [{text: "first result", link: "results/grokking/weight-decay-0/seed-1.json"}]}),
    check("ethics-stated", "release", "attested", "Ethics were considered", "attested by Ada Muster"),
    check("licence-chosen", "release", "stale", "A licence is chosen", "the attestation is older than LICENSE", {mend: "Attest it again."}),
    check("gpu-recorded", "proof", "not-applicable", "The GPU is recorded", "no run used one", {severity: "recommended"}),
    check("paper-typeset", "proof", "not-run", "The paper was typeset", "no LaTeX here", {mend: "apt-get install texlive-latex-base"}),
  ];
  const counts = Object.fromEntries(["verified", "attested", "stale", "failed", "not-applicable", "not-run"].map((status) => [status, checks.filter((each) => each.status === status).length]));
  return checksSchema.parse({format: "reprise.checks/1", project: "three-studies", counts, checks});
}

/** Writes the project's records, results, figures and tables below `root`. */
export function writeProject(root: string, project: TestProject): void {
  const write = (file: string, content: unknown): void => {
    mkdirSync(dirname(join(root, file)), {recursive: true});
    writeFileSync(join(root, file), typeof content === "string" ? content : JSON.stringify(content));
  };
  write("package.json", {name: "three-studies", private: true, type: "module"});
  write("CITATION.cff", "cff-version: 1.2.0\n");
  write("build/plan.json", project.plan);
  write("build/verdicts.json", project.verdicts);
  write("build/report.json", project.report);
  write("build/checklist/report.json", project.checks);
  write("build/paper.pdf", "%PDF-1.5");
  write("results-changes.jsonl", `${canonicalJson(resultChange)}\n`);
  for (const ending of ["pdf", "xml", "html"]) write(`build/checklist/report.${ending}`, ending);
  for (const paper of project.papers) write(`build/paper/${paper.name}.json`, paper);
  for (const result of project.results) write(`results/${pathOf(result)}.json`, prettyCanonicalJson(result));
  for (const table of project.report.tables) writeTable(write, table.id.replace("/", "-"));
  for (const figure of project.report.figures) copyFigure(root, figure.id.replace("/", "-"));
}

function writeTable(write: (file: string, content: string) => void, stem: string): void {
  write(`build/tables/${stem}.html`, `<table><caption>Macro F1 and accuracy by model.</caption><thead><tr><th scope="col">Model</th><th scope="col">Macro F1</th></tr></thead><tbody><tr><th scope="row">MLP</th><td><strong><data value="penguins/mlp-f1">98.4 %</data></strong></td></tr><tr><th scope="row">Logistic regression</th><td><data value="penguins/logistic-f1">97.5 %</data></td></tr></tbody></table>`);
  write(`build/tables/${stem}.csv`, "model,macroF1\nmlp,0.984\n");
  write(`build/tables/${stem}.tex`, "\\begin{tabular}{ll}\\end{tabular}\n");
}

/** The drawings were made by `src/figures/draw.ts` from the specifications above. */
function copyFigure(root: string, stem: string): void {
  mkdirSync(join(root, "build/figures"), {recursive: true});
  for (const ending of ["svg", "json"]) copyFileSync(fileURLToPath(new URL(`./fixture/${stem}.${ending}`, import.meta.url)), join(root, `build/figures/${stem}.${ending}`));
  writeFileSync(join(root, `build/figures/${stem}.pdf`), "%PDF-1.5");
}
