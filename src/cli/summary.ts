import pc from "picocolors";
import type {Checks} from "../records/checks.ts";
import type {Paper} from "../records/paper.ts";
import type {Report} from "../records/report.ts";
import {isOff, worstStatus, type Verdict, type Verdicts} from "../records/verdicts.ts";
import {runPath, runTitle} from "../results/names.ts";
import {notHermetic} from "../run/hermetic.ts";
import {duration} from "../run/progress.ts";
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

/** A table row per experiment: runs, verdicts, computing time. */
export function verdictTable({session, ran, verdicts}: Pick<Reproduction, "session" | "ran" | "verdicts">): string {
  const experiments = [...new Set(ran.asked.map((task) => task.experiment.id))];
  const rows = experiments.map((id) => {
    const tasks = ran.asked.filter((task) => task.experiment.id === id);
    const own = verdictsOf(verdicts, tasks.map((task) => `${id}/${task.variant.name}/${task.replicate.name}`));
    const count = (status: Verdict["status"]) => own.filter((verdict) => verdict.status === status).length;
    return [id, ...[own.length, count("identical"), count("within-tolerance"), count("differs") + count("missing") + count("new"), count("not-run") + count("stale")].map(String), computing(ran, id)];
  });
  const table = alignedTable([["experiment", "runs", "identical", "within tolerance", "differs", "not run", "computing"], ...rows]);
  const [head = "", ...body] = table.split("\n");
  return [pc.dim(head), ...body, `  ${freshness(ran, session)}`].join("\n");
}

/** Seconds of computing per experiment, over all its workers; `cached` where nothing was computed, a dash where nothing is there. */
function computing(ran: Ran, id: string): string {
  const done = [...ran.outcomes.values()].filter((outcome) => outcome.status === "done" && outcome.result.experiment === id);
  const fresh = done.flatMap((outcome) => outcome.status === "done" && outcome.fresh ? [outcome.provenance.seconds] : []);
  if (fresh.length === 0) return done.length === 0 ? "–" : "cached";
  return duration(fresh.reduce((sum, seconds) => sum + seconds, 0) * 1000);
}

function freshness(ran: Ran, {project}: Session): string {
  const done = [...ran.outcomes.values()].filter((outcome) => outcome.status === "done");
  const fresh = done.filter((outcome) => outcome.fresh).length;
  const engine = [...new Set(done.map((outcome) => outcome.result.engine))].join(", ");
  const loose = notHermetic(ran.asked);
  const kinds = [fresh > 0 ? `${fresh} fresh` : "", done.length - fresh > 0 ? `${done.length - fresh} cached` : ""].filter((text) => text !== "").join(", ");
  return pc.dim(done.length === 0 ? `nothing was run in ${project.settings.title}` : `${kinds}; trained from scratch; engine ${engine}${loose.length === 0 ? "" : `; not hermetic: ${loose.join(", ")}`}`);
}

/** `34 of 34 values reproduced · 6 of 6 claims hold · 31 checks verified, 4 attested, 0 failed`; values of runs that nobody asked for are told apart. */
export function countsLine({ran, verdicts, report, checks}: Pick<Reproduction, "ran" | "verdicts" | "report" | "checks">): string {
  const parts: string[] = [];
  if (report !== null) {
    const asked = new Set(ran.asked.map((task) => `${task.experiment.id}/${task.variant.name}/${task.replicate.name}`));
    const runs = report.values.map((value) => value.derivation.points.map((point) => point.run));
    const statuses = runs.filter((paths) => paths.every((path) => asked.has(path))).map((paths) => valueStatus(verdicts, paths));
    const reproduced = statuses.filter((status) => status === "identical" || status === "within-tolerance").length;
    const notRun = statuses.filter((status) => status === "not-run").length;
    const others = runs.length - statuses.length;
    parts.push(`${reproduced} of ${statuses.length} values reproduced${notRun > 0 ? `, ${notRun} not run` : ""}${others > 0 ? ` (${others} more rest on runs not asked for)` : ""}`);
    parts.push(`${report.claims.filter((claim) => claim.holds).length} of ${report.claims.length} claims hold`);
  }
  if (checks !== null) parts.push(`${checks.counts.verified ?? 0} checks verified, ${checks.counts.attested ?? 0} attested, ${(checks.counts.failed ?? 0) + (checks.counts.stale ?? 0)} failed`);
  return parts.length === 0 ? "" : `  ${parts.join(pc.dim(" · "))}`;
}

/** How a value stands, from the verdicts of the runs that it rests on. */
export function valueStatus(verdicts: Verdicts, runs: readonly string[]): Verdict["status"] {
  return worstStatus(verdictsOf(verdicts, [...new Set(runs)]));
}

function verdictsOf(verdicts: Verdicts, paths: readonly string[]): readonly Verdict[] {
  const asked = new Set(paths);
  return verdicts.runs.filter((run) => asked.has(runPath(run))).map((run) => run.verdict);
}

/** What differs, run by run: at most `limit` of them whole, then a count. */
export function differencesText(verdicts: Verdicts, limit = 8): string {
  const off = verdicts.runs.filter(({verdict}) => isOff(verdict));
  if (off.length > 0 && off.every(({verdict}) => verdict.status === "new")) return newText(off);
  const lines = off.slice(0, limit).flatMap((run) => {
    const title = pc.red(`  ✗ ${runTitle(run)}`);
    if (run.verdict.status === "new") return [`${title}   has no baseline`];
    if (run.verdict.status === "missing") return [`${title}   ${run.verdict.because}`];
    const parts = run.verdict.status === "differs" ? run.verdict.differences : [];
    return [...parts.slice(0, 3).map((part, index) => `${index === 0 ? title : "     "}   ${part.where}  ${part.baseline} → ${part.fresh}`), ...(parts.length > 3 ? [`        and ${parts.length - 3} more`] : [])];
  });
  if (off.length > limit) lines.push(`  … and ${off.length - limit} more runs`);
  if (off.length > 0) lines.push(`      the left value is the baseline's (results/), the right one came now; keep the new ones: npx reprise accept ${off[0]?.experiment ?? ""}`);
  return lines.join("\n");
}

/** Runs that nobody has accepted yet, counted per experiment. */
function newText(runs: Verdicts["runs"]): string {
  const experiments = [...new Set(runs.map((run) => run.experiment))];
  const counts = experiments.map((id) => `${id} (${runs.filter((run) => run.experiment === id).length} runs)`);
  return `${pc.red(`  ✗ no baseline in results/ for ${counts.join(", ")}`)}\n      make these runs the baseline: npx reprise accept ${experiments.join(" ")}`;
}

/** Why asked-for runs were not run: one paragraph per reason. */
export function notRunText(ran: Ran): string {
  const groups = new Map<string, {readonly experiments: ReadonlySet<string>; readonly count: number; readonly mend: string}>();
  for (const task of ran.asked) {
    const outcome = ran.outcomes.get(`${task.experiment.id}/${task.variant.name}/${task.replicate.name}`);
    if (outcome?.status !== "not-run" && outcome?.status !== "failed") continue;
    const group = groups.get(outcome.because);
    groups.set(outcome.because, {experiments: new Set([...group?.experiments ?? [], task.experiment.id]), count: (group?.count ?? 0) + 1, mend: outcome.mend});
  }
  return [...groups].map(([because, {experiments, count, mend}]) =>
    `${pc.yellow(`  ○ ${[...experiments].join(", ")}: ${count} ${count === 1 ? "run" : "runs"} not run`)}\n    ${because}\n    ${pc.bold("mend:")} ${mend}`).join("\n");
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
