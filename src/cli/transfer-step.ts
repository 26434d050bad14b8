import pc from "picocolors";
import {UserError} from "../errors.ts";
import {parseAddress} from "../exchange/address.ts";
import {baselineObjects} from "../exchange/objects.ts";
import {openPlace} from "../exchange/open-place.ts";
import type {Place} from "../exchange/place.ts";
import {megabytes, showTransfer, silentTransfer} from "../exchange/transfer-progress.ts";
import type {pullObjects, Transferred} from "../exchange/transfer.ts";
import {settingsFile} from "../project/find-project.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {count, runOptions, type Options} from "./options.ts";
import type {World} from "./perform.ts";
import {selectedTasks} from "./run-step.ts";
import {openSession, type Session} from "./session.ts";

/** A transfer of the baseline's objects in one direction, in words. */
export interface Direction {
  readonly move: typeof pullObjects;
  /** "pushed to", "pulled from" */
  readonly done: string;
  /** What to do about objects that are not where they should come from. */
  readonly mend: string;
}

/** The largest object that is taken unless someone says more, in MB. */
const usualLargest = 4096;

/** Moves what the baseline of the selected runs points to, and tells what came of it: 0 all is there, 1 wrong bytes came, 3 some are lacking. */
export async function transferStep(world: World, options: Options, operands: readonly string[], direction: Direction): Promise<number> {
  const session = await openSession(world.cwd, world.json ? () => undefined : world.say);
  const place = placeOf(session, operands[0]);
  const objects = baselineObjects(await selectedTasks(session, runOptions(options)), session.baseline);
  if (objects.length === 0) throw new UserError("the baseline of these runs points to no weights and no predictions", "npx reprise accept, or --all for every group");
  const moved = await direction.move(objects, place, {
    root: session.project.root,
    store: session.store,
    largest: (count(options.largest, "--largest") ?? usualLargest) * 1e6,
    progress: world.json ? silentTransfer : showTransfer(process.stdout, world.now),
  });
  if (world.json) process.stdout.write(`${canonicalJson(transferRecord(moved, place))}\n`);
  else world.say(transferText(moved, place, direction));
  return has(moved, "refused") ? 1 : has(moved, "absent") ? 3 : 0;
}

function placeOf({project}: Session, where: string | undefined): Place {
  const text = where ?? project.settings.remote;
  if (text === undefined) throw new UserError("it was not said where", `name a folder, ssh://…, s3://… or https://…, or set remote in ${settingsFile}`);
  const address = parseAddress(text, where === undefined ? project.root : process.cwd());
  if (where === undefined && address.kind === "http" && address.base.username !== "") throw new UserError(`remote in ${settingsFile} holds a user's name, which everybody would read`, "take it out; a token goes in the environment's REPRISE_REMOTE_TOKEN");
  return openPlace(address, process.env);
}

const has = (moved: readonly Transferred[], status: Transferred["transfer"]["status"]): boolean => moved.some(({transfer}) => transfer.status === status);

const lacking = (moved: readonly Transferred[], wanted: "absent" | "refused") =>
  moved.flatMap(({object, transfer}) => (transfer.status === wanted ? [{...object, because: transfer.because}] : []));

const bytesOf = (moved: readonly Transferred[]): number => moved.reduce((sum, {transfer}) => sum + (transfer.status === "moved" ? transfer.bytes : 0), 0);

const countOf = (moved: readonly Transferred[], status: Transferred["transfer"]["status"]): number => moved.filter(({transfer}) => transfer.status === status).length;

const transferRecord = (moved: readonly Transferred[], {title}: Place) => ({
  format: "reprise.transfer/1", place: title,
  objects: moved.length, moved: countOf(moved, "moved"), kept: countOf(moved, "kept"), bytes: bytesOf(moved),
  absent: lacking(moved, "absent"), refused: lacking(moved, "refused"),
});

function transferText(moved: readonly Transferred[], {title}: Place, {done, mend}: Direction): string {
  const [absent, refused] = [lacking(moved, "absent"), lacking(moved, "refused")];
  const lines = [`  ${countOf(moved, "moved")} of ${moved.length} objects (${megabytes(bytesOf(moved))}) ${done} ${title}, each with its SHA-256; ${countOf(moved, "kept")} were there already`];
  for (const {digest, what, because} of refused.slice(0, 8)) lines.push(`${pc.red(`  ✗ ${what} refused: ${because}`)}\n      expected ${digest}`);
  if (refused.length > 8) lines.push(`  … and ${refused.length - 8} more were refused`);
  if (refused.length > 0) lines.push(`    ${pc.bold("mend:")} nothing of it entered the store; pull from another place, or have them pushed again`);
  const reasons = Map.groupBy(absent, ({because}) => because);
  for (const [because, lacked] of reasons) lines.push(pc.yellow(`  ○ ${lacked.length} ${lacked.length === 1 ? "object is" : "objects are"} lacking: ${because} (${lacked[0]?.what ?? ""}${lacked.length > 1 ? ", …" : ""})`));
  if (absent.length > 0) lines.push(`    ${pc.bold("mend:")} ${mend}`);
  return lines.join("\n");
}
