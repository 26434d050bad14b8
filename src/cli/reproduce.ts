import pc from "picocolors";
import {acceptedChanges, changeBaseline} from "../run/accept.ts";
import {duration, type RunProgress} from "../run/progress.ts";
import {strictFailures} from "../checklist/checklist.ts";
import {readBaseline} from "../project/baseline.ts";
import {exitCode} from "./exit-code.ts";
import {latexFor, present, type PresentOptions} from "./present.ts";
import {runStep, type Ran, type RunOptions} from "./run-step.ts";
import type {Session} from "./session.ts";
import {verify} from "./verify-step.ts";
import {failedCheckLines} from "./failed-check.ts";
import {countsLine, differencesText, moreText, notRunText, placesText, verdictTable, type Reproduction} from "./summary.ts";

export interface ReproduceOptions extends RunOptions {
  readonly paper: boolean;
  readonly site: boolean;
  readonly installTex: boolean;
}

/** Runs what is asked, compares it with the baseline, makes paper, site and checklist, and tells what came out. */
export async function reproduce(session: Session, options: ReproduceOptions, progress: RunProgress, now: () => number): Promise<number> {
  const start = now();
  const latex = latexFor(options, session.say);
  const ran = await runStep(session, withUnaccepted(session, options), progress);
  const settled = await withFirstBaseline(session, ran, options);
  const verdicts = await verify(settled, ran);
  const lacking = unaccepted(settled);
  const presented = lacking.length > 0 ? nothingPresented(lacking)
    : await present(settled, [...settled.baseline.values()], verdicts, {...options, latex, draft: false, step: stepTeller(session.say, now)});
  const reproduction: Reproduction = {session: settled, ran, verdicts, ...presented, milliseconds: now() - start};
  tell(reproduction);
  return exitCode(reproduction);
}

/** The experiments that have no accepted result at all. */
function unaccepted({project, baseline}: Session): readonly string[] {
  const accepted = new Set([...baseline.values()].map((result) => result.experiment));
  return project.experiments.map((experiment) => experiment.id).filter((id) => !accepted.has(id));
}

/** Paper and site need every experiment: those without a baseline are run too, whatever their group. */
function withUnaccepted(session: Session, options: ReproduceOptions): ReproduceOptions {
  const besides = session.project.experiments.filter(({id, group, origin}) => group !== "main" && origin !== "imported" && unaccepted(session).includes(id)).map(({id}) => id);
  if (besides.length === 0 || options.all === true || options.experiments !== undefined) return options;
  session.say(`  ${besides.join(", ")}: no baseline in results/, so run too`);
  return {...options, besides};
}

const nothingPresented = (lacking: readonly string[]) => ({
  report: null, papers: [], checks: null, site: null,
  incomplete: [{what: `no figures, paper, checklist and site: ${lacking.join(", ")} ${lacking.length === 1 ? "has" : "have"} no results`, mend: "make their runs possible (see above), import those that are computed elsewhere (npx reprise import), or restore them: git checkout -- results"}],
});

/** An experiment that has no baseline at all gets its first one, when it was run whole on its own engine. */
async function withFirstBaseline(session: Session, ran: Ran, options: RunOptions): Promise<Session> {
  if (options.engine !== undefined || options.seeds !== undefined) return session;
  const accepted = new Set([...session.baseline.values()].map((result) => result.experiment));
  const {root} = session.project;
  for (const experiment of session.project.experiments) {
    const tasks = session.tasks.filter((task) => task.experiment === experiment);
    const whole = tasks.every((task) => ran.outcomes.get(`${experiment.id}/${task.variant.name}/${task.replicate.name}`)?.status === "done");
    if (accepted.has(experiment.id) || !whole) continue;
    await changeBaseline(root, (message) => session.say(`  ${message}`), () => acceptedChanges(root, tasks, ran.outcomes));
    session.say(`  ${experiment.id} had no baseline in results/: these runs are its first`);
  }
  return {...session, baseline: await readBaseline(root)};
}

/** Tells each step with the time it took, on one line. */
export function stepTeller(say: (line: string) => void, now: () => number): PresentOptions["step"] {
  return async (title, work) => {
    const start = now();
    const done = await work();
    say(pc.dim(`  ${title.padEnd(44)} ${duration(now() - start).padStart(6)}`));
    return done;
  };
}

function tell(reproduction: Reproduction): void {
  const {session: {say}, session, ran, verdicts, checks, incomplete} = reproduction;
  const paragraphs = [
    verdictTable(reproduction),
    differencesText(verdicts),
    failedChecks(checks),
    failedClaims(reproduction),
    countsLine(reproduction),
    placesText(reproduction),
    notRunText(ran),
    incomplete.map(({what, mend}) => `${pc.yellow(`  ○ ${what}`)}\n    ${pc.bold("mend:")} ${mend}`).join("\n"),
    `  ${verdictSentence(reproduction)}   ${pc.dim(moreText(session, ran))}`.trimEnd(),
  ];
  say("");
  for (const paragraph of paragraphs.filter((text) => text !== "")) say(`${paragraph}\n`);
}

const failedChecks = (checks: Reproduction["checks"]): string =>
  (checks === null ? [] : strictFailures(checks))
    .map((check) => `${pc.red(`  ✗ check ${check.id}`)}   ${check.summary}\n${failedCheckLines(check)}`).join("\n");

const failedClaims = ({report}: Reproduction): string =>
  (report?.claims ?? []).filter((claim) => !claim.holds).map((claim) => `${pc.red(`  ✗ claim ${claim.id} does not hold`)}   ${claim.sentence}\n      ${claim.outcome}`).join("\n");

/** The last word: "Reproduced, bit for bit, in 2:51." */
function verdictSentence(reproduction: Reproduction): string {
  const time = duration(reproduction.milliseconds);
  switch (exitCode(reproduction)) {
    case 0: return pc.green(`Reproduced, ${exactness(reproduction)}, in ${time}.`);
    case 1: return pc.red(`Not reproduced (${time}): what is off stands above.`);
    case 3: return pc.yellow(`Incomplete (${time}): nothing differs, but something asked for was not run; the mend stands above.`);
  }
}

/** On the baseline's own bitwise engine every byte was compared, elsewhere the metrics alone. */
function exactness({session, ran, verdicts}: Reproduction): string {
  const promises = new Map(session.plan.experiments.map((experiment) => [experiment.id, experiment]));
  const everyByte = ran.asked.filter(({experiment}) => experiment.origin !== "imported").every((task) => {
    const planned = promises.get(task.experiment.id);
    return planned?.promise === "bitwise" && planned.engine === task.parts.engine.name;
  });
  if (everyByte) return "bit for bit";
  return verdicts.runs.some(({metrics}) => Object.values(metrics).some(({status}) => status !== "identical")) ? "within the declared tolerances" : "metric for metric";
}
