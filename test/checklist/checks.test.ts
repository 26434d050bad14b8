import {describe, expect, test} from "vitest";
import {checklist} from "../../src/checklist/checklist.ts";
import type {Evidence} from "../../src/checklist/evidence.ts";
import {runChecklist} from "../../src/checklist/run-checklist.ts";
import type {CheckRecord} from "../../src/records/checks.ts";
import {checksSchema} from "../../src/records/checks.ts";
import type {Paper} from "../../src/records/paper.ts";
import type {Report} from "../../src/records/report.ts";
import {canonicalJson, prettyCanonicalJson} from "../../src/results/canonical-json.ts";
import {sha256} from "../../src/store/store.ts";
import {attestation, files, mit, paper, plan, report, results, verdicts, wholeProject} from "./whole-project.ts";

const ask = async (id: string, evidence: Evidence): Promise<CheckRecord> => {
  const {checks} = await runChecklist(evidence, checklist.filter((check) => check.id === id));
  return checks[0] ?? expect.unreachable(`no check is called ${id}`);
};

const experiment = plan.experiments[0] ?? expect.unreachable("the plan has an experiment");
const first = results[0] ?? expect.unreachable("the project has a result");
const last = results[5] ?? expect.unreachable("the project has six results");
const value = report.values[0] ?? expect.unreachable("the report has a value");
const claim = report.claims[0] ?? expect.unreachable("the report has a claim");
const table = report.tables[0] ?? expect.unreachable("the report has a table");
const figure = report.figures[0] ?? expect.unreachable("the report has a figure");
const card = plan.data[0] ?? expect.unreachable("the plan has data");
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const plain = (text: string) => ({plain: text, latex: text, html: text});
const reporting = (change: Partial<Report>): Evidence => wholeProject({report: {...report, ...change}});
const writing = (change: Partial<Paper>): Evidence => wholeProject({papers: [{...paper, ...change}]});
const citing = (from: string, to: string): Evidence => wholeProject({with: {"CITATION.cff": files["CITATION.cff"]?.replace(from, to) ?? ""}});
const readme = (command: string): Evidence => wholeProject({with: {"README.md": `\`\`\`sh\n./reproduce.sh\n${command}\n\`\`\`\n`}});
const locked = (change: (lock: {packages: Record<string, Record<string, unknown>>}) => void): Evidence => {
  const lock = JSON.parse(files["package-lock.json"] ?? "");
  change(lock);
  return wholeProject({with: {"package-lock.json": JSON.stringify(lock)}});
};
const secret = (...parts: readonly string[]): string => parts.join("");

/** Each check with defects that it must catch, and a word that its evidence or summary must then say. */
const defects: Readonly<Record<string, readonly (readonly [defect: string, evidence: Evidence, says: string])[]>> = {
  "seeds-complete": [
    ["a result is left out", wholeProject({results: results.slice(1)}), "toy/linear/seed-1"],
    ["a result of no planned run lies there", wholeProject({results: [...results, {...last, replicate: "seed-4"}]}), "toy/mlp/seed-4"],
    ["nothing is planned", wholeProject({plan: {...plan, experiments: []}, results: []}), "no run"],
  ],
  "results-canonical": [
    ["one digit of a result was edited into another layout", wholeProject({with: {"results/toy/mlp/seed-3.json": JSON.stringify(last)}}), "results/toy/mlp/seed-3.json"],
    ["a result lies under another's name", wholeProject({with: {"results/toy/mlp/seed-9.json": prettyCanonicalJson(last)}}), "toy/mlp/seed-3"],
    ["a result is cut off", wholeProject({with: {"results/toy/mlp/seed-3.json": "{\"format\":"}}), "results/toy/mlp/seed-3.json"],
    ["a result has a field that the schema does not know", wholeProject({with: {"results/toy/mlp/seed-3.json": prettyCanonicalJson({...last, note: "good"})}}), "note"],
  ],
  "parameters-recorded": [
    ["a result was made with another learning rate", wholeProject({results: [{...first, parameters: {model: "linear", learningRate: 0.2}}, ...results.slice(1)]}), "0.2"],
    ["a result was made with another seed", wholeProject({results: [{...first, factors: {seed: 7}}, ...results.slice(1)]}), "7"],
  ],
  "metrics-in-bounds": [
    ["an accuracy is above 1", wholeProject({results: [{...first, metrics: {accuracy: 1.2}}]}), "above 1"],
    ["a metric is no number", wholeProject({results: [{...first, metrics: {accuracy: NaN}}]}), "no finite number"],
    ["a metric is missing", wholeProject({results: [{...first, metrics: {}}]}), "not reported"],
    ["a metric is not declared", wholeProject({results: [{...first, metrics: {accuracy: 0.5, luck: 1}}]}), "luck"],
  ],
  "data-verified": [
    ["one byte of a data file is flipped", wholeProject({with: {"data/points.csv": "x,y\n1,3\n"}}), "points.csv"],
    ["a result records nothing of its data", wholeProject({results: [{...first, digests: {...first.digests, data: {}}}]}), "no digest of points"],
    ["a result read other bytes", wholeProject({results: [{...first, digests: {...first.digests, data: {points: sha256("other")}}}]}), "toy/linear/seed-1"],
    ["the store's copy is corrupt", wholeProject({store: {read: async () => encode("rotten")}}), "the store"],
  ],
  "data-cited": [
    ["a data set names no citation", wholeProject({plan: {...plan, data: [{...card, citation: undefined}]}}), "names no citation"],
    ["the bibliography lacks the entry", wholeProject({with: {"paper/references.bib": "@misc{other,\n}\n"}}), "points2020"],
  ],
  "lock-file": [
    ["there is no lock file", wholeProject({with: {"package-lock.json": null}}), "package-lock.json"],
    ["a package has no integrity", locked((lock) => delete lock.packages["node_modules/reprise"]?.["integrity"]), "node_modules/reprise"],
    ["package.json asks for more than the lock", wholeProject({with: {"package.json": JSON.stringify({dependencies: {reprise: "0.1.0", lodash: "4.0.0"}})}}), "lodash"],
    ["another version is locked than is wanted", locked((lock) => Object.assign(lock.packages["node_modules/reprise"] ?? {}, {version: "0.2.0"})), "0.2.0"],
    ["a tool's package.json has no lock", wholeProject({with: {"tools/node/package.json": "{}"}}), "tools/node/package-lock.json"],
    ["there is no package.json", wholeProject({with: {"package.json": null}}), "no package.json"],
  ],
  licence: [
    ["there is no LICENSE", wholeProject({with: {LICENSE: null}}), "no LICENSE"],
    ["LICENSE holds another licence", wholeProject({with: {LICENSE: "Apache License\nVersion 2.0, January 2004\nGrant of Patent License"}}), "not the text of MIT"],
    ["package.json names another licence", wholeProject({with: {"package.json": files["package.json"]?.replace("MIT", "ISC") ?? ""}}), "ISC"],
    ["a data set's licence is a shrug", wholeProject({plan: {...plan, data: [{...card, licence: "free to use, we think"}]}}), "free to use"],
  ],
  "readme-commands": [
    ["README is missing", wholeProject({with: {"README.md": null}}), "no README.md"],
    ["README has no shell block", wholeProject({with: {"README.md": "Run it."}}), "no command"],
    ["README names a script that is not there", readme("./run-all.sh"), "run-all.sh"],
    ["README names an npm script that is not there", readme("npm run tset"), "did you mean “test”"],
    ["README names a command that reprise lacks", readme("npx reprise verfiy"), "did you mean “verify”"],
    ["README gives an option that the command lacks", readme("reprise verify --jsno"), "--jsno"],
    ["README gives an option that the script lacks", readme("TZ=UTC ./reproduce.sh --everything > log.txt"), "--everything"],
    ["a defect hides behind another command", readme("git pull && npm run nothing"), "nothing"],
  ],
  "environment-recorded": [
    ["there is no provenance", wholeProject({with: {"provenance.jsonl": null}}), "no provenance.jsonl"],
    ["one run has no record", wholeProject({with: {"provenance.jsonl": files["provenance.jsonl"]?.split("\n").slice(1).join("\n") ?? ""}}), "toy/linear/seed-1"],
    ["one record lacks the processor", wholeProject({with: {"provenance.jsonl": files["provenance.jsonl"]?.replace("\"cpu\":\"A processor\",", "") ?? ""}}), "cpu"],
    ["a line is no JSON", wholeProject({with: {"provenance.jsonl": `{\n${files["provenance.jsonl"]?.split("\n").slice(1).join("\n")}`}}), "line 1"],
  ],
  "figures-redrawn": [
    ["a committed figure has other bytes", wholeProject({with: {"paper/generated/figures/toy-accuracy.pdf": "%PDF edited"}}), "toy-accuracy.pdf"],
    ["a figure of the site is missing", wholeProject({with: {"build/figures/toy-accuracy.svg": null}}), "missing"],
    ["a figure belongs to no report", wholeProject({with: {"paper/generated/figures/old.pdf": "%PDF"}}), "old.pdf"],
    ["no figure is drawn", wholeProject({redraw: async () => new Map()}), "no figure"],
  ],
  "values-current": [
    ["one digit in the paper's values was edited", wholeProject({with: {"paper/generated/values.tex": files["paper/generated/values.tex"]?.replace("92.0", "93.0") ?? ""}}), "93.0"],
    ["a value is missing in the paper", wholeProject({with: {"paper/generated/values.tex": "\\repriseValue{toy/seeds}{3}\n"}}), "toy/mlp-accuracy"],
    ["the paper keeps a value that no report has", reporting({values: [value]}), "toy/seeds"],
    ["other bytes of a generated file changed", wholeProject({with: {"paper/generated/values.tex": `${files["paper/generated/values.tex"]}% edited\n`}}), "values.tex"],
    ["nothing is generated", wholeProject({with: {"paper/generated/values.tex": null}}), "values.tex"],
  ],
  "numbers-bound": [
    ["a number is typed", writing({numerals: [...paper.numerals, {text: "97.3", file: "paper/main.tex", line: 40, bound: "typed"}]}), "“97.3” in paper/main.tex, line 40"],
    ["no number is bound", writing({numerals: []}), "no value"],
  ],
  "claims-hold": [
    ["a claim no longer holds", reporting({claims: [{...claim, holds: false}]}), "toy/mlp-better"],
  ],
  "error-bars-declared": [
    ["a mean has no interval", reporting({values: [{...value, interval: undefined}]}), "a mean of 3"],
    ["an interval does not say its kind", reporting({values: [{...value, derivation: {...value.derivation, method: "mean of 3 seeds"}}]}), "kind of its interval"],
    ["an interval does not say its confidence", reporting({values: [{...value, confidence: undefined}]}), "confidence"],
    ["an interval comes from one run", reporting({values: [{...value, derivation: {...value.derivation, n: 1}}]}), "from 1 number"],
    ["an interval does not hold its estimate", reporting({values: [{...value, interval: [0.93, 0.95]}]}), "outside"],
    ["three runs are bootstrapped", reporting({values: [{...value, derivation: {...value.derivation, method: "mean of 3 seeds, 95 % percentile bootstrap interval"}}]}), "too narrow"],
    ["a claim names no test", reporting({claims: [{...claim, test: " "}]}), "no test"],
    ["a figure draws error bars unnamed", reporting({figures: [{...figure, caption: plain("Accuracy.")}]}), "figure toy/accuracy"],
    ["a figure draws a band unnamed", reporting({figures: [{...figure, caption: plain("Accuracy."), spec: {layer: [{mark: {type: "area"}, encoding: {y: {field: "low"}, y2: {field: "high"}}}]}}]}), "figure toy/accuracy"],
    ["a table shows ± unnamed", reporting({tables: [{...table, rows: [[{text: plain("92.0 ± 2.5"), best: false}]]}]}), "table project/hyper-parameters"],
  ],
  "hyperparameters-in-paper": [
    ["a parameter is named nowhere", wholeProject({plan: {...plan, experiments: [{...experiment, parameters: [...experiment.parameters, {name: "dropout", values: [0.5]}]}]}}), "dropout"],
    ["the paper does not show the table", writing({uses: {}}), "model and learningRate"],
    ["the parameter stands in another experiment's rows", wholeProject({report: {...report, tables: [{...table, rows: [...table.rows.slice(0, 1), [{text: plain("Other"), best: false}, {text: plain("Learning rate"), best: false}]]}]}}), "learningRate"],
  ],
  "weights-by-digest": [
    ["a run leaves nothing", wholeProject({results: [{...first, digests: {data: {}, inputs: {}}}]}), "neither weights nor predictions"],
    ["one replicate of a trained variant has no weights", wholeProject({results: [...results.slice(0, 5), {...last, digests: {...last.digests, weights: undefined}}]}), "toy/mlp/seed-3"],
    ["the store's copy is corrupt", wholeProject({store: {read: async (digest) => (digest === last.digests.weights ? encode("rotten") : null)}}), "weights of toy/mlp/seed-3"],
  ],
  "tree-clean": [
    ["a tracked file changed", wholeProject({git: {status: async () => [" M results/toy/mlp/seed-1.json"], tracked: async () => []}}), "seed-1.json"],
  ],
  "baseline-reproduced": [
    ["a run differs", wholeProject({verdicts: {...verdicts, runs: [{experiment: "toy", variant: "mlp", replicate: "seed-1", verdict: {status: "differs", differences: [{where: "metrics.accuracy", baseline: "0.91", fresh: "0.92"}]}, metrics: {}}]}}), "0.91 → 0.92"],
    ["a run has no baseline", wholeProject({verdicts: {...verdicts, runs: [{experiment: "toy", variant: "mlp", replicate: "seed-1", verdict: {status: "new"}, metrics: {}}]}}), "no result in the baseline"],
  ],
  citation: [
    ["there is no CITATION.cff", wholeProject({with: {"CITATION.cff": null}}), "no CITATION.cff"],
    ["it is no YAML", wholeProject({with: {"CITATION.cff": "title: [\n"}}), "the file"],
    ["it has no authors", citing("authors:\n  - family-names: Lovelace\n    given-names: Ada\n", ""), "authors"],
    ["its date is no date", citing("2026-01-31", "2026-02-31"), "date-released"],
    ["its version is another", citing("version: 1.0.0", "version: 1.0.1"), "1.0.1"],
    ["its licence is another", citing("license: MIT", "license: ISC"), "ISC"],
    ["an author of the paper is missing", citing("Lovelace", "Byron"), "Ada Lovelace"],
    ["its ORCID is none", citing("given-names: Ada", "given-names: Ada\n    orcid: https://orcid.org/1"), "orcid"],
  ],
  "limitations-present": [
    ["the paper has no such section", writing({outline: paper.outline.slice(0, 1)}), "no section"],
    ["the section is empty", writing({html: "<h2 id=\"limitations\">Limitations</h2><p>None.</p><h2 id=\"reproducibility\">R</h2>"}), "1 word"],
  ],
  "reproducibility-statement": [
    ["the paper has no such section", writing({outline: paper.outline.slice(0, 2)}), "no section"],
    ["the section does not say how", writing({html: `<h2 id="reproducibility">Reproducibility statement</h2><p>${"we promise ".repeat(40)}</p>`}), "does not say how"],
  ],
  "no-private-facts": [
    ["a path of somebody's home folder is committed", wholeProject({with: {"notes.md": secret("see ", "/ho", "me/ada/data/points.csv")}}), "notes.md, line 1"],
    ["a Windows home folder is committed", wholeProject({with: {"notes.md": secret("C:\\", "Users\\ada\\data")}}), "home folder"],
    ["a private key is committed", wholeProject({with: {"key.pem": secret("-----BEGIN ", "PRIVATE KEY-----\nMC4C")}}), "private key"],
    ["a token is committed", wholeProject({with: {".env": secret("TOKEN=gh", "p_", "a".repeat(36))}}), "GitHub"],
    ["a password stands in an address", wholeProject({with: {"notes.md": secret("\nhttps://ada:", "pass@example.org/")}}), "line 2"],
  ],
};

describe("a project in which every promise holds", async () => {
  const checks = await runChecklist(wholeProject({with: {"paper/attestations.yaml": attestation}}));

  test("fails no check", () => {
    expect(checks.checks.filter((check) => check.status === "failed").map(({id, summary, evidence}) => ({id, summary, evidence}))).toEqual([]);
  });

  test("has every check verified but those that only people can answer", () => {
    const unverified = checks.checks.filter((check) => check.status !== "verified").map((check) => `${check.id} ${check.status}`);
    expect(unverified).toEqual(["code-of-ethics attested", "broader-impacts not-run", "human-subjects not-run", "language-models-declared not-run", "baselines-fair not-run"]);
  });

  test("gives a record that its schema accepts, with counts that add up", () => {
    expect(checksSchema.parse(checks)).toEqual(checks);
    expect(Object.values(checks.counts).reduce((a, b) => a + b, 0)).toBe(checklist.length);
  });
});

describe("a planted defect is caught", () => {
  for (const [id, planted] of Object.entries(defects)) {
    test.for(planted)(`by ${id}: %s`, async ([, evidence, says]) => {
      const found = await ask(id, evidence);
      expect(found.status).toBe("failed");
      expect(JSON.stringify([found.summary, found.evidence]).replaceAll("\\\\", "\\")).toContain(says);
      expect(found.mend).not.toBe("");
    });
  }

  test("for every check that a program decides", () => {
    const decided = checklist.filter((check) => !["code-of-ethics", "broader-impacts", "human-subjects", "language-models-declared", "baselines-fair"].includes(check.id));
    expect(decided.map((check) => check.id).toSorted()).toEqual(Object.keys(defects).toSorted());
  });
});

test("one experiment's report may hold the table of all hyper-parameters, with rows of each experiment", async () => {
  const shared = {...table, id: "other/hyper-parameters"};
  const shown = {papers: [{...paper, uses: {"other/hyper-parameters": []}}]};
  expect(await ask("hyperparameters-in-paper", wholeProject({...shown, report: {...report, tables: [shared]}}))).toMatchObject({status: "verified"});
  const foreign = {...shared, rows: shared.rows.map((row) => row.map((cell) => (cell.text.plain === "A toy" ? {...cell, text: plain("Another")} : cell)))};
  expect(await ask("hyperparameters-in-paper", wholeProject({...shown, report: {...report, tables: [foreign]}}))).toMatchObject({status: "failed"});
});

describe("what could not be decided is not verified", () => {
  test("a run that was not run leaves baseline-reproduced and data-verified not run, naming it", async () => {
    const because = {status: "not-run" as const, because: "no data", mend: "set REPRISE_MIRROR", asked: true};
    const without = wholeProject({verdicts: {...verdicts, runs: verdicts.runs.map((run) => ({...run, verdict: because}))}});
    expect(await ask("baseline-reproduced", without)).toMatchObject({status: "not-run", summary: "0 of 6 runs came out again; not run: toy.", mend: "set REPRISE_MIRROR"});
    expect(await ask("data-verified", without)).toMatchObject({status: "not-run", summary: expect.stringContaining("Not read in this reproduction: points.")});
  });

  test("a planned run without a verdict was not run", async () => {
    const fewer = wholeProject({verdicts: {...verdicts, runs: verdicts.runs.slice(0, 5)}});
    expect(await ask("baseline-reproduced", fewer)).toMatchObject({status: "not-run", summary: "5 of 6 runs came out again; not run: toy."});
  });

  test("without report, paper, verdicts or redrawing nothing that rests on them is verified", async () => {
    const {checks} = await runChecklist(wholeProject({report: null, papers: [], verdicts: null, redraw: null}));
    const resting = ["claims-hold", "numbers-bound", "values-current", "figures-redrawn", "baseline-reproduced", "hyperparameters-in-paper", "error-bars-declared", "data-verified", "limitations-present", "reproducibility-statement"];
    expect(checks.filter((check) => resting.includes(check.id) && check.status !== "not-run").map((check) => check.id)).toEqual([]);
  });

  test("a project without git has no tree to be clean", async () => {
    expect(await ask("tree-clean", wholeProject({git: null}))).toMatchObject({status: "not-applicable"});
  });

  test("an empty repository has nothing verified but that nothing private is in it", async () => {
    const empty: Evidence = {
      ...wholeProject({with: Object.fromEntries(Object.keys(files).map((path) => [path, null]))}),
      plan: {...plan, experiments: [], data: []}, results: [], verdicts: null, report: null, papers: [], redraw: null, git: null,
    };
    const {checks} = await runChecklist(empty);
    expect(checks.filter((check) => check.status === "verified").map((check) => check.id)).toEqual(["no-private-facts"]);
  });
});

describe("the report depends on the project, not on the machine", () => {
  test("what the store happens to hold changes nothing", async () => {
    const held = new Map([[card.files[0]?.sha256, encode(files["data/points.csv"] ?? "")]]);
    const stocked = wholeProject({store: {read: async (digest) => held.get(digest) ?? null}});
    expect(await runChecklist(stocked)).toEqual(await runChecklist(wholeProject()));
  });

  test("a data set of several files is known by the digest of their digests", async () => {
    const two = {...card, files: [...card.files, {name: "more.csv", sha256: sha256("more"), bytes: 4, sources: ["https://example.org/more.csv"]}]};
    const recorded = sha256(canonicalJson({"points.csv": card.files[0]?.sha256, "more.csv": sha256("more")}));
    const reading = (digest: string) => results.map((result) => ({...result, digests: {...result.digests, data: {points: digest}}}));
    expect(await ask("data-verified", wholeProject({plan: {...plan, data: [two]}, results: reading(recorded)}))).toMatchObject({status: "verified"});
    expect(await ask("data-verified", wholeProject({plan: {...plan, data: [two]}}))).toMatchObject({status: "failed"});
  });

  test("a copy in an installed package is hashed", async () => {
    const packaged = {...card, files: card.files.map((file) => ({...file, sources: ["npm:@scope/points/data/points.csv"]}))};
    const evidence = (text: string) => wholeProject({plan: {...plan, data: [packaged]}, with: {"node_modules/@scope/points/data/points.csv": text}});
    expect(await ask("data-verified", evidence(files["data/points.csv"] ?? ""))).toMatchObject({status: "verified"});
    expect(await ask("data-verified", evidence("other"))).toMatchObject({status: "failed"});
  });
});

test("where figures alone are redrawn, the paper's values are read as text", async () => {
  const redraw = async () => new Map([["build/figures/toy-accuracy.svg", encode("<svg/>")]]);
  expect(await ask("values-current", wholeProject({redraw}))).toMatchObject({status: "verified", summary: "2 values in the paper as the results give them."});
  const edited = {"paper/generated/values.tex": files["paper/generated/values.tex"]?.replace("92.0", "92.1") ?? ""};
  expect(await ask("values-current", wholeProject({redraw, with: edited}))).toMatchObject({status: "failed"});
});

describe("attestations", () => {
  const signed = (change: (text: string) => string) => ask("code-of-ethics", wholeProject({with: {"paper/attestations.yaml": change(attestation)}}));

  test("name who signed what and when", async () => {
    expect(await signed((text) => text)).toMatchObject({status: "attested", summary: "Ada Lovelace, 2026-01-30: I read the code and the work conforms to it."});
  });

  test("go stale when what they rest on changes, and say the digest of today", async () => {
    const found = await ask("code-of-ethics", wholeProject({with: {"paper/attestations.yaml": attestation, "paper/main.tex": "changed"}}));
    expect(found).toMatchObject({status: "stale", evidence: [{digest: sha256("changed")}]});
  });

  test("earn nothing by words: without evidence they are refused", async () => {
    expect(await signed((text) => text.replace(/ {2}evidence:[\s\S]*/, "  evidence: []\n"))).toMatchObject({status: "failed"});
  });

  test("of an unknown item are refused, with the items that exist", async () => {
    expect(await signed((text) => text.replace("code-of-ethics", "ethics"))).toMatchObject({status: "failed", summary: expect.stringContaining("ethics"), mend: expect.stringContaining("code-of-ethics")});
  });

  test("with a date that is none, or that are no YAML, are refused", async () => {
    expect(await signed((text) => text.replace("2026-01-30", "2026-13-30"))).toMatchObject({status: "failed"});
    expect(await signed(() => "- id: [")).toMatchObject({status: "failed"});
  });
});

test("every check has an id that is its own, a description and a source", () => {
  expect(new Set(checklist.map((check) => check.id)).size).toBe(checklist.length);
  for (const check of checklist) {
    expect(check.description.length, check.id).toBeGreaterThan(40);
    expect(check.sources, check.id).not.toEqual([]);
  }
});

test("README may name programs of the system and options that a script hands on", async () => {
  const found = await ask("readme-commands", wholeProject());
  expect(found.evidence.map((item) => item.text)).toEqual(["./reproduce.sh --all", "npm test", "npx reprise verify --json", "programs of the system, not looked at: git and cd"]);
  expect(mit).toContain("Permission");
});
