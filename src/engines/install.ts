import {mkdir, rename, rm} from "node:fs/promises";
import {join} from "node:path";
import {enginesFolder, readInstalled, type EngineLock, type InstalledEngine} from "../engine/native/installed-node.ts";
import {UserError} from "../errors.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {writeDurably} from "../store/durable-write.ts";
import {compiledBinding, type BindingMaker} from "./binding.ts";
import {catalogue, nodeHeaders, protobuf, type InstallableEngine, type NpmPackage} from "./catalogue.ts";
import {claimed} from "./claim.ts";
import {toolsOfLibrary, unpackLibrary, type Library, type LibrarySource} from "./library.ts";
import {unpackPackages} from "./npm-package.ts";
import type {Workshop} from "./workshop.ts";

/** What of the catalogue an installation uses; tests hand in packages of their own. */
export interface Parts {
  readonly binding: NpmPackage;
  readonly protobuf: NpmPackage;
  readonly nodeHeaders: NpmPackage;
}

export const partsOf = (engine: InstallableEngine): Parts => ({binding: catalogue[engine].binding, protobuf, nodeHeaders});

/**
 * Installs an engine into `.reprise/engines/<name>/`: packages, library, compiled binding, and a lock that says what they are.
 * It is put together beside and renamed, so that a half of it is never seen; what was fetched stays until it is done.
 */
export async function installEngine(engine: InstallableEngine, source: LibrarySource, workshop: Workshop, maker: BindingMaker = compiledBinding, parts: Parts = partsOf(engine)): Promise<InstalledEngine> {
  requirePlatform(engine, workshop.platform);
  const compiler = await maker.compiler(workshop); // before anything is fetched
  const folder = enginesFolder(workshop.root), downloads = join(folder, "downloads", engine), staging = join(folder, `${engine}.staging`);
  return claimed(join(folder, `${engine}.claim`), `installing ${engine}`, async () => {
    await rm(staging, {recursive: true, force: true});
    await mkdir(staging, {recursive: true});
    try {
      workshop.progress.step(`fetching ${[parts.binding, parts.protobuf, parts.nodeHeaders].map(({name, version}) => `${name} ${version}`).join(", ")} with npm`);
      await unpackPackages([parts.binding, parts.protobuf, parts.nodeHeaders], (part) => packageFolder(staging, part), join(staging, "packed"), workshop);
      const library = await unpackLibrary(engine, source, downloads, staging, workshop);
      requireSame(await readInstalled(join(folder, engine)), library);
      workshop.progress.step(`compiling the binding with ${compiler}`);
      const binding = await maker.make(staging, join(packageFolder(staging, parts.binding), "binding"), join(packageFolder(staging, parts.nodeHeaders), "include"), compiler, workshop);
      await writeLock(staging, {format: "reprise.engine-lock/1", engine, platform: workshop.platform, packages: [parts.binding, parts.protobuf], library: {version: binding.tensorflow, ...library}, binding: {path: binding.path, compiler}});
      await removeTools(staging, parts);
      await swapIn(staging, join(folder, engine));
      await rm(downloads, {recursive: true, force: true});
    } catch (error) {
      throw diskFull(error, downloads);
    } finally {
      await rm(staging, {recursive: true, force: true});
    }
    return (await readInstalled(join(folder, engine)))!;
  });
}

/** Removes an installed engine, with what was fetched for it. */
export async function removeEngine(engine: InstallableEngine | "webgpu", workshop: Workshop): Promise<void> {
  const folder = enginesFolder(workshop.root), leaving = join(folder, `${engine}.removed`);
  await claimed(join(folder, `${engine}.claim`), `installing or removing ${engine}`, async () => {
    await rm(leaving, {recursive: true, force: true});
    await rename(join(folder, engine), leaving).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new UserError(`the engine ${engine} is not installed here`, `npx reprise engine install ${engine}`);
      throw error;
    });
    for (const path of [leaving, join(folder, "downloads", engine)]) await rm(path, {recursive: true, force: true});
  });
}

function requirePlatform(engine: InstallableEngine, platform: string): void {
  const known = Object.keys({...catalogue[engine].libraries, ...catalogue[engine].wheels}).sort();
  if (!known.includes(platform)) throw new UserError(`the engine ${engine} cannot be had on ${platform}: TensorFlow's library for it exists for ${known.join(" and ")}`, "run with the engine wasm (the default, the same bits everywhere) or webgpu (any GPU)");
}

const packageFolder = (folder: string, {name}: NpmPackage): string => join(folder, "node_modules", name);

/** An archive that was taken before and has changed since, with nobody to say which is right, is refused. */
function requireSame(before: InstalledEngine | undefined, library: Library): void {
  const known = before?.lock.library;
  if (library.verified || known === undefined || known.from !== library.from || known.sha256 === library.sha256) return;
  throw new UserError(
    `${library.from} has changed since it was installed from: its SHA-256 was ${known.sha256}, now it is ${library.sha256}`,
    `if that is meant, say which is right (add #sha256=${library.sha256}), or remove the engine first: npx reprise engine remove ${before!.lock.engine}`,
  );
}

async function writeLock(staging: string, lock: EngineLock): Promise<void> {
  await writeDurably(join(staging, "lock.json"), `${canonicalJson(lock)}\n`);
  await writeDurably(join(staging, "package.json"), `${canonicalJson({private: true, dependencies: Object.fromEntries(lock.packages.map(({name, version}) => [name, version]))})}\n`);
}

/** Headers were for the compiler alone, and facts are in the lock. */
async function removeTools(staging: string, parts: Parts): Promise<void> {
  for (const path of [packageFolder(staging, parts.nodeHeaders), ...toolsOfLibrary.map((tool) => join(staging, tool))]) await rm(path, {recursive: true, force: true});
}

/** Puts what was made beside in the place of what was there. */
export async function swapIn(staging: string, folder: string): Promise<void> {
  const old = `${folder}.removed`;
  await rm(old, {recursive: true, force: true});
  await rename(folder, old).catch((error: unknown) => { if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error; });
  await rename(staging, folder);
  await rm(old, {recursive: true, force: true});
}

const diskFull = (error: unknown, downloads: string): unknown => error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT")
  ? new UserError(`the disk is full: ${error.message}`, `make room, then run the same command again: what is already fetched is kept in ${downloads}`)
  : error;
