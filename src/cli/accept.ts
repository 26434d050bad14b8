import {UserError} from "../errors.ts";
import {readBaseline} from "../project/baseline.ts";
import type {Verdicts} from "../records/verdicts.ts";
import {runPath} from "../results/names.ts";
import {acceptedChanges, changeBaseline, provenanceChange, recordedRuns} from "../run/accept.ts";
import {runOptions, type Options} from "./options.ts";
import {open, progressOf, type World} from "./world.ts";
import {runStep} from "./run-step.ts";
import {verify} from "./verify-step.ts";

/** Makes fresh results the baseline and notes where they were computed. */
export async function perform(world: World, words: Options, operands: readonly string[]): Promise<number> {
  const options = runOptions(words, operands);
  const session = await open(world);
  if (options.seeds !== undefined) throw new UserError("accept --seeds: a baseline holds every planned run", "accept without --seeds");
  const ran = await runStep(session, options, await progressOf(world));
  const before = await verify(session, ran);
  const {root} = session.project;
  const experiments = [...new Set(ran.asked.map((task) => task.experiment))];
  await changeBaseline(root, (message) => session.say(`  ${message}`), async () => {
    const changes = await acceptedChanges(root, session.tasks.filter((task) => experiments.includes(task.experiment)), ran.outcomes);
    return [...changes, ...await provenanceChange(root, unrecordedOutcomes(ran.outcomes, before, await recordedRuns(root)))];
  });
  for (const {id} of experiments) {
    const counts = before.counts[id];
    world.say(`  accepted ${id}: ${counts?.identical ?? 0} runs as before, ${counts?.differs ?? 0} changed, ${counts?.new ?? 0} new`);
  }
  await verify({...session, baseline: await readBaseline(root)}, ran);
  return 0;
}

/** The outcomes that changed the baseline, and those of which no provenance is kept yet. */
function unrecordedOutcomes<T>(outcomes: ReadonlyMap<string, T>, before: Verdicts, recorded: ReadonlySet<string>): readonly T[] {
  return before.runs.filter((run) => run.verdict.status !== "identical" || !recorded.has(runPath(run))).flatMap((run) => outcomes.get(runPath(run)) ?? []);
}
