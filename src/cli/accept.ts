import {createInterface} from "node:readline/promises";
import pc from "picocolors";
import {UserError} from "../errors.ts";
import {readBaseline} from "../project/baseline.ts";
import {appendedChange, resultChangesFile} from "../project/result-changes.ts";
import {toolkitVersion} from "../project/toolkit-version.ts";
import type {ResultChange} from "../records/result-changes.ts";
import type {Verdicts} from "../records/verdicts.ts";
import {runPath} from "../results/names.ts";
import {acceptedChanges, changeBaseline, provenanceChange, recordedRuns} from "../run/accept.ts";
import {gitIdentity} from "../verify/git-identity.ts";
import {resultChange} from "../verify/result-change.ts";
import {itemsText, runsText} from "./differences-text.ts";
import {runOptions, type Options} from "./options.ts";
import {runStep, type Ran} from "./run-step.ts";
import type {Session} from "./session.ts";
import {verify} from "./verify-step.ts";
import {open, printJson, progressOf, type World} from "./world.ts";

type Changed = ReturnType<typeof resultChange>;

/** Shows what fresh results would change, makes them the baseline, and notes who did so, when and why. */
export async function perform(world: World, words: Options, operands: readonly string[]): Promise<number> {
  const options = runOptions(words, operands);
  const session = await open(world);
  if (options.seeds !== undefined) throw new UserError("accept --seeds: a baseline holds every planned run", "accept without --seeds");
  const imported = session.project.experiments.find(({id, origin}) => origin === "imported" && options.experiments?.includes(id) === true);
  if (imported !== undefined) throw new UserError(`${imported.id} is not computed here, so that there is nothing to accept`, `npx reprise import ${imported.id} <file.csv>`);
  const ran = await runStep(session, options, await progressOf(world));
  const verdicts = await verify(session, ran);
  const experiments = [...new Set(computedHere(ran.asked).map((task) => task.experiment.id))];
  const changed = resultChange(verdicts, experiments, {before: (run) => session.baseline.get(run), after: (run) => resultOf(ran, run)});
  if (!world.json) showChanges(world, verdicts, experiments);
  if (!await agreed(world, words, changed, changed === undefined ? 0 : lostItems(verdicts))) return 3;
  const record = changed === undefined ? undefined : {...changed, at: new Date().toISOString(), who: await gitIdentity(session.project.root), because: words.because ?? null, toolkit: await toolkitVersion()};
  await keep(session, ran, verdicts, record);
  if (world.json) printJson({accepted: experiments, changed: record ?? null});
  else tell(world, verdicts, experiments, record);
  await verify({...session, baseline: await readBaseline(session.project.root)}, ran);
  return 0;
}

/** Imported results are taken by `reprise import` alone. */
const computedHere = (tasks: Ran["asked"]): Ran["asked"] => tasks.filter(({experiment}) => experiment.origin !== "imported");

const resultOf = ({outcomes}: Ran, run: string) => {
  const outcome = outcomes.get(run);
  return outcome?.status === "done" ? outcome.result : undefined;
};

/** What becomes different, before anything is written. */
function showChanges(world: World, verdicts: Verdicts, experiments: readonly string[]): void {
  const runs = verdicts.runs.filter((run) => experiments.includes(run.experiment) && ["differs", "within-tolerance", "missing"].includes(run.verdict.status));
  const paragraphs = [runsText(runs), runs.length === 0 ? [] : itemsText(verdicts)].filter((lines) => lines.length > 0);
  for (const lines of paragraphs) world.say(`\n${lines.join("\n")}`);
  if (paragraphs.length > 0) world.say("");
}

/** What is published and can no longer be shown, say since a report cannot be made of the new results. */
const lostItems = ({values, claims, tables, figures}: Verdicts): number => [...values, ...claims, ...tables, ...figures].filter(({verdict}) => verdict.status === "missing").length;

/** At a terminal, published numbers are changed only after a yes; programs have said so by calling. */
async function agreed({json, say}: World, {yes}: Options, changed: Changed, lost: number): Promise<boolean> {
  const published = lost + [...changed?.values ?? [], ...changed?.claims ?? [], ...changed?.tables ?? [], ...changed?.figures ?? []].length;
  if (published === 0 || yes === true || json || process.stdin.isTTY !== true || process.stdout.isTTY !== true) return true;
  const terminal = createInterface({input: process.stdin, output: process.stdout});
  const ended = new Promise<string>((resolve) => terminal.once("close", () => resolve("no")));
  const answer = await Promise.race([terminal.question(`  ${pc.bold("Published values change.")} Make these results the baseline? [y/N] `), ended]);
  terminal.close();
  if (/^y(es)?$/i.test(answer.trim())) return true;
  say("  nothing was changed");
  return false;
}

/** Results, keys, provenance and changelog, all or nothing. */
async function keep(session: Session, ran: Ran, verdicts: Verdicts, record: ResultChange | undefined): Promise<void> {
  const {root} = session.project;
  const asked = new Set(computedHere(ran.asked).map((task) => task.experiment));
  await changeBaseline(root, (message) => session.say(`  ${message}`), async () => [
    ...await acceptedChanges(root, session.tasks.filter((task) => asked.has(task.experiment)), ran.outcomes),
    ...await provenanceChange(root, unrecordedOutcomes(ran.outcomes, verdicts, await recordedRuns(root))),
    ...(record === undefined ? [] : [await appendedChange(root, record)]),
  ]);
}

/** The outcomes that changed the baseline, and those of which no provenance is kept yet. */
function unrecordedOutcomes<T>(outcomes: ReadonlyMap<string, T>, before: Verdicts, recorded: ReadonlySet<string>): readonly T[] {
  return before.runs.filter((run) => run.verdict.status !== "identical" || !recorded.has(runPath(run))).flatMap((run) => outcomes.get(runPath(run)) ?? []);
}

function tell(world: World, {counts}: Verdicts, experiments: readonly string[], record: ResultChange | undefined): void {
  for (const id of experiments) {
    const {identical = 0, differs = 0, "within-tolerance": within = 0, new: fresh = 0, missing = 0} = counts[id] ?? {};
    world.say(`  accepted ${id}: ${identical} runs as before, ${differs + within} changed, ${fresh} new${missing > 0 ? `, ${missing} removed` : ""}`);
  }
  if (record !== undefined) world.say(pc.dim(`  noted in ${resultChangesFile}${record.because === null ? "; say why with --because" : ""}`));
}
