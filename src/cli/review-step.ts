import {randomBytes} from "node:crypto";
import {availableParallelism} from "node:os";
import {join, relative} from "node:path";
import pc from "picocolors";
import {isHermetic, promiseOf} from "../engine/descriptions.ts";
import {UserError} from "../errors.ts";
import {selectExperiments, type Selection} from "../plan/selection.ts";
import {pathOf, withInputs, type RunTask} from "../plan/tasks.ts";
import {papersOf, type Project} from "../project/project.ts";
import {oneLine} from "../records/one-line.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {byCodeUnit} from "../results/names.ts";
import {parseBudget, type Budget} from "../review/budget.ts";
import {certificateText} from "../review/certificate.ts";
import {codecheckYaml} from "../review/codecheck.ts";
import {conduct, type Conducted, type TierTasks} from "../review/conduct.ts";
import {drawOrder} from "../review/draw.ts";
import {freshStore} from "../review/fresh-store.ts";
import {headlineRuns, usedValues} from "../review/headline.ts";
import {describeMachine} from "../review/machine.ts";
import {reviewPage} from "../review/page.ts";
import {resultOf} from "../review/properties.ts";
import {cameOut, wasMade, type Review} from "../review/record.ts";
import {firstLine, reviewedRuns} from "../review/reviewed-runs.ts";
import {leftOut, sentencesOf} from "../review/sentences.ts";
import {openSigner, type Signer} from "../review/signature.ts";
import {smokeTasks} from "../review/smoke.ts";
import {readSource, type Source} from "../review/source.ts";
import {statementsOf} from "../review/statements.ts";
import {compareToolkits, projectToolkit, runningToolkit} from "../review/toolkit.ts";
import {endChildren} from "../run/children.ts";
import {executeTasks} from "../run/execute.ts";
import type {RunOutcome} from "../run/outcome.ts";
import {readExpectations} from "../run/expectation.ts";
import {duration} from "../run/progress.ts";
import {writeDurably} from "../store/durable-write.ts";
import {count} from "./options.ts";
import type {World} from "./perform.ts";
import {reportStep} from "./report-step.ts";
import {showReview, type ReviewProgress} from "./review-progress.ts";
import {mirrorsOf, openSession, type Session} from "./session.ts";

export interface ReviewOptions {
  readonly budget: string;
  readonly nonce: string | undefined;
  readonly sign: string | undefined;
  readonly reviewer: string | undefined;
  readonly jobs: string | undefined;
  readonly selection: Selection;
  /** The folder of the certificate. */
  readonly out: string;
}

/** Reviews: makes runs anew within the budget, compares them with the baseline and writes what was seen. Exit code 0 what was made came out, 1 something differs, 3 something could not be made. */
export async function review(world: World, options: ReviewOptions): Promise<number> {
  const start = world.now();
  const began = new Date().toISOString();
  const elapsed = () => (world.now() - start) / 1000;
  const budget = parseBudget(options.budget);
  const signer = options.sign === undefined ? undefined : await openSigner(options.sign);
  const nonce = options.nonce === undefined ? {text: randomBytes(16).toString("hex"), by: "drawn" as const} : {text: givenNonce(options.nonce), by: "reviewer" as const};
  const session = await openSession(world.cwd, world.json ? () => undefined : world.say);
  const source = await readSource(session.project.root);
  const tasks = computedTasks(session);
  const chosen = new Set(selectExperiments(session.project, options.selection));
  const asked = tasks.filter(({experiment}) => chosen.has(experiment));
  const papers = await namedBy(session.project);
  const tiers = await tiersOf(session, {tasks, asked: new Set(asked), nonce: nonce.text, named: new Set(papers.values)}, world);
  const expected = await readExpectations(session.project.root);
  if (!world.json) world.say(openingText(tiers, budget, nonce.text, asked.reduce((sum, task) => sum + expected(task).seconds, 0), jobsOf(options)));
  const store = freshStore(session.store);
  const shown = showReview(world.json ? undefined : process.stdout, {budget, elapsed}, new Map(tiers.map(({name, draw}) => [name, draw.length])));
  const make = maker({...session, store}, {jobs: jobsOf(options), shown});
  const smoke = await smokeStep(asked, make, budget, elapsed);
  const conducted = await conduct(tiers, {budget, elapsed, jobs: jobsOf(options), expected: (task) => expected(task).seconds, execute: make}).finally(store.close);
  const record = await recordOf(session, {tasks, conducted, smoke, source, papers, nonce, budget, began, seconds: elapsed(), reviewer: options.reviewer ?? null});
  await write(session, options.out, record, source, signer);
  if (world.json) process.stdout.write(`${canonicalJson(record)}\n`);
  else world.say(closingText(record, relative(world.cwd, options.out), signer));
  return exitCodeOf(record);
}

function givenNonce(text: string): string {
  if (text.trim() !== "" && text.length <= 200) return text;
  throw new UserError("--nonce: expected a text of 1 to 200 characters", "any words of your own that the author cannot foresee");
}

const jobsOf = ({jobs}: ReviewOptions): number => count(jobs, "--jobs") ?? availableParallelism();

/** The runs that a toolkit can make; imported results have nothing to run. */
const computedTasks = ({tasks}: Session): readonly RunTask[] => tasks.filter(({experiment}) => experiment.origin !== "imported");

/** Where the papers lie, and the values that they name. */
async function namedBy(project: Project): Promise<Review["papers"]> {
  const folders = papersOf(project).map(({folder}) => folder);
  return {folders, values: [...await usedValues(project.root, folders)].sort(byCodeUnit)};
}

interface Drawing {
  readonly tasks: readonly RunTask[];
  readonly asked: ReadonlySet<RunTask>;
  readonly nonce: string;
  /** The values that papers name. */
  readonly named: ReadonlySet<string>;
}

/** The runs behind what the paper says first; each part in the order that the nonce decides. */
async function tiersOf(session: Session, {tasks, asked, nonce, named}: Drawing, world: World): Promise<readonly TierTasks[]> {
  const headline = await headlineOf(session, named, world);
  const byPath = new Map(tasks.map((task) => [pathOf(task), task]));
  return (["headline", "others"] as const).map((name) => {
    const own = tasks.filter((task) => headline.has(pathOf(task)) === (name === "headline"));
    const draw = drawOrder(nonce, own.filter((task) => asked.has(task)).map(pathOf)).flatMap((run) => byPath.get(run) ?? []);
    return {name, draw, notAsked: own.filter((task) => !asked.has(task))};
  });
}

/** Where no report can be made of the baseline, all runs count alike. */
async function headlineOf(session: Session, named: ReadonlySet<string>, world: World): Promise<ReadonlySet<string>> {
  try {
    return headlineRuns(await reportStep(session, [...session.baseline.values()], false), named);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (!world.json) world.say(pc.yellow(`  ○ values and claims cannot be computed from results/, so all runs count alike: ${error.message}`));
    return new Set();
  }
}

function openingText(tiers: readonly TierTasks[], budget: Budget, nonce: string, seconds: number, jobs: number): string {
  const counts = tiers.map(({name, draw}) => `${draw.length} ${name}`).join(", ");
  return [
    `  ${pc.bold("nonce")}    ${nonce}   ${pc.dim("decides which runs are drawn")}`,
    `  ${pc.bold("runs")}     ${counts}; earlier runs took ${duration((seconds / jobs) * 1000)} with ${jobs} ${jobs === 1 ? "worker" : "workers"}`,
    `  ${pc.bold("budget")}   ${budget.asked}`,
  ].join("\n");
}

type Make = (tasks: readonly RunTask[], title: string, seconds: number) => Promise<ReadonlyMap<string, RunOutcome>>;

/** Makes runs anew: nothing that was computed before the review counts. */
function maker({project, store}: Session, {jobs, shown}: {readonly jobs: number; readonly shown: ReviewProgress}): Make {
  return async (tasks, title, seconds) => {
    const ended = new Map<string, RunOutcome>();
    if (seconds <= 0) return ended;
    const stop = new AbortController();
    const timer = Number.isFinite(seconds) ? setTimeout(() => { stop.abort(new Error("the budget ended")); endChildren(); }, Math.min(seconds * 1000, 0x7fffffff)) : undefined;
    const part = shown.part(title);
    const progress = {...part, done: (task: RunTask, outcome: RunOutcome, expected: number) => { ended.set(pathOf(task), outcome); part.done(task, outcome, expected); }};
    await executeTasks(tasks, {root: project.root, store, mirrors: mirrorsOf(project, process.env), jobs, progress, signal: stop.signal}).catch((error: unknown) => {
      if (!stop.signal.aborted) for (const [run, outcome] of refused(tasks, error)) ended.set(run, outcome);
    });
    clearTimeout(timer);
    return ended;
  };
}

/** A run that the guard refuses fails by itself, with those that build on it: the others go on without it. */
function refused(tasks: readonly RunTask[], error: unknown): readonly (readonly [string, RunOutcome])[] {
  const all = withInputs(tasks);
  const task = error instanceof UserError ? all.find((each) => error.message.startsWith(`${pathOf(each)}: `)) : undefined;
  if (task === undefined || !(error instanceof UserError)) throw error;
  const because = error.message.slice(pathOf(task).length + 2);
  return all.filter((each) => withInputs([each]).includes(task))
    .map((each) => [pathOf(each), {status: "failed", because: each === task ? because : `its input ${pathOf(task)} failed: ${because}`, mend: error.mend}]);
}

/** At most half of the budget goes into smoke. */
async function smokeStep(tasks: readonly RunTask[], make: Make, budget: Budget, elapsed: () => number): Promise<Review["smoke"]> {
  const smoke = smokeTasks(tasks);
  const outcomes = new Map<string, RunOutcome>();
  for (let [left, before] = [smoke, -1]; left.length > 0 && outcomes.size > before; left = smoke.filter((task) => !outcomes.has(pathOf(task)))) {
    before = outcomes.size;
    for (const [run, outcome] of await make(left, "smoke", budget.seconds / 2 - elapsed())) outcomes.set(run, outcome);
  }
  return smoke.map((task) => {
    const outcome = outcomes.get(pathOf(task));
    const experiment = task.experiment.id;
    if (outcome === undefined) return {experiment, status: "not-run", because: leftOut.budget};
    return outcome.status === "done" ? {experiment, status: "works"} : {experiment, status: outcome.status, because: firstLine(outcome.because)};
  });
}

interface Seen {
  readonly tasks: readonly RunTask[];
  readonly conducted: Conducted;
  readonly smoke: Review["smoke"];
  readonly source: Source;
  readonly papers: Review["papers"];
  readonly nonce: Review["nonce"];
  readonly budget: Budget;
  readonly began: string;
  readonly seconds: number;
  readonly reviewer: string | null;
}

async function recordOf(session: Session, {tasks, conducted, smoke, source, papers, nonce, budget, began, seconds, reviewer}: Seen): Promise<Review> {
  const {commit, changed, code} = source;
  const {settings, citation, root} = session.project;
  const experiments = [...new Set(tasks.map(({experiment}) => experiment))];
  return {
    format: "reprise.review/1",
    project: {title: settings.title, version: citation.version},
    reviewer, source: {commit, changed, code}, papers, toolkit: await toolkitRecord(root), nonce,
    budget: {asked: budget.asked, seconds: Number.isFinite(budget.seconds) ? budget.seconds : null},
    began, ended: new Date().toISOString(), seconds: Math.round(seconds * 10) / 10, expected: Math.round(conducted.expected * 10) / 10,
    machine: describeMachine(),
    experiments: experiments.map((experiment) => ({id: experiment.id, promise: experiment.promise ?? promiseOf(experiment.engine), hermetic: isHermetic(experiment.engine), runs: tasks.filter((task) => task.experiment === experiment).length})),
    smoke, tiers: [...conducted.tiers], runs: [...reviewedRuns(tasks, conducted, session.baseline)],
  };
}

async function toolkitRecord(root: string): Promise<Review["toolkit"]> {
  const running = await runningToolkit();
  const own = await projectToolkit(root, running.form);
  const comparison = compareToolkits(running, own);
  return {
    version: running.version, form: running.form, digest: running.digest, integrity: running.integrity ?? null,
    own: own === undefined ? null : {form: own.form, digest: own.digest, integrity: own.integrity ?? null},
    comparison: comparison.status === "edited" ? {status: "edited", files: [...comparison.files]} : comparison,
  };
}

async function write(session: Session, out: string, record: Review, source: Source, signer: Signer | undefined): Promise<void> {
  const {settings} = session.project;
  const certificate = await certificateText(statementsOf(record, source.results), signer);
  await writeDurably(join(out, "certificate.json"), certificate);
  await writeDurably(join(out, "codecheck.yml"), codecheckYaml(record, settings, certificate));
  await writeDurably(join(out, "review.md"), reviewPage(record, signer?.keyid));
}

function closingText(record: Review, out: string, signer: Signer | undefined): string {
  const made = record.runs.filter(wasMade).length;
  const marks = {PASSED: pc.green("✓"), WARNED: pc.yellow("○"), FAILED: pc.red("✗")};
  const off = record.runs.filter((run) => run.status !== "not-run" && !cameOut(run));
  return [
    "",
    ...off.slice(0, 8).map((run) => `  ${pc.red("✗")} ${run.run}   ${run.status}${"because" in run ? `: ${run.because}` : ""}`),
    ...(off.length > 8 ? [`  … and ${off.length - 8} more`] : []),
    ...sentencesOf(record).map((sentence, index) => `  ${index === 0 ? marks[resultOf(record)] : pc.dim("·")} ${oneLine(sentence)}`),
    "",
    `  ${pc.dim("runs")}          ${made} made in ${duration(record.seconds * 1000)} of ${record.budget.asked}; expected ${duration(record.expected * 1000)}`,
    `  ${pc.dim("certificate")}   ${join(out, "certificate.json")}   ${pc.dim(signer === undefined ? "unsigned; --sign KEYFILE signs it" : `signed by ${signer.keyid}`)}`,
    `  ${pc.dim("for people")}    ${join(out, "review.md")}, ${join(out, "codecheck.yml")}`,
    `  ${pc.dim("check it")}      npx reprise review --check ${join(out, "certificate.json")}`,
    "",
  ].join("\n");
}

function exitCodeOf(record: Review): number {
  if (resultOf(record) === "FAILED") return 1;
  const impossible = record.runs.some((run) => run.status === "not-run" && ![leftOut.budget, leftOut.tooLong, leftOut.notAsked].some((because) => because === run.because));
  return impossible || !record.runs.some(wasMade) ? 3 : 0;
}
