import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../errors.ts";
import {readRecord} from "../project/build-folder.ts";
import {parseJson} from "../project/parse-json.ts";
import {readResultChanges} from "../project/result-changes.ts";
import {benchmarksSchema} from "../records/benchmarks.ts";
import type {Benchmarks} from "../records/benchmarks.ts";
import {checksSchema} from "../records/checks.ts";
import type {Checks} from "../records/checks.ts";
import {paperSchema} from "../records/paper.ts";
import type {Paper} from "../records/paper.ts";
import {planSchema} from "../records/plan.ts";
import type {Plan} from "../records/plan.ts";
import {reportSchema} from "../records/report.ts";
import type {Report} from "../records/report.ts";
import type {ResultChange} from "../records/result-changes.ts";
import {verdictsSchema} from "../records/verdicts.ts";
import type {Verdict, Verdicts} from "../records/verdicts.ts";
import {byCodeUnit, runPath} from "../results/names.ts";
import type {Result} from "../results/result.ts";
import {parseAs, parseResult} from "../results/result.ts";
import {isThere} from "../store/is-there.ts";
import {fileStem} from "./addresses.ts";

/** Everything the pages show: the records of the earlier steps and the baseline. Holds no path of this machine. */
export interface SiteModel {
  readonly plan: Plan;
  readonly verdicts: Verdicts;
  readonly report: Report;
  readonly checks: Checks;
  /** Empty where the project was built without its paper. */
  readonly papers: readonly Paper[];
  /** The baseline by `<experiment>/<variant>/<replicate>`; a run never accepted has none. */
  readonly results: ReadonlyMap<string, Result>;
  readonly verdictOf: ReadonlyMap<string, Verdict>;
  /** What the reproduction says of each value, table, figure and claim, by id. */
  readonly itemVerdictOf: ReadonlyMap<string, Verdict>;
  /** Every acceptance that changed published results, the last first. */
  readonly changes: readonly ResultChange[];
  /** The SVG of each figure and the HTML of each table, by id. */
  readonly figures: ReadonlyMap<string, string>;
  readonly tables: ReadonlyMap<string, string>;
  /** Project files that the site hands out as they are: from a path of the project to an address of the site. */
  readonly downloads: ReadonlyMap<string, string>;
  readonly hasReproduceScript: boolean;
  /** How fast the engine is; null where the project keeps no measurement. */
  readonly benchmarks: Benchmarks | null;
}

/** Reads the records of the project in `root`. @throws UserError naming the first that is missing or wrong. */
export async function readSite(root: string): Promise<SiteModel> {
  const plan = await readRecord(root, "build/plan.json", planSchema);
  const verdicts = await readRecord(root, "build/verdicts.json", verdictsSchema);
  const report = await readRecord(root, "build/report.json", reportSchema);
  const checks = await readRecord(root, "build/checklist/report.json", checksSchema);
  const papers = await readPapers(root);
  return {
    plan, verdicts, report, checks, papers,
    results: readResults(root, plan),
    verdictOf: new Map(verdicts.runs.map((run) => [runPath(run), run.verdict])),
    itemVerdictOf: new Map([...verdicts.values, ...verdicts.tables, ...verdicts.figures, ...verdicts.claims].map(({id, verdict}) => [id, verdict])),
    changes: (await readResultChanges(root)).toReversed(),
    figures: readDrawings(root, report.figures, "build/figures", "svg"),
    tables: readDrawings(root, report.tables, "build/tables", "html"),
    downloads: findDownloads(root, plan, report, papers),
    hasReproduceScript: isThere(join(root, "reproduce.sh")),
    benchmarks: readBenchmarks(root),
  };
}

/** Committed by hand, never by a build: numbers of one machine and one day. */
const benchmarksFile = "bench/measured.json";

function readBenchmarks(root: string): Benchmarks | null {
  if (!isThere(join(root, benchmarksFile))) return null;
  const mend = "measure again with `npm run bench -- --record`, or remove it";
  return parseAs(benchmarksSchema, parseJson(readText(root, benchmarksFile), benchmarksFile, mend), benchmarksFile, mend);
}

async function readPapers(root: string): Promise<Paper[]> {
  const folder = join(root, "build/paper");
  const files = isThere(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
  return Promise.all(files.sort(byCodeUnit).map((file) => readRecord(root, `build/paper/${file}`, paperSchema)));
}

function readResults(root: string, plan: Plan): Map<string, Result> {
  const accepted = plannedPaths(plan).filter((path) => isThere(join(root, resultFile(path))));
  return new Map(accepted.map((path) => [path, readResult(root, resultFile(path))]));
}

/** The text of a file that an earlier step wrote. @throws UserError where it is not there. */
function readText(root: string, file: string): string {
  if (!isThere(join(root, file))) throw new UserError(`${file} is not there yet`, "run `npx reprise build` first");
  return readFileSync(join(root, file), "utf8");
}

const readResult = (root: string, file: string): Result => parseResult(JSON.parse(readText(root, file)), file);

const resultFile = (path: string): string => `results/${path}.json`;

/** `<experiment>/<variant>/<replicate>` of every run that the plan asks for, in its order. */
export const plannedPaths = (plan: Plan): string[] =>
  plan.experiments.flatMap((experiment) => experiment.runs.map((run) => runPath({experiment: experiment.id, ...run})));

function readDrawings(root: string, records: readonly {readonly id: string}[], folder: string, ending: string): Map<string, string> {
  return new Map(records.map(({id}) => [id, readText(root, `${folder}/${fileStem(id)}.${ending}`)]));
}

/** Only what is there: without LaTeX there is no PDF, before the first `accept` no result. */
function findDownloads(root: string, plan: Plan, report: Report, papers: readonly Paper[]): Map<string, string> {
  const wanted: [string, string][] = [
    ...["plan", "verdicts", "report"].map((name): [string, string] => [`build/${name}.json`, `records/${name}.json`]),
    ...["pdf", "json", "xml", "html"].map((ending): [string, string] => [`build/checklist/report.${ending}`, `checklist/report.${ending}`]),
    ...plannedPaths(plan).map((path): [string, string] => [resultFile(path), resultFile(path)]),
    ...report.figures.flatMap(({id}) => filesOf("figures", id, ["svg", "pdf", "json"])),
    ...report.tables.flatMap(({id}) => filesOf("tables", id, ["csv", "tex"])),
    ...papers.flatMap((paper): [string, string][] => (paper.pdf === null ? [] : [[paper.pdf.file, `paper/${paper.name}.pdf`]])),
    ["CITATION.cff", "CITATION.cff"],
    [benchmarksFile, "records/benchmarks.json"],
  ];
  return new Map(wanted.filter(([from]) => isThere(join(root, from))));
}

const filesOf = (kind: "figures" | "tables", id: string, endings: readonly string[]): [string, string][] =>
  endings.map((ending) => [`build/${kind}/${fileStem(id)}.${ending}`, `${kind}/${fileStem(id)}.${ending}`]);
