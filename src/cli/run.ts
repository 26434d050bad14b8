import {countCached} from "./cached.ts";
import {runOptions, type Options} from "./options.ts";
import {countsLine} from "./run-counts.ts";
import {printJson, type World} from "./world.ts";

/** Makes the runs that are not cached and tells how many those were. */
export async function perform(world: World, options: Options): Promise<number> {
  const cached = await countCached(world.cwd, runOptions(options));
  if (cached === undefined) return (await import("./make-runs.ts")).makeRuns(world, options);
  if (world.json) printJson({computed: [], cached, notRun: 0, failed: 0});
  else world.say(countsLine(0, cached, 0));
  return 0;
}
