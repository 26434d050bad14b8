import {statSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {basename, join, resolve} from "node:path";
import {UserError} from "../errors.ts";
import {isThere} from "../store/is-there.ts";
import {catalogue, libraryAddress, wheelIndex, type InstallableEngine} from "./catalogue.ts";
import {digestOf, download, type Fetched, type Remote} from "./download.ts";
import {extract, type ExtractedFile} from "./extract.ts";
import {findWheel} from "./wheel-index.ts";
import type {Workshop} from "./workshop.ts";

/** Where TensorFlow's C library is to come from. */
export type LibrarySource =
  /** TensorFlow's own archive: from its address, from a mirror's folder, an archive's address, or a file. */
  | {readonly kind: "archive"; readonly from?: string}
  /** TensorFlow's Python wheel: the newest, or of a version, from an index (an address), a wheel's address, or a file. */
  | {readonly kind: "wheel"; readonly from?: string};

/** TensorFlow's C library, unpacked. */
export interface Library {
  /** The archive that it came out of: an address, or the name of a file. */
  readonly from: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Whether somebody had said before what the digest must be. */
  readonly verified: boolean;
  /** The shared libraries, under the names by which the loader asks for them. */
  readonly files: readonly ExtractedFile[];
  /** The CUDA and cuDNN that it was built for; null where it was built without. */
  readonly cuda: string | null;
  readonly cudnn: string | null;
  /** The Python packages that bring those, as its wheel names them. */
  readonly companions: readonly string[];
}

/** The archive, here; `keep` says that it is the reader's own file. */
interface Here extends Fetched {
  readonly from: string;
  readonly verified: boolean;
}

/** The folder of an engine that holds the shared libraries, and the one of the headers, needed while compiling alone. */
export const libraryFolder = "tensorflow";
export const headerFolder = "include";

/** Fetches (or finds) TensorFlow's C library for an engine, verifies it, and unpacks libraries and headers into `folder`. */
export async function unpackLibrary(engine: InstallableEngine, source: LibrarySource, downloads: string, folder: string, workshop: Workshop): Promise<Library> {
  const place = await locate(engine, source, workshop);
  const here = "path" in place ? await onDisk(place) : {...await download(place, downloads, workshop), from: place.address, verified: place.sha256 !== undefined};
  const label = `unpacking ${basename(here.from)}`;
  const files = await extract(here.path, folder, placeInEngine, (bytes, total) => workshop.progress.bytes(label, bytes, total));
  workshop.progress.done(label, files.reduce((sum, file) => sum + file.bytes, 0));
  const libraries = files.filter((file) => file.path.startsWith(`${libraryFolder}/`));
  requireParts(here, files.map((file) => file.path));
  return {from: here.from, sha256: here.sha256, bytes: here.bytes, verified: here.verified, files: libraries, ...await builtFor(folder, here.from)};
}

type Place = Remote | {readonly path: string; readonly sha256?: string};

/** A file on this disk, or an address, possibly with the digest that it must have after `#sha256=`. */
async function locate(engine: InstallableEngine, {kind, from}: LibrarySource, workshop: Workshop): Promise<Place> {
  const [where, sha256] = splitDigest(from);
  const given = sha256 === undefined ? {} : {sha256};
  const isAddress = where !== undefined && /^https?:\/\//.test(where);
  const ending = kind === "wheel" ? /\.(whl|zip)$/ : /\.(tar\.gz|tgz)$/;
  if (isAddress && ending.test(new URL(where).pathname)) return {address: where, ...given};
  if (kind === "wheel" && (where === undefined || isAddress || /^\d+\.\d+\.\d+$/.test(where))) {
    return findWheel(wheelProject(engine, workshop), isAddress ? undefined : where, isAddress ? where : wheelIndex, workshop.platform);
  }
  const archive = kind === "archive" && (where === undefined || isAddress || isFolder(resolve(workshop.root, where))) ? publishedArchive(engine, workshop) : undefined;
  if (where === undefined || isAddress) return {address: new URL(archive!.file, withSlash(where ?? libraryAddress)).href, sha256: sha256 ?? archive!.sha256};
  const path = archive === undefined ? resolve(workshop.root, where) : join(resolve(workshop.root, where), archive.file);
  if (!isThere(path)) throw new UserError(`there is no file ${path}`, "name an archive that is there, or an address that begins with https://");
  return {path, ...(archive === undefined ? given : {sha256: archive.sha256})};
}

const withSlash = (address: string): string => (address.endsWith("/") ? address : `${address}/`);
const isFolder = (path: string): boolean => statSync(path, {throwIfNoEntry: false})?.isDirectory() === true;

function splitDigest(from: string | undefined): readonly [string | undefined, string | undefined] {
  const match = /^(.*)#sha256=([0-9a-fA-F]{64})$/.exec(from ?? "");
  return match === null ? [from, undefined] : [match[1], match[2]!.toLowerCase()];
}

function publishedArchive(engine: InstallableEngine, {platform}: Workshop) {
  const archive = catalogue[engine].libraries[platform];
  if (archive === undefined) throw new UserError(`TensorFlow publishes no C library of ${engine} for ${platform}`, "take TensorFlow's Python wheel: --from-wheel; or an archive of yours: --from FILE");
  return archive;
}

function wheelProject(engine: InstallableEngine, {platform}: Workshop): string {
  const project = catalogue[engine].wheels[platform];
  if (project === undefined) throw new UserError(`TensorFlow has no Python wheel of ${engine} for ${platform}`, "name a wheel of yours: --from-wheel FILE");
  return project;
}

async function onDisk(place: {readonly path: string; readonly sha256?: string}): Promise<Here> {
  const sha256 = await digestOf(place.path);
  if (place.sha256 !== undefined && place.sha256 !== sha256) {
    throw new UserError(`${place.path} is not what it should be: expected the SHA-256 ${place.sha256}, got ${sha256}`, "nothing of it was used: fetch the file again");
  }
  return {path: place.path, bytes: statSync(place.path).size, sha256, from: basename(place.path), verified: place.sha256 !== undefined};
}

const buildInfo = "build_info.py", metadata = "METADATA";

/** What of an unpacked archive is needed until the binding is compiled. */
export const toolsOfLibrary: readonly string[] = [headerFolder, buildInfo, metadata];

/** Wheels and TensorFlow's archives keep the same libraries, headers and facts in other folders. */
function placeInEngine(name: string): string | undefined {
  const path = name.replace(/^\.\//, "");
  const library = /^(?:lib|tensorflow)\/(libtensorflow(?:_cc|_framework)?\.so)\.(\d+)((?:\.\d+)*)$/.exec(path);
  // The archive has libtensorflow.so.2.9.1 and links to it, a wheel libtensorflow_cc.so.2: the loader asks for the first number alone.
  if (library !== null) return `${libraryFolder}/${library[1]}.${library[2]}`;
  if (path === "tensorflow/python/platform/build_info.py") return buildInfo;
  if (/^tensorflow[a-z_]*-[\d.]+\.dist-info\/METADATA$/.test(path)) return metadata;
  const header = /^(?:tensorflow\/)?include\/((?:tensorflow|tsl|xla)\/.+\.h)$/.exec(path)?.[1];
  return header !== undefined && /^(tensorflow\/(c|core\/platform|tsl)|tsl|xla\/tsl)\//.test(header) ? `${headerFolder}/${header}` : undefined;
}

function requireParts({path}: Here, files: readonly string[]): void {
  const missing = [
    ["libtensorflow", (file: string) => /^tensorflow\/libtensorflow(_cc)?\.so\.\d+$/.test(file)],
    ["libtensorflow_framework", (file: string) => /^tensorflow\/libtensorflow_framework\.so\.\d+$/.test(file)],
    ["tensorflow/c/eager/c_api.h", (file: string) => file === `${headerFolder}/tensorflow/c/eager/c_api.h`],
  ] as const;
  const absent = missing.filter(([, is]) => !files.some(is)).map(([what]) => what);
  if (absent.length > 0) throw new UserError(`${basename(path)} is no TensorFlow for this machine: it has no ${absent.join(", no ")}`, "name an archive of libtensorflow for Linux (--from), or a Linux wheel of tensorflow or tensorflow-cpu (--from-wheel)");
}

/** A wheel says in Python what it was built for; TensorFlow's archive 2.9.1 for GPUs was built for CUDA 11.2 and cuDNN 8.1 (tensorflow.org/install/source). */
async function builtFor(folder: string, from: string): Promise<Pick<Library, "cuda" | "cudnn" | "companions">> {
  if (/-gpu-.*-2\.9\.1\.tar\.gz$/.test(from)) return {cuda: "11.2", cudnn: "8.1", companions: []};
  const [facts, described] = await Promise.all([buildInfo, metadata].map((file) => readFile(join(folder, file), "utf8").catch(() => "")));
  const fact = (name: string): string | null => new RegExp(`'${name}', '([^']+)'`).exec(facts!)?.[1] ?? null;
  const companions = [...described!.matchAll(/^Requires-Dist: ([\w.-]+[<>=!~,\d.]*) *; *extra == ["']and-cuda["']/gm)].map(([, name]) => name!);
  return {cuda: fact("cuda_version"), cudnn: fact("cudnn_version"), companions: fact("cuda_version") === null ? [] : companions};
}
