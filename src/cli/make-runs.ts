import {groupReasons} from "../plan/reasons.ts";
import type {RunOutcome} from "../run/outcome.ts";
import {runOptions, type Options} from "./options.ts";
import {reasonsText} from "./reasons-text.ts";
import {countsLine} from "./run-counts.ts";
import {runStep, type Ran} from "./run-step.ts";
import {notRunText} from "./summary.ts";
import {open, printJson, progressOf, type World} from "./world.ts";

/** Makes what is not cached, and tells what came of it: 1 where a run failed, 3 where one was not run. */
export async function makeRuns(world: World, options: Options): Promise<number> {
  const ran = await runStep(await open(world), runOptions(options), await progressOf(world));
  const outcomes = [...ran.outcomes.values()];
  const computed = [...ran.outcomes].filter(([, outcome]) => outcome.status === "done" && outcome.fresh).map(([run]) => run);
  const [notRun, failed] = [count(outcomes, "not-run"), count(outcomes, "failed")];
  const cached = outcomes.length - computed.length - notRun - failed;
  if (world.json) printJson({computed, cached, notRun, failed, ...(ran.reasons === undefined ? {} : {reasons: groupReasons(ran.reasons)})});
  else tell(world, ran, countsLine(computed.length, cached, notRun, failed));
  return failed > 0 ? 1 : notRun > 0 ? 3 : 0;
}

const count = (outcomes: readonly RunOutcome[], status: RunOutcome["status"]): number => outcomes.filter((outcome) => outcome.status === status).length;

function tell(world: World, ran: Ran, counts: string): void {
  const notRun = notRunText(ran);
  for (const text of [ran.reasons === undefined ? "" : reasonsText(ran.reasons, "made"), counts, notRun]) if (text !== "") world.say(text);
}
