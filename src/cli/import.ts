import {resolve} from "node:path";
import pc from "picocolors";
import {UserError} from "../errors.ts";
import {importChanges, importedFiles, type ImportChange} from "../exchange/import-changes.ts";
import {readImported, type Imported} from "../exchange/imported-results.ts";
import {selectExperiments} from "../plan/selection.ts";
import {toolkitVersion} from "../project/toolkit-version.ts";
import type {ResultChange} from "../records/result-changes.ts";
import {changeBaseline} from "../run/accept.ts";
import {gitIdentity} from "../verify/git-identity.ts";
import {appendedChange} from "../project/result-changes.ts";
import type {Options} from "./options.ts";
import type {Session} from "./session.ts";
import {open, printJson, type World} from "./world.ts";

/** Takes records that were computed elsewhere as an experiment's results: shows what changes, then writes them. */
export async function perform(world: World, options: Options, operands: readonly string[]): Promise<number> {
  const [id = "", ...paths] = operands;
  if (paths.length === 0) throw new UserError("it was not said which file to import", "npx reprise import <experiment> <file.csv>");
  const session = await open(world);
  const experiment = selectExperiments(session.project, {experiments: [id]})[0]!;
  if (experiment.origin !== "imported") throw new UserError(`${id} is computed here: experiments/${id}/experiment.ts does not say otherwise`, 'declare origin: "imported" there, and take out what would run');
  const imported = await readImported(experiment, paths.map((path) => resolve(world.cwd, path)));
  const changes = importChanges(imported.results, session.baseline);
  const dry = options.dryRun === true;
  if (!world.json) world.say(changesText(id, changes, imported));
  if (!dry) await keep(session, id, imported, changes, options.because);
  if (world.json) printJson({format: "reprise.import/1", experiment: id, written: !dry, files: imported.files, ignored: imported.ignored, changes});
  else world.say(dry ? `  nothing was written: --dry-run` : `  ${imported.results.length} results of ${id} are recorded in results/${id}; they read ${pc.bold("recorded")}, never reproduced`);
  return 0;
}

/** Results, keys and the line in the changelog of results, all or nothing. */
async function keep(session: Session, id: string, imported: Imported, changes: readonly ImportChange[], because: string | undefined): Promise<void> {
  const {project: {root}, tasks, say} = session;
  const changed = importedChange(id, changes);
  const record = changed === undefined ? undefined : {...changed, at: new Date().toISOString(), who: await gitIdentity(root), because: because ?? null, toolkit: await toolkitVersion()};
  await changeBaseline(root, (message) => say(`  ${message}`), async () => [
    ...await importedFiles(root, tasks.filter((task) => task.experiment.id === id), imported),
    ...(record === undefined ? [] : [await appendedChange(root, record)]),
  ]);
}

/** What an import changes, as the changelog of results tells it; undefined where nothing changes. */
function importedChange(id: string, changes: readonly ImportChange[]): Omit<ResultChange, "at" | "who" | "because" | "toolkit"> | undefined {
  const of = (status: ImportChange["status"]): readonly ImportChange[] => changes.filter((change) => change.status === status);
  if (changes.every(({status}) => status === "same")) return undefined;
  return {
    counts: {[id]: {identical: of("same").length, changed: of("changed").length, new: of("new").length, removed: of("removed").length}},
    runs: of("changed").map(({run, metrics}) => ({run, metrics: Object.fromEntries(metrics.map(({name, before, after}) => [name, {before: before ?? null, after}]))})),
    removed: of("removed").map(({run}) => run),
    values: [], claims: [], tables: [], figures: [],
    causes: ["records that were computed elsewhere"],
  };
}

function changesText(id: string, changes: readonly ImportChange[], {files, ignored}: Imported): string {
  const count = (status: ImportChange["status"]): number => changes.filter((change) => change.status === status).length;
  const lines = files.map(({name, digest}) => `  ${name}   ${pc.dim(`SHA-256 ${digest}`)}`);
  lines.push(`  ${id}: ${count("new")} new, ${count("changed")} changed, ${count("same")} as before${count("removed") > 0 ? `, ${count("removed")} removed: planned no more` : ""}`);
  const moved = changes.filter(({metrics}) => metrics.length > 0);
  for (const {run, metrics} of moved.slice(0, 8)) lines.push(`      ${run}   ${metrics.map(({name, before, after}) => `${name} ${before ?? "absent"} → ${after}`).join(", ")}`);
  if (moved.length > 8) lines.push(`      … and ${moved.length - 8} more`);
  if (ignored.length > 0) lines.push(pc.dim(`  columns not taken: ${ignored.join(", ")}`));
  return lines.join("\n");
}
