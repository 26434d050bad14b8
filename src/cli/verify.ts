import {exitCode} from "./exit-code.ts";
import {depthOf, runOptions, type Options} from "./options.ts";
import {open, printJson, progressOf, type World} from "./world.ts";
import {runStep} from "./run-step.ts";
import {differencesText, notRunText, verdictTable} from "./summary.ts";
import {verify} from "./verify-step.ts";

/** Compares fresh results with the baseline and tells the verdicts. */
export async function perform(world: World, options: Options): Promise<number> {
  const session = await open(world);
  const depth = depthOf(options.from);
  const ran = await runStep(session, {...runOptions(options), ...(depth === "weights" || depth === "predictions" ? {from: depth} : {})}, await progressOf(world));
  const verdicts = await verify(session, ran, depth);
  if (world.json) printJson(verdicts);
  else for (const text of [verdictTable({session, ran, verdicts}), differencesText(verdicts), notRunText(ran)].filter((each) => each !== "")) world.say(`\n${text}`);
  return exitCode({session, ran, verdicts, report: null, papers: [], checks: null, site: null, incomplete: [], milliseconds: 0});
}
