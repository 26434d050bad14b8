import {resolve} from "node:path";
import {setTimeout} from "node:timers/promises";
import type {InstallableEngine} from "../engines/catalogue.ts";
import type {LibrarySource} from "../engines/library.ts";
import type {Workshop} from "../engines/workshop.ts";
import {UserError} from "../errors.ts";

/** What `reprise engine` was told about where the library comes from. */
export interface EngineOptions {
  readonly from?: string;
  readonly fromWheel?: string | true;
}

/** What came of it, for people and for programs. */
interface Told {
  readonly text: string;
  readonly record: unknown;
}

/** Where the command was given, and where its progress is told, if anywhere. */
interface Surroundings {
  readonly cwd: string;
  /** The project's folder. */
  readonly root: string;
  readonly output: NodeJS.WriteStream | undefined;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Installs or removes an engine of a project. */
export async function changeEngine(words: readonly string[], options: EngineOptions, {cwd, root, output, now}: Surroundings): Promise<Told> {
  const {verb, engine} = parseWords(words);
  const {installEngine, removeEngine} = await import("../engines/install.ts");
  const {installDawn} = await import("../engines/dawn.ts");
  const workshop = await openWorkshop(root, output, now);
  if (verb === "remove") {
    await removeEngine(engine, workshop);
    return {text: `  removed the engine ${engine}`, record: {removed: engine}};
  }
  if (engine === "webgpu") {
    if (options.from !== undefined || options.fromWheel !== undefined) throw new UserError("engine install webgpu: --from and --from-wheel name TensorFlow's library, which it does not use", "leave them out");
    return toldOfDawn(await installDawn(workshop));
  }
  const {folder, lock} = await installEngine(engine, sourceOf(options, cwd), workshop);
  const text = `  installed the engine ${engine}: TensorFlow ${lock.library.version}, ${lock.packages[0]?.name} ${lock.packages[0]?.version} (${folder})\n  use it with --engine ${engine}: its results are statistical, and compare with a baseline's within tolerance`;
  return {text, record: {installed: engine, folder, lock}};
}

function toldOfDawn(folder: string): Told {
  const text = `  installed Dawn for the engine webgpu (${folder})\n  npx reprise doctor tells which GPU it finds; use it with --engine webgpu`;
  return {text, record: {installed: "webgpu", folder}};
}

function parseWords([verb, engine, ...rest]: readonly string[]): {readonly verb: "install" | "remove"; readonly engine: InstallableEngine | "webgpu"} {
  const told = rest.length > 0 ? `engine ${[verb, engine, ...rest].join(" ")}: one engine at a time` : verb !== "install" && verb !== "remove" ? `engine ${verb}: there is no such word` : `engine ${verb} ${engine ?? ""}: there is no such engine to ${verb}`;
  if (rest.length === 0 && (verb === "install" || verb === "remove") && (engine === "cuda" || engine === "native" || engine === "webgpu")) return {verb, engine};
  throw new UserError(told.trim(), "npx reprise engine install webgpu, engine install cuda, engine install native, or engine remove and one of these names");
}

function sourceOf({from, fromWheel}: EngineOptions, cwd: string): LibrarySource {
  if (from !== undefined && fromWheel !== undefined) throw new UserError("--from and --from-wheel name two sources", "give one of them");
  if (fromWheel === undefined) return {kind: "archive", ...(from === undefined ? {} : {from: fromThere(from, cwd)})};
  return {kind: "wheel", ...(fromWheel === true ? {} : {from: fromThere(fromWheel, cwd)})};
}

/** Addresses and versions as they are, files as seen from where the command was given. */
const fromThere = (place: string, cwd: string): string => (/^(https?:\/\/|\d+\.\d+\.\d+$)/.test(place) ? place : resolve(cwd, place));

async function openWorkshop(root: string, output: NodeJS.WriteStream | undefined, now: () => number): Promise<Workshop> {
  const {showProgress, silent} = await import("../engines/progress.ts");
  return {
    root,
    platform: `${process.platform}-${process.arch}`,
    environment: process.env,
    progress: output === undefined ? silent : showProgress(output, now),
    pause: (seconds) => setTimeout(seconds * 1000),
  };
}
