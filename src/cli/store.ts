import {join} from "node:path";
import pc from "picocolors";
import {UserError} from "../errors.ts";
import {sha256} from "../store/digest.ts";
import {checkStore, countStore, type StoreCounts} from "../store/check.ts";
import {otherProcesses} from "../store/presence.ts";
import {processName} from "../store/process-tag.ts";
import {findUnreferenced, removeUnreferenced, type References} from "../store/unreferenced.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {pathOf} from "../plan/tasks.ts";
import type {Options} from "./options.ts";
import type {Session} from "./session.ts";
import {alignedTable} from "./table.ts";
import {open, printJson, type World} from "./world.ts";

/** Tells how much is stored, and how much of it nothing refers to; `check` hashes all of it, `clean` removes what nothing refers to. */
export async function perform(world: World, _options: Options, [action = "show"]: readonly string[]): Promise<number> {
  if (!["show", "check", "clean"].includes(action)) throw new UserError(`store ${action}: there is no such thing to do`, "npx reprise store, npx reprise store check, or npx reprise store clean");
  const session = await open(world);
  switch (action) {
    case "check": return checkAll(world, session);
    case "clean": return cleanAll(world, session);
    default: return show(world, session);
  }
}

async function show(world: World, session: Session): Promise<number> {
  const {root} = session.project;
  const counts = await countStore(root);
  const {files, bytes} = await findUnreferenced(root, referencesOf(session));
  if (world.json) printJson({counts, unreferenced: {files: files.length, bytes}});
  else world.say(`${tableOf(counts)}\n\n  ${files.length === 0 ? "everything is referred to" : `nothing refers to ${files.length} files (${size(bytes)}): npx reprise store clean`}`);
  return 0;
}

async function checkAll(world: World, session: Session): Promise<number> {
  const {root} = session.project;
  const faults = await checkStore(root);
  const files = Object.values(await countStore(root)).reduce((sum, each) => sum + each.files, 0);
  if (world.json) printJson({files, faults});
  else if (faults.length === 0) world.say(pc.green(`  ✓ ${files} files were read, and each is what its name says`));
  else for (const {file, because} of faults) world.say(pc.yellow(`  ○ ${file}: ${because}; set aside, and made again when it is needed`));
  return faults.length === 0 ? 0 : 1;
}

/** Another process may have stored something that it is about to refer to. */
async function cleanAll(world: World, session: Session): Promise<number> {
  const {root} = session.project;
  const [other] = await otherProcesses(root);
  if (other !== undefined) throw new UserError(`${processName(other)} works in this project`, "clean the store when it is done");
  const unreferenced = await findUnreferenced(root, referencesOf(session));
  await removeUnreferenced(unreferenced);
  if (world.json) printJson({removed: unreferenced.files.length, bytes: unreferenced.bytes});
  else world.say(`  ${unreferenced.files.length} files removed, ${size(unreferenced.bytes)}; what the plan and the baseline refer to is kept`);
  return 0;
}

function referencesOf({tasks, baseline, project}: Session): References {
  const runs = new Map(tasks.map((task) => [pathOf(task), task]));
  const keys = {runs: new Set(tasks.map((task) => task.key)), trained: new Set(tasks.map((task) => task.trainingKey)), made: new Set([...runs.keys()].map(sha256))};
  const declared = project.experiments.flatMap((experiment) => Object.values(experiment.data));
  return {
    texts: [...[...baseline.values()].map((result) => canonicalJson(result.digests)), JSON.stringify(declared)],
    bundles: new Set(tasks.flatMap(({code}) => Object.values(code).flatMap((bundle) => bundleName(bundle)))),
    isCurrent: (kind, key, text) => (kind === "checkpoints" ? keys.trained : keys[kind]).has(key) || (kind === "runs" && isOnOtherEngine(text, runs)),
  };
}

const bundleName = (bundle: unknown): readonly string[] => {
  const file = (bundle as {readonly file?: unknown} | undefined)?.file;
  return typeof file === "string" ? [file.slice(file.lastIndexOf("bundles") + "bundles".length + 1)] : [];
};

/** A planned run that was made on another engine than its experiment's has a key that the plan does not hold. */
function isOnOtherEngine(text: string, runs: ReadonlyMap<string, {readonly parts: {readonly engine: {readonly name: string}}}>): boolean {
  const {result} = JSON.parse(text) as {readonly result: {readonly experiment: string; readonly variant: string; readonly replicate: string; readonly engine: string}};
  const planned = runs.get(join(result.experiment, result.variant, result.replicate).replaceAll("\\", "/"));
  return planned !== undefined && planned.parts.engine.name !== result.engine;
}

const titles: Readonly<Record<keyof StoreCounts, string>> = {
  runs: "results by run key", trained: "trainings by key", made: "what runs were made of", digests: "digests that took long",
  objects: "weights, predictions, data", checkpoints: "checkpoints of trainings under way", aside: "set aside", bundles: "bundles of code",
};

function tableOf(counts: StoreCounts): string {
  const rows = Object.entries(titles).map(([kind, title]) => ({title, ...counts[kind as keyof StoreCounts]}));
  const [files, bytes] = [rows.reduce((sum, row) => sum + row.files, 0), rows.reduce((sum, row) => sum + row.bytes, 0)];
  return alignedTable([["", "files", "size"], ...rows.filter((row) => row.files > 0).map((row) => [row.title, String(row.files), size(row.bytes)]), ["all", String(files), size(bytes)]]);
}

const size = (bytes: number): string => (bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`);
