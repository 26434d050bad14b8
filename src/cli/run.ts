import pc from "picocolors";
import {groupReasons, reasonLines, type Reason} from "../plan/reasons.ts";
import {runOptions, type Options} from "./options.ts";
import {runStep, type Ran} from "./run-step.ts";
import {open, printJson, progressOf, type World} from "./world.ts";

/** Makes the runs that are not cached and tells how many those were. */
export async function perform(world: World, options: Options): Promise<number> {
  const ran = await runStep(await open(world), runOptions(options), await progressOf(world));
  const outcomes = [...ran.outcomes.values()];
  const computed = [...ran.outcomes].filter(([, outcome]) => outcome.status === "done" && outcome.fresh).map(([run]) => run);
  const notRun = outcomes.filter((outcome) => outcome.status !== "done").length;
  const cached = outcomes.length - computed.length - notRun;
  if (world.json) printJson({computed, cached, notRun, ...(ran.reasons === undefined ? {} : {reasons: groupReasons(ran.reasons)})});
  else await tell(world, ran, `  ${outcomes.length} runs: ${computed.length} computed, ${cached} cached, ${notRun} not run`);
  return outcomes.some((outcome) => outcome.status === "failed") ? 1 : notRun > 0 ? 3 : 0;
}

async function tell(world: World, ran: Ran, counts: string): Promise<void> {
  if (ran.reasons !== undefined) world.say(reasonsText(ran.reasons, "made"));
  world.say(counts);
  if ([...ran.outcomes.values()].every((outcome) => outcome.status === "done")) return;
  const {notRunText} = await import("./summary.ts");
  world.say(notRunText(ran));
}

/** Reasons, one line each, what is cached dimmed. */
export const reasonsText = (reasons: ReadonlyMap<string, Reason>, miss: string): string =>
  groupReasons(reasons).flatMap((group) => reasonLines([group], miss).map((line) => `  ${group.cached ? pc.dim(line) : line}`)).join("\n");
