import pc from "picocolors";
import type {ProjectExperiment} from "../project/project.ts";
import {groupReasons, readReasons} from "../plan/reasons.ts";
import {selectExperiments, selectsReplicate} from "../plan/selection.ts";
import {notHermetic} from "../run/workers/hermetic.ts";
import {runOptions, type Options} from "./options.ts";
import {reasonsText} from "./reasons-text.ts";
import type {Session} from "./session.ts";
import {alignedTable} from "./table.ts";
import {open, printJson, type World} from "./world.ts";

/** Tells per experiment how many runs are planned and how many are cached. */
export async function perform(world: World, words: Options): Promise<number> {
  const options = runOptions(words);
  const session = await open(world);
  const experiments = selectExperiments(session.project, options);
  const tasks = session.tasks.filter((task) => experiments.includes(task.experiment) && selectsReplicate(task.replicate.factors, options));
  const rows = await Promise.all(experiments.map((experiment) => rowOf(experiment, tasks, session)));
  if (world.json) printJson(words.reasons === true ? {experiments: rows, reasons: groupReasons(await readReasons(tasks, session.store))} : rows);
  else {
    world.say(alignedTable([["experiment", "group", "variants", "replicates", "runs", "cached"], ...rows.map((row) => [row.experiment, row.group, row.variants, row.replicates, row.runs, row.imported ? "imported" : row.cached].map(String))]));
    const loose = notHermetic(tasks);
    if (loose.length > 0) world.say(pc.dim(`  not hermetic: ${loose.join(", ")}; what they read is not held to what they declare`));
    if (words.reasons === true) world.say(`\n${reasonsText(await readReasons(tasks, session.store), "to make")}`);
  }
  return 0;
}

async function rowOf(experiment: ProjectExperiment, all: Session["tasks"], {store}: Session) {
  const tasks = all.filter((task) => task.experiment === experiment);
  const cached = (await Promise.all(tasks.map((task) => store.recall("runs", task.key)))).filter((text) => text !== undefined).length;
  return {
    experiment: experiment.id, group: experiment.group, variants: experiment.variants.length, replicates: experiment.replicates.length, runs: tasks.length, cached, imported: experiment.origin === "imported", hermetic: notHermetic(tasks).length === 0,
    keys: Object.fromEntries(tasks.map((task) => [`${task.variant.name}/${task.replicate.name}`, task.key])),
  };
}
