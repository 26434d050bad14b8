import pc from "picocolors";
import type {Checks} from "../records/checks.ts";
import type {Paper} from "../records/paper.ts";
import type {Report} from "../records/report.ts";
import {isOff, type Depth, type Verdict, type Verdicts} from "../records/verdicts.ts";
import {runPath} from "../results/names.ts";
import {notHermetic} from "../run/workers/hermetic.ts";
import {duration} from "../run/progress.ts";
import {itemsText, runsText} from "./differences-text.ts";
import type {Ran} from "./run-step.ts";
import type {Session} from "./session.ts";
import {alignedTable} from "./table.ts";

/** What came of a reproduction, ready to be told. */
export interface Reproduction {
  readonly session: Session;
  readonly ran: Ran;
  readonly verdicts: Verdicts;
  readonly report: Report | null;
  readonly papers: readonly Paper[];
  readonly checks: Checks | null;
  readonly site: {readonly pages: number} | null;
  /** What was asked for and could not be done, each with its mend. */
  readonly incomplete: readonly {readonly what: string; readonly mend: string}[];
  readonly milliseconds: number;
}

interface Column {
  readonly title: string;
  readonly statuses: readonly Verdict["status"][];
  /** Shown only where something stands in it. */
  readonly rare?: true;
  readonly colour: (text: string) => string;
}

const columns: readonly Column[] = [
  {title: "identical", statuses: ["identical"], colour: pc.green},
  {title: "within tolerance", statuses: ["within-tolerance"], colour: pc.yellow},
  {title: "differs", statuses: ["differs"], colour: pc.red},
  {title: "missing", statuses: ["missing"], rare: true, colour: pc.red},
  {title: "new", statuses: ["new"], rare: true, colour: pc.red},
  {title: "recorded", statuses: ["recorded"], rare: true, colour: pc.cyan},
  {title: "not run", statuses: ["not-run", "stale"], colour: pc.yellow},
];

/** A table row per experiment: runs, verdicts, computing time. */
export function verdictTable({session, ran, verdicts}: Pick<Reproduction, "session" | "ran" | "verdicts">): string {
  const byExperiment = Map.groupBy(verdicts.runs, ({experiment}) => experiment);
  const asked = new Set(ran.asked.map((task) => `${task.experiment.id}/${task.variant.name}/${task.replicate.name}`));
  const rows = [...new Set(ran.asked.map((task) => task.experiment.id))].map((id) => ({
    id, own: (byExperiment.get(id) ?? []).filter((run) => asked.has(runPath(run)) || run.verdict.status === "missing").map(({verdict}) => verdict.status),
  }));
  const shown = columns.filter(({rare, statuses}) => rare === undefined || rows.some(({own}) => own.some((status) => statuses.includes(status))));
  const cells = rows.map(({id, own}) => [id, String(own.length), ...shown.map((column) => countIn(own, column)), computing(ran, id)]);
  const [head = "", ...body] = alignedTable([["experiment", "runs", ...shown.map(({title}) => title), "computing"], ...cells]).split("\n");
  return [pc.dim(head), ...body, `  ${freshness(ran, session, verdicts.depth)}`].join("\n");
}

function countIn(own: readonly Verdict["status"][], {statuses, colour}: Column): string {
  const count = own.filter((status) => statuses.includes(status)).length;
  return count === 0 ? "0" : colour(String(count));
}

/** Seconds of computing per experiment, over all its workers; `cached` where nothing was computed, a dash where nothing is there. */
function computing(ran: Ran, id: string): string {
  const done = [...ran.outcomes.values()].filter((outcome) => outcome.status === "done" && outcome.result.experiment === id);
  const fresh = done.flatMap((outcome) => outcome.status === "done" && outcome.fresh ? [outcome.provenance.seconds] : []);
  if (fresh.length === 0) return done.length === 0 ? "–" : "cached";
  return duration(fresh.reduce((sum, seconds) => sum + seconds, 0) * 1000);
}

/** `74 fresh, 1 cached; trained from scratch; engine wasm` */
function freshness(ran: Ran, {project}: Session, depth: Depth): string {
  const done = [...ran.outcomes.values()].filter((outcome) => outcome.status === "done");
  const fresh = done.filter((outcome) => outcome.fresh).length;
  const engine = [...new Set(done.map((outcome) => outcome.result.engine))].join(", ");
  const loose = notHermetic(ran.asked);
  const kinds = [fresh > 0 ? `${fresh} fresh` : "", done.length - fresh > 0 ? `${done.length - fresh} cached` : ""].filter((text) => text !== "").join(", ");
  return pc.dim(done.length === 0 ? `nothing was run in ${project.settings.title}` : `${kinds}; ${depthWords[depth]}; engine ${engine}${loose.length === 0 ? "" : `; not hermetic: ${loose.join(", ")}`}`);
}

/** What a depth of verification repeats, and what not. */
export const depthWords: Readonly<Record<Depth, string>> = {
  scratch: "trained from scratch",
  weights: "re-evaluated from weights; training not repeated",
  predictions: "re-evaluated from predictions; training and prediction not repeated",
  results: "computed again from the committed results; no run repeated",
};

/** `34 of 34 values reproduced · 6 of 6 claims hold · 31 checks verified, 4 attested, 0 failed`; values of runs that nobody asked for are told apart. */
export function countsLine({verdicts, report, checks}: Pick<Reproduction, "verdicts" | "report" | "checks">): string {
  const {values, claims, tables, figures} = verdicts;
  const others = values.filter(({verdict}) => isUnasked(verdict)).length;
  const parts = [`${reproducedText("value", values)}${others > 0 ? pc.dim(` (${others} more ${others === 1 ? "rests" : "rest"} on runs not asked for)`) : ""}`];
  if (report === null) parts.push(reproducedText("claim", claims));
  else parts.push(`${report.claims.filter((claim) => claim.holds).length} of ${report.claims.length} claims hold`);
  parts.push(reproducedText("table", tables), reproducedText("figure", figures));
  if (checks !== null) parts.push(`${checks.counts.verified ?? 0} checks verified, ${checks.counts.attested ?? 0} attested, ${(checks.counts.failed ?? 0) + (checks.counts.stale ?? 0)} failed`);
  const told = parts.filter((part) => part !== "");
  return told.length === 0 ? "" : `  ${told.join(pc.dim(" · "))}`;
}

/** `53 of 53 values reproduced, 3 not run`; nothing where none of a kind was asked for. */
export function reproducedText(kind: string, items: readonly {readonly verdict: Verdict}[]): string {
  const asked = items.filter(({verdict}) => !isUnasked(verdict));
  if (asked.length === 0) return "";
  const count = (...statuses: readonly Verdict["status"][]): number => asked.filter(({verdict}) => statuses.includes(verdict.status)).length;
  const notes = (["not-run", "stale", "recorded"] as const).map((status) => (count(status) > 0 ? `, ${count(status)} ${status.replace("-", " ")}` : ""));
  return `${count("identical", "within-tolerance")} of ${asked.length} ${kind}${asked.length === 1 ? "" : "s"} reproduced${notes.join("")}`;
}

const isUnasked = (verdict: Verdict): boolean => (verdict.status === "not-run" || verdict.status === "stale") && !verdict.asked;

/** What differs: runs by their causes, then what is shown of them; last, what each side is and what to do. */
export function differencesText(verdicts: Verdicts): string {
  const off = verdicts.runs.filter(({verdict}) => isOff(verdict));
  if (off.length > 0 && off.every(({verdict}) => verdict.status === "new")) return newText(off);
  const items = itemsText(verdicts);
  const paragraphs = [runsText(off), items, hints(off, verdicts)].filter((lines) => lines.length > 0);
  return paragraphs.map((lines) => lines.join("\n")).join("\n\n");
}

function hints(off: Verdicts["runs"], {depth, values, tables, figures, claims}: Verdicts): readonly string[] {
  if (depth === "results") return [...values, ...tables, ...figures, ...claims].some(({verdict}) => isOff(verdict)) ? ["      left what the paper prints (paper/generated/), right what the results say; bring the paper up to date: npx reprise build"] : [];
  const differing = off.find(({verdict}) => verdict.status === "differs") ?? off[0];
  if (differing === undefined) return [];
  const experiments = [...new Set(off.map((run) => run.experiment))];
  return [pc.dim("      left the baseline's value (results/), right what came now"), `      see: npx reprise explain ${runPath(differing)}      keep the new ones: npx reprise accept ${experiments.join(" ")}`];
}

/** Runs that nobody has accepted yet, counted per experiment. */
function newText(runs: Verdicts["runs"]): string {
  const experiments = [...new Set(runs.map((run) => run.experiment))];
  const counts = experiments.map((id) => `${id} (${runs.filter((run) => run.experiment === id).length} runs)`);
  return `${pc.red(`  ✗ no baseline in results/ for ${counts.join(", ")}`)}\n      make these runs the baseline: npx reprise accept ${experiments.join(" ")}`;
}

/** Why asked-for runs were not run or failed: one paragraph per reason. */
export function notRunText(ran: Ran): string {
  const groups = new Map<string, {readonly experiments: ReadonlySet<string>; readonly count: number; readonly mend: string; readonly failed: boolean}>();
  for (const task of ran.asked) {
    const outcome = ran.outcomes.get(`${task.experiment.id}/${task.variant.name}/${task.replicate.name}`);
    if (outcome?.status !== "not-run" && outcome?.status !== "failed") continue;
    const group = groups.get(outcome.because);
    groups.set(outcome.because, {experiments: new Set([...group?.experiments ?? [], task.experiment.id]), count: (group?.count ?? 0) + 1, mend: outcome.mend, failed: outcome.status === "failed"});
  }
  return [...groups].map(([because, {experiments, count, mend, failed}]) =>
    `${(failed ? pc.red : pc.yellow)(`  ${failed ? "✗" : "○"} ${[...experiments].join(", ")}: ${count} ${count === 1 ? "run" : "runs"} ${failed ? "failed" : "not run"}`)}\n    ${because}\n    ${pc.bold("mend:")} ${mend}`).join("\n");
}

/** Runs whose baseline cannot be spoken for, since it came from something else than what is here, and they were not made. */
export function staleText({runs}: Verdicts): string {
  const stale = runs.filter(({verdict}) => verdict.status === "stale" && verdict.asked);
  if (stale.length === 0) return "";
  const experiments = [...new Set(stale.map(({experiment}) => experiment))].join(", ");
  return `${pc.yellow(`  ○ ${experiments}: ${stale.length} ${stale.length === 1 ? "run is" : "runs are"} stale`)}\n    accepted from other code, data or engine than today's\n    ${pc.bold("mend:")} npx reprise verify makes them again`;
}

/** Where the outputs are. */
export function placesText({papers, site, checks}: Pick<Reproduction, "papers" | "site" | "checks">): string {
  const rows: string[][] = [];
  const failing = (checks?.counts.failed ?? 0) + (checks?.counts.stale ?? 0);
  for (const paper of papers) rows.push(["paper", paper.pdf === null ? pc.yellow("no PDF") : paper.pdf.file, paper.pdf === null ? paper.because ?? "" : `${paper.pdf.pages} pages`]);
  if (site !== null) rows.push(["site", "dist/index.html", `${site.pages} pages`]);
  if (checks !== null) rows.push(["report", "build/checklist/report.html", `${failing > 0 ? `${failing} ${failing === 1 ? "check" : "checks"} failed: see npx reprise checklist; ` : ""}also as .pdf, .json and .xml`]);
  const width = Math.max(0, ...rows.map((row) => row[1]?.length ?? 0));
  return rows.map(([name = "", file = "", more = ""]) => `  ${pc.dim(name.padEnd(8))}${file.padEnd(width + 3)}${pc.dim(more)}`).join("\n");
}

/** What there is besides, and what it needs: "More with --all: digits (needs 0.8 MB)". */
export function moreText({project}: Session, ran: Ran): string {
  const asked = new Set(ran.asked.map((task) => task.experiment.id));
  const others = project.experiments.filter((experiment) => experiment.group !== "main" && !asked.has(experiment.id));
  if (others.length === 0) return "";
  return `More with --all: ${others.map((experiment) => `${experiment.id}${needs(experiment.data)}`).join(", ")}.`;
}

function needs(data: Session["project"]["experiments"][number]["data"]): string {
  const remote = Object.values(data).flatMap((declaration) => Object.values(declaration.files)).filter((file) => file.sources.every((source) => "url" in source));
  const host = remote.flatMap((file) => file.sources).map((source) => "url" in source ? new URL(source.url).host : "")[0];
  const megabytes = remote.reduce((sum, file) => sum + file.bytes, 0) / 1e6;
  return remote.length === 0 ? "" : ` (needs ${megabytes.toFixed(1)} MB from ${host})`;
}
