import {join} from "node:path";
import pc from "picocolors";
import {readRecord} from "../project/build-folder.ts";
import {findProject} from "../project/find-project.ts";
import {papersOf, readProject} from "../project/project.ts";
import {paperSchema, type Paper} from "../records/paper.ts";
import {reportSchema} from "../records/report.ts";
import {verdictsSchema, type Verdicts} from "../records/verdicts.ts";
import {UserError} from "../errors.ts";
import {figuresStep, tablesStep} from "./artefacts.ts";
import type {EngineOptions} from "./engine.ts";
import {reportStep} from "./report-step.ts";
import type {RunOptions} from "./run-step.ts";
import {building} from "./building.ts";
import {writtenFolders, type Session} from "./session.ts";
import {open, printJson, progressOf, type World} from "./world.ts";

export type {World} from "./world.ts";

export async function performReproduce(world: World, options: RunOptions & {readonly paper: boolean; readonly site: boolean; readonly installTex: boolean}): Promise<number> {
  const {reproduce} = await import("./reproduce.ts");
  return reproduce(await open(world), options, await progressOf(world), world.now);
}

const baselineReport = (session: Session) => {
  if (session.baseline.size === 0) throw new UserError("there is no baseline yet: results/ is empty", "npx reprise accept (or look first: npx reprise build --draft)");
  return reportStep(session, [...session.baseline.values()], false);
};

const buildingFor = <T>({project, say}: Session, work: () => Promise<T>): Promise<T> => building(project.root, say, work);

export async function performFigures(world: World): Promise<number> {
  const session = await open(world);
  const report = await buildingFor(session, async () => {
    const made = await baselineReport(session);
    await figuresStep(session, made);
    return made;
  });
  world.say(`  ${report.figures.length} figures in build/figures/`);
  return 0;
}

export async function performTables(world: World): Promise<number> {
  const session = await open(world);
  const report = await buildingFor(session, async () => {
    const made = await baselineReport(session);
    await tablesStep(session, made);
    return made;
  });
  world.say(`  ${report.tables.length} tables in build/tables/`);
  return 0;
}

export async function performPaper(world: World, installTex: boolean): Promise<number> {
  const {papersStep, typesettable} = await import("./present.ts");
  const {findLatex} = await import("./latex.ts");
  const session = await open(world);
  const report = await baselineReport(session);
  const latex = typesettable(report, await findLatex(installTex, world.say));
  const papers = await buildingFor(session, async () => papersStep(session, report, await figuresStep(session, report), await tablesStep(session, report), latex, false));
  for (const paper of papers) world.say(paper.pdf === null ? `  ${paper.name}: no PDF, ${paper.because ?? ""}` : `  ${paper.pdf.file}   ${paper.pdf.pages} pages`);
  if (!latex.available) world.say(`    ${pc.bold("mend:")} ${latex.mend}`);
  return latex.available ? 0 : report.claims.some((claim) => !claim.holds) ? 1 : 3;
}

export async function performSite(world: World): Promise<number> {
  const {buildSite} = await import("../site/build-site.ts");
  const {startIn} = await import("../store/start.ts");
  const root = findProject(world.cwd);
  await startIn(root, writtenFolders(await readProject(root)), (message) => world.say(`  ${message}`));
  const {pages} = await building(root, world.say, () => buildSite({root, outDir: join(root, "dist")}));
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
  const papers = await readPapers(session);
  const checks = await buildingFor(session, () => checklistStep(session, [...session.baseline.values()], report, verdicts, papers));
  if (world.json) printJson(checks);
  else for (const check of checks.checks) world.say(`  ${mark(check.status)} ${check.id.padEnd(30)} ${check.summary}${check.status === "failed" ? `\n${failedCheckLines(check)}` : ""}`);
  return strict && strictFailures(checks).length > 0 ? 1 : 0;
}

const mark = (status: string): string => ({verified: pc.green("✓"), attested: pc.cyan("✍"), failed: pc.red("✗"), stale: pc.red("✗")})[status] ?? pc.dim("○");

const readPapers = (session: Session): Promise<Paper[]> =>
  Promise.all(papersOf(session.project).map(({name}) => readRecord(session.project.root, `build/paper/${name}.json`, paperSchema)));

/** Those of the last reproduction; undefined where there are none, or none of today's form. */
const earlierVerdicts = (root: string): Promise<Verdicts | undefined> =>
  readRecord(root, "build/verdicts.json", verdictsSchema).catch((error: unknown) => {
    if (error instanceof UserError) return undefined;
    throw error;
  });

/** Everything that people see, from the baseline; with `draft`, from fresh results, and nothing is accepted. */
export async function performBuild(world: World, options: RunOptions & {readonly paper: boolean; readonly site: boolean; readonly installTex: boolean; readonly draft: boolean}): Promise<number> {
  const {latexFor, present} = await import("./present.ts");
  const {stepTeller} = await import("./reproduce.ts");
  const {verify} = await import("./verify-step.ts");
  const {placesText} = await import("./summary.ts");
  const {runStep} = await import("./run-step.ts");
  const session = await open(world);
  if (!options.draft && session.baseline.size === 0) throw new UserError("there is no baseline yet: results/ is empty", "npx reprise accept (or look first: npx reprise build --draft)");
  const ran = options.draft ? await runStep(session, options, await progressOf(world)) : {asked: [], outcomes: new Map()};
  const verdicts = options.draft ? await verify(session, ran) : await earlierVerdicts(session.project.root) ?? await verify(session, ran);
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
