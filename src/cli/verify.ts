import {resolve} from "node:path";
import type {Verdicts} from "../records/verdicts.ts";
import {writeDurably} from "../store/durable-write.ts";
import {verdictsJUnit} from "../verify/junit.ts";
import {exitCode} from "./exit-code.ts";
import {depthOf, runOptions, type Options} from "./options.ts";
import {runStep, selectedTasks, type Ran, type RunOptions} from "./run-step.ts";
import type {Session} from "./session.ts";
import {countsLine, depthWords, differencesText, notRunText, staleText, verdictTable} from "./summary.ts";
import {verify} from "./verify-step.ts";
import {open, printJson, progressOf, type World} from "./world.ts";
import {writeBundle} from "./write-bundle.ts";

/** Compares fresh results with the baseline and tells the verdicts; the baseline stays as it is. */
export async function perform(world: World, words: Options, operands: readonly string[]): Promise<number> {
  const depth = depthOf(words.from);
  const session = await open(world);
  const options = {...runOptions(words), ...(operands.length === 0 ? {} : {runs: operands})};
  const ran = depth === "results" ? await nothingRun(session, options) : await runStep(session, {...options, ...(depth === "scratch" ? {} : {from: depth})}, await progressOf(world));
  const verdicts = await verify(session, ran, depth);
  if (world.json) printJson({...verdicts, freshness: freshnessOf(ran)});
  else tell(world, session, ran, verdicts);
  if (words.junit !== undefined) await writeDurably(resolve(world.cwd, words.junit), verdictsJUnit(session.project.settings.title, verdicts));
  if (words.bundle !== undefined) {
    const runs = await writeBundle(session, ran, world.cwd, words.bundle);
    if (!world.json) world.say(`  ${words.bundle}   ${runs} ${runs === 1 ? "run" : "runs"}; compare it elsewhere: npx reprise diff ${words.bundle}\n`);
  }
  return exitCode({ran, verdicts, report: null, checks: null, incomplete: []});
}

const nothingRun = async (session: Session, options: RunOptions): Promise<Ran> => ({asked: await selectedTasks(session, options), outcomes: new Map()});

/** Whether each run was made now or taken from the cache: kept out of `build/verdicts.json`. */
const freshnessOf = ({outcomes}: Ran): Readonly<Record<string, "fresh" | "cached">> =>
  Object.fromEntries([...outcomes].flatMap(([run, outcome]) => (outcome.status === "done" ? [[run, outcome.fresh ? "fresh" : "cached"] as const] : [])));

function tell(world: World, session: Session, ran: Ran, verdicts: Verdicts): void {
  const runs = verdicts.depth === "results" ? `  ${depthWords.results}` : verdictTable({session, ran, verdicts});
  const paragraphs = [runs, differencesText(verdicts), notRunText(ran), staleText(verdicts), countsLine({verdicts, report: null, checks: null})];
  for (const text of paragraphs.filter((each) => each !== "")) world.say(`\n${text}`);
  world.say("");
}
