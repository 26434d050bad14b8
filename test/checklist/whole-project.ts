import type {Evidence} from "../../src/checklist/evidence.ts";
import type {Paper} from "../../src/records/paper.ts";
import type {Plan} from "../../src/records/plan.ts";
import type {Rendered, Report} from "../../src/records/report.ts";
import type {Verdicts} from "../../src/records/verdicts.ts";
import {prettyCanonicalJson} from "../../src/results/canonical-json.ts";
import {byCodeUnit, runPath} from "../../src/results/names.ts";
import type {Result} from "../../src/results/result.ts";
import {sha256} from "../../src/store/store.ts";

const encoder = new TextEncoder();
const csv = "x,y\n1,2\n";
const plain = (text: string): Rendered => ({plain: text, latex: text, html: text});

export const models = ["linear", "mlp"] as const;
export const seeds = [1, 2, 3] as const;
const runs = models.flatMap((variant) => seeds.map((seed) => ({variant, replicate: `seed-${seed}`, factors: {seed}, key: sha256(`${variant} ${seed}`)})));

export const plan: Plan = {
  format: "reprise.plan/1",
  project: {
    title: "Toy learners", authors: [{name: "Ada Lovelace"}], abstract: "", repository: "https://github.com/ada/toy", licence: "MIT",
    version: "1.0.0", sourceDateEpoch: Date.UTC(2026, 0, 31) / 1000,
  },
  experiments: [{
    id: "toy", title: "A toy", question: "Which is better?", group: "main", engine: "wasm", promise: "bitwise", origin: "computed",
    parameters: [{name: "model", values: [...models]}, {name: "learningRate", values: [0.1], label: "learning rate"}],
    replicates: {seed: 3},
    metrics: {accuracy: {label: "accuracy", better: "higher", bounds: [0, 1], split: "test"}},
    data: ["points"], inputs: {},
    variants: models.map((model) => ({name: model, label: model, parameters: {model, learningRate: 0.1}})),
    runs, files: ["experiments/toy/experiment.ts"],
  }],
  data: [{
    id: "points", title: "Points", description: "Two columns.", licence: "CC0-1.0", citation: "points2020", access: "public", publish: "all",
    files: [{name: "points.csv", sha256: sha256(csv), bytes: csv.length, sources: ["data/points.csv"]}],
  }],
};

export const results: readonly Result[] = runs.map(({variant, replicate, factors}) => ({
  format: "reprise.result/1", experiment: "toy", variant, replicate, status: "completed", origin: "computed", engine: "wasm",
  parameters: {model: variant, learningRate: 0.1}, factors, metrics: {accuracy: variant === "mlp" ? 0.9 + factors.seed / 100 : 0.8}, series: {}, matrices: {},
  digests: {
    ...(variant === "mlp" ? {weights: sha256(`weights ${factors.seed}`)} : {}),
    predictions: sha256(`predictions ${variant} ${factors.seed}`), data: {points: sha256(csv)}, inputs: {},
  },
}));

export const verdicts: Verdicts = {
  format: "reprise.verdicts/2", depth: "scratch",
  runs: runs.map(({variant, replicate}) => ({experiment: "toy", variant, replicate, verdict: {status: "identical"}, metrics: {accuracy: {status: "identical"}}})),
  values: [], tables: [], figures: [], claims: [],
  counts: {toy: {identical: 6, "within-tolerance": 0, differs: 0, stale: 0, missing: 0, new: 0, "not-run": 0, recorded: 0}},
};

export const report: Report = {
  format: "reprise.report/1", draft: false,
  values: [
    {id: "toy/mlp-accuracy", experiment: "toy", label: "accuracy of the MLP", text: plain("92.0"), number: 0.92, interval: [0.895, 0.945], confidence: 0.95, unit: "%", derivation: {method: "mean of 3 seeds, 95 % t interval", n: 3, points: []}},
    {id: "toy/seeds", experiment: "toy", label: "seeds", text: plain("3"), number: 3, derivation: {method: "declared by the experiment", n: 1, points: []}},
  ],
  claims: [{id: "toy/mlp-better", experiment: "toy", sentence: "The MLP is better.", holds: true, test: "paired t test over 3 seeds, one-sided", outcome: "t(2) = 20.8, p = 0.001", p: 0.001, runs: []}],
  tables: [{
    id: "project/hyper-parameters", experiment: "project", caption: plain("Hyper-parameters."), rowHeaders: 2, notes: [], runs: [],
    columns: ["Experiment", "Parameter", "Values"].map((label) => ({label: plain(label), align: "left"})),
    rows: [["A toy", "Model", "linear, mlp"], ["", "Learning rate", "0.1"]].map((row) => row.map((text) => ({text: plain(text), best: false}))),
  }],
  figures: [{
    id: "toy/accuracy", experiment: "toy", caption: plain("Accuracy with 95 % t intervals over 3 seeds."), alt: "The MLP is higher.", width: "column", runs: [],
    spec: {data: {values: []}, layer: [{mark: "errorbar", encoding: {x: {field: "low"}, x2: {field: "high"}}}]},
  }],
};

const section = (id: string, title: string, words: string): string => `<h2 id="${id}">${title}</h2><p>${`${words} `.repeat(50)}</p>`;

export const paper: Paper = {
  format: "reprise.paper/1", name: "paper", title: "Toy learners", abstract: "",
  html: section("results", "Results", "good") + section("limitations", "Limitations", "small") + section("reproducibility", "Reproducibility statement", "run reproduce.sh"),
  outline: ["results", "limitations", "reproducibility"].map((id, at) => ({id, level: 1, number: String(at + 1), title: id === "reproducibility" ? "Reproducibility statement" : id})),
  uses: {"project/hyper-parameters": [], "toy/mlp-accuracy": []},
  numerals: [{text: "92.0", file: "paper/main.tex", line: 12, bound: "value"}, {text: "2026", file: "paper/main.tex", line: 3, bound: "allowed"}],
  pdf: null, files: ["paper/main.tex"],
};

const record = (run: string) => JSON.stringify({run, at: "2026-01-30T12:00:00.000Z", seconds: 1.5, node: "v26.10.0", platform: "linux", arch: "x64", cpu: "A processor", engine: "wasm"});
const svg = "<svg/>";
const main = "\\documentclass{article}\n";

export const mit = "MIT License\n\nPermission is hereby granted, free of charge, to any person.\nThe above copyright notice and this permission notice shall be included in all copies.\n";

export const attestation = `- id: code-of-ethics
  by: Ada Lovelace
  on: 2026-01-30
  statement: I read the code and the work conforms to it.
  evidence:
    - path: paper/main.tex
      sha256: ${sha256(main)}
`;

/** The files of a project in which every promise holds. */
export const files: Readonly<Record<string, string>> = {
  "README.md": "# Toy\n\n```sh\n$ git clone https://github.com/ada/toy && cd toy\n$ ./reproduce.sh --all   # everything\n$ npm test\n$ npx reprise verify --json\n```\n",
  "reproduce.sh": "#!/bin/sh\nexec reprise reproduce \"$@\"\n",
  LICENSE: mit,
  "CITATION.cff": "cff-version: 1.2.0\nmessage: Cite it.\ntitle: Toy learners\nauthors:\n  - family-names: Lovelace\n    given-names: Ada\nversion: 1.0.0\ndate-released: 2026-01-31\nlicense: MIT\n",
  "package.json": JSON.stringify({name: "toy", version: "1.0.0", license: "MIT", scripts: {test: "vitest"}, dependencies: {reprise: "0.1.0"}}),
  "package-lock.json": JSON.stringify({lockfileVersion: 3, packages: {"": {dependencies: {reprise: "0.1.0"}}, "node_modules/reprise": {version: "0.1.0", integrity: "sha512-AAAA"}}}),
  "data/points.csv": csv,
  "paper/main.tex": main,
  "paper/references.bib": "@misc{points2020,\n  title = {Points}\n}\n",
  "paper/generated/values.tex": "% Written by Reprise: do not edit.\n\\repriseValue{toy/mlp-accuracy}{92.0}\n\\repriseValue{toy/seeds}{3}\n",
  "paper/generated/figures/toy-accuracy.pdf": "%PDF",
  "build/figures/toy-accuracy.svg": svg,
  "provenance.jsonl": results.map((result) => `${record(runPath(result))}\n`).join(""),
  ...Object.fromEntries(results.map((result) => [`results/${runPath(result)}.json`, prettyCanonicalJson(result)])),
};

interface Changes extends Partial<Evidence> {
  /** Files by path that replace or, as null, remove those of the project. */
  readonly with?: Readonly<Record<string, string | null>>;
}

/** Evidence of the whole project, with planted changes. */
export function wholeProject({with: changed = {}, ...evidence}: Changes = {}): Evidence {
  const all: Record<string, string | null> = {...files, ...changed};
  const present = Object.keys(all).filter((path) => all[path] !== null).toSorted(byCodeUnit);
  const generated = ["paper/generated/values.tex", "paper/generated/figures/toy-accuracy.pdf", "build/figures/toy-accuracy.svg"];
  return {
    plan, results, verdicts, report, papers: [paper], store: null,
    readFile: async (path) => (typeof all[path] === "string" ? encoder.encode(all[path]) : null),
    listFiles: async (folder) => present.filter((path) => (folder === "" ? !path.startsWith("build/") : path.startsWith(`${folder}/`))),
    git: {status: async () => [], tracked: async () => present.filter((path) => !path.startsWith("build/"))},
    redraw: async () => new Map(generated.map((path) => [path, encoder.encode(files[path])])),
    commands: [{name: "reproduce", options: ["--all"]}, {name: "verify", options: ["--json"]}],
    ...evidence,
  };
}
