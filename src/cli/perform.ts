import {join} from "node:path";
import pc from "picocolors";
import {readBaseline} from "../project/baseline.ts";
import {readRecord} from "../project/build-folder.ts";
import {findProject} from "../project/find-project.ts";
import {papersOf} from "../project/project.ts";
import {paperSchema, type Paper} from "../records/paper.ts";
import {reportSchema} from "../records/report.ts";
import {verdictsSchema, type Verdicts} from "../records/verdicts.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {runPath} from "../results/names.ts";
import {UserError} from "../errors.ts";
import {figuresStep, tablesStep} from "./artefacts.ts";
import type {EngineOptions} from "./engine.ts";
import {reportStep} from "./report-step.ts";
import type {RunOptions} from "./run-step.ts";
import {openSession, type Session} from "./session.ts";

/** How a command meets the world. */
export interface World {
  readonly cwd: string;
  readonly say: (line: string) => void;
  /** Milliseconds, for durations that are told to people. */
  readonly now: () => number;
  /** Print JSON on standard output and nothing else there. */
  readonly json: boolean;
}

const tellNothing = (): void => undefined;

const open = (world: World): Promise<Session> => openSession(world.cwd, world.json ? tellNothing : world.say);

async function progressOf(world: World) {
  const {showProgress, silentProgress} = await import("../run/progress.ts");
  return world.json ? silentProgress : showProgress(process.stdout, world.now);
}

const printJson = (value: unknown): void => { process.stdout.write(`${canonicalJson(value)}\n`); };

export async function performReproduce(world: World, options: RunOptions & {readonly paper: boolean; readonly site: boolean; readonly installTex: boolean}): Promise<number> {
  const {reproduce} = await import("./reproduce.ts");
  return reproduce(await open(world), options, await progressOf(world), world.now);
}

/** Tells per experiment how many runs are planned and how many are cached. */
export async function performPlan(world: World, options: RunOptions): Promise<number> {
  const session = await open(world);
  const {selectExperiments, selectsReplicate} = await import("../plan/selection.ts");
  const {alignedTable} = await import("./table.ts");
  const rows = await Promise.all(selectExperiments(session.project, options).map(async (experiment) => {
    const tasks = session.tasks.filter((task) => task.experiment === experiment && selectsReplicate(task.replicate.factors, options));
    const cached = (await Promise.all(tasks.map((task) => session.store.recall("runs", task.key)))).filter((text) => text !== undefined).length;
    return {experiment: experiment.id, group: experiment.group, variants: experiment.variants.length, replicates: experiment.replicates.length, runs: tasks.length, cached, keys: Object.fromEntries(tasks.map((task) => [`${task.variant.name}/${task.replicate.name}`, task.key]))};
  }));
  if (world.json) printJson(rows);
  else world.say(alignedTable([["experiment", "group", "variants", "replicates", "runs", "cached"], ...rows.map((row) => [row.experiment, row.group, row.variants, row.replicates, row.runs, row.cached].map(String))]));
  return 0;
}

export async function performRun(world: World, options: RunOptions): Promise<number> {
  const {runStep} = await import("./run-step.ts");
  const {notRunText} = await import("./summary.ts");
  const ran = await runStep(await open(world), options, await progressOf(world));
  const outcomes = [...ran.outcomes.values()];
  const fresh = [...ran.outcomes].filter(([, outcome]) => outcome.status === "done" && outcome.fresh).map(([run]) => run);
  const notRun = outcomes.filter((outcome) => outcome.status !== "done").length;
  if (world.json) printJson({computed: fresh, cached: outcomes.length - fresh.length - notRun, notRun});
  else {
    world.say(`  ${outcomes.length} runs: ${fresh.length} computed, ${outcomes.length - fresh.length - notRun} cached, ${notRun} not run`);
    if (notRun > 0) world.say(notRunText(ran));
  }
  return outcomes.some((outcome) => outcome.status === "failed") ? 1 : notRun > 0 ? 3 : 0;
}

export async function performVerify(world: World, options: RunOptions): Promise<number> {
  const {runStep} = await import("./run-step.ts");
  const {verify} = await import("./reproduce.ts");
  const {differencesText, notRunText, verdictTable} = await import("./summary.ts");
  const {exitCode} = await import("./exit-code.ts");
  const session = await open(world);
  const ran = await runStep(session, options, await progressOf(world));
  const verdicts = await verify(session, ran);
  if (world.json) printJson(verdicts);
  else for (const text of [verdictTable({session, ran, verdicts}), differencesText(verdicts), notRunText(ran)].filter((each) => each !== "")) world.say(`\n${text}`);
  return exitCode({session, ran, verdicts, report: null, papers: [], checks: null, site: null, incomplete: [], milliseconds: 0});
}

/** Makes fresh results the baseline and notes where they were computed. */
export async function performAccept(world: World, options: RunOptions): Promise<number> {
  const {runStep} = await import("./run-step.ts");
  const {acceptExperiment, appendProvenance, recordedRuns} = await import("../run/accept.ts");
  const {verify} = await import("./reproduce.ts");
  const session = await open(world);
  if (options.seeds !== undefined) throw new UserError("accept --seeds: a baseline holds every planned run", "accept without --seeds");
  const ran = await runStep(session, options, await progressOf(world));
  const before = await verify(session, ran);
  const recorded = await recordedRuns(session.project.root);
  for (const experiment of new Set(ran.asked.map((task) => task.experiment))) {
    await acceptExperiment(session.project.root, session.tasks.filter((task) => task.experiment === experiment), ran.outcomes);
    const counts = before.counts[experiment.id];
    world.say(`  accepted ${experiment.id}: ${counts?.identical ?? 0} runs as before, ${counts?.differs ?? 0} changed, ${counts?.missing ?? 0} new`);
  }
  await appendProvenance(session.project.root, unrecordedOutcomes(ran.outcomes, before, recorded));
  await verify({...session, baseline: await readBaseline(session.project.root)}, ran);
  return 0;
}

/** The outcomes that changed the baseline, and those of which no provenance is kept yet. */
function unrecordedOutcomes<T>(outcomes: ReadonlyMap<string, T>, before: Verdicts, recorded: ReadonlySet<string>): readonly T[] {
  return before.runs.filter((run) => run.verdict.status !== "identical" || !recorded.has(runPath(run))).flatMap((run) => outcomes.get(runPath(run)) ?? []);
}

const baselineReport = (session: Session) => {
  if (session.baseline.size === 0) throw new UserError("there is no baseline yet: results/ is empty", "npx reprise accept (or look first: npx reprise build --draft)");
  return reportStep(session, [...session.baseline.values()], false);
};

export async function performFigures(world: World): Promise<number> {
  const session = await open(world);
  const report = await baselineReport(session);
  await figuresStep(session, report);
  world.say(`  ${report.figures.length} figures in build/figures/`);
  return 0;
}

export async function performTables(world: World): Promise<number> {
  const session = await open(world);
  const report = await baselineReport(session);
  await tablesStep(session, report);
  world.say(`  ${report.tables.length} tables in build/tables/`);
  return 0;
}

export async function performPaper(world: World, installTex: boolean): Promise<number> {
  const {papersStep, typesettable} = await import("./present.ts");
  const {findLatex} = await import("./latex.ts");
  const session = await open(world);
  const report = await baselineReport(session);
  const latex = typesettable(report, await findLatex(installTex, world.say));
  const papers = await papersStep(session, report, await figuresStep(session, report), await tablesStep(session, report), latex, false);
  for (const paper of papers) world.say(paper.pdf === null ? `  ${paper.name}: no PDF, ${paper.because ?? ""}` : `  ${paper.pdf.file}   ${paper.pdf.pages} pages`);
  if (!latex.available) world.say(`    ${pc.bold("mend:")} ${latex.mend}`);
  return latex.available ? 0 : report.claims.some((claim) => !claim.holds) ? 1 : 3;
}

export async function performSite(world: World): Promise<number> {
  const {buildSite} = await import("../site/build-site.ts");
  const root = findProject(world.cwd);
  const {pages} = await buildSite({root, outDir: join(root, "dist")});
  world.say(`  dist/index.html   ${pages} pages`);
  return 0;
}

export async function performChecklist(world: World, strict: boolean): Promise<number> {
  const {checklistStep} = await import("./present.ts");
  const {strictFailures} = await import("../checklist/checklist.ts");
  const {failedCheckLines} = await import("./failed-check.ts");
  const session = await open(world);
  const {root} = session.project;
  const report = await readRecord(root, "build/report.json", reportSchema);
  const verdicts = await readRecord(root, "build/verdicts.json", verdictsSchema);
  const checks = await checklistStep(session, [...session.baseline.values()], report, verdicts, await readPapers(session));
  if (world.json) printJson(checks);
  else for (const check of checks.checks) world.say(`  ${mark(check.status)} ${check.id.padEnd(30)} ${check.summary}${check.status === "failed" ? `\n${failedCheckLines(check)}` : ""}`);
  return strict && strictFailures(checks).length > 0 ? 1 : 0;
}

const mark = (status: string): string => ({verified: pc.green("✓"), attested: pc.cyan("✍"), failed: pc.red("✗"), stale: pc.red("✗")})[status] ?? pc.dim("○");

const readPapers = (session: Session): Promise<Paper[]> =>
  Promise.all(papersOf(session.project).map(({name}) => readRecord(session.project.root, `build/paper/${name}.json`, paperSchema)));

/** Everything that people see, from the baseline; with `draft`, from fresh results, and nothing is accepted. */
export async function performBuild(world: World, options: RunOptions & {readonly paper: boolean; readonly site: boolean; readonly installTex: boolean; readonly draft: boolean}): Promise<number> {
  const {latexFor, present} = await import("./present.ts");
  const {stepTeller, verify} = await import("./reproduce.ts");
  const {placesText} = await import("./summary.ts");
  const {runStep} = await import("./run-step.ts");
  const session = await open(world);
  if (!options.draft && session.baseline.size === 0) throw new UserError("there is no baseline yet: results/ is empty", "npx reprise accept (or look first: npx reprise build --draft)");
  const ran = options.draft ? await runStep(session, options, await progressOf(world)) : {asked: [], outcomes: new Map()};
  const verdicts = options.draft ? await verify(session, ran) : await readRecord(session.project.root, "build/verdicts.json", verdictsSchema).catch(() => verify(session, ran));
  const drafted = new Map([...session.baseline, ...[...ran.outcomes].flatMap(([run, outcome]) => outcome.status === "done" ? [[run, outcome.result] as const] : [])]);
  const presented = await present(session, [...(options.draft ? drafted : session.baseline).values()], verdicts, {...options, latex: latexFor(options, world.say), step: stepTeller(world.say, world.now)});
  world.say(`\n${placesText(presented)}`);
  if (options.draft) world.say(`\n  ${pc.yellow("Draft: fresh results, not accepted. Keep them: npx reprise accept")}`);
  const failed = presented.report.claims.some((claim) => !claim.holds);
  for (const claim of presented.report.claims.filter((each) => !each.holds)) world.say(pc.red(`  ✗ claim ${claim.id} does not hold: ${claim.sentence} (${claim.outcome})`));
  return failed ? 1 : presented.incomplete.length > 0 ? 3 : 0;
}

export async function performServe(world: World, port: number): Promise<number> {
  const {serveSite} = await import("./serve.ts");
  await serveSite(findProject(world.cwd), port, world.say);
  return 0;
}

/** Tells which engines are here, what each promises, and how fast it is; 1 where one is here and fails. */
export async function performEngines(world: World): Promise<number> {
  const {enginesText, timeEngines} = await import("./engines.ts");
  const engines = await timeEngines(world.cwd);
  if (world.json) printJson(engines);
  else world.say(enginesText(engines));
  return engines.some((engine) => engine.failed !== undefined) ? 1 : 0;
}

/** Installs or removes an engine under `.reprise/engines/`. */
export async function performEngine(world: World, words: readonly string[], options: EngineOptions): Promise<number> {
  const {changeEngine} = await import("./engine.ts");
  const told = await changeEngine(words, options, {cwd: world.cwd, root: findProject(world.cwd), output: world.json ? undefined : process.stdout, now: world.now});
  if (world.json) printJson(told.record);
  else world.say(told.text);
  return 0;
}

export async function performDoctor(world: World): Promise<number> {
  const {diagnose, doctorTable} = await import("./doctor.ts");
  const findings = await diagnose();
  if (world.json) printJson(findings);
  else world.say(doctorTable(findings));
  return 0;
}
