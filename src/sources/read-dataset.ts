import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {basename, isAbsolute, join, relative, resolve} from "node:path";
import type {DataDeclaration, DataFile, DataSource} from "../data/declaration.ts";
import {UserError} from "../errors.ts";
import {isThere} from "../store/is-there.ts";
import {sha256, type Store} from "../store/store.ts";

export interface SourceOptions {
  readonly root: string;
  readonly store: Store;
  /** Folders or addresses tried before a file's own sources: `REPRISE_MIRROR`, then the settings. */
  readonly mirrors: readonly string[];
  /** Hears of every source that was tried in vain and of long downloads. */
  readonly tell: (message: string) => void;
}

/** A place that a file was looked for, with what came of it. */
interface Attempt {
  readonly place: string;
  readonly outcome: string;
}

/** The verified files of a data set: their bytes lie in the store under these digests. */
export async function readDataset(declaration: DataDeclaration, options: SourceOptions): Promise<Readonly<Record<string, string>>> {
  const paths: Record<string, string> = {};
  for (const [name, file] of Object.entries(declaration.files)) paths[name] = await readDataFile(declaration, name, file, options);
  return paths;
}

async function readDataFile(declaration: DataDeclaration, name: string, file: DataFile, options: SourceOptions): Promise<string> {
  const attempts: Attempt[] = [];
  for (const candidate of candidates(declaration, file, options)) {
    const bytes = await candidate.read(file.bytes).catch((error: unknown) => {
      attempts.push({place: candidate.place, outcome: reason(error)});
      return undefined;
    });
    if (bytes === undefined) continue;
    const digest = sha256(bytes);
    if (digest === file.sha256) return options.store.path(await options.store.put(bytes));
    attempts.push({place: candidate.place, outcome: `has ${bytes.length} bytes with SHA-256 ${digest}`});
  }
  throw new UserError(
    `data ${declaration.id}, file ${name}: no source has the ${file.bytes} bytes with SHA-256 ${file.sha256}\n${attempts.map((a) => `    ${a.place}: ${a.outcome}`).join("\n")}`,
    `put the file into a folder and name that folder in REPRISE_MIRROR, for example REPRISE_MIRROR=~/data (expected there: ${fileNames(declaration, file).join(" or ")})`,
    3,
  );
}

interface Candidate {
  readonly place: string;
  /** Gives up on a download of more than `limit` bytes. */
  read(limit: number): Promise<Uint8Array>;
}

/** What is here already, then mirrors, then the declared sources in their order. */
function candidates(declaration: DataDeclaration, file: DataFile, options: SourceOptions): readonly Candidate[] {
  const mirrored = options.mirrors.flatMap((mirror) => fileNames(declaration, file).map((name) => at(mirror, name, options)));
  const stored: Candidate = {
    place: "the project's store",
    read: async () => await options.store.get(file.sha256) ?? Promise.reject(new Error("not there")),
  };
  return [stored, ...mirrored, ...file.sources.map((source) => fromSource(source, options))];
}

/** How a mirror may name a file: under the data set's id, or by itself. */
function fileNames(declaration: DataDeclaration, file: DataFile): readonly string[] {
  const names = [...new Set(file.sources.map((source) => basename(sourcePath(source))))];
  return names.flatMap((name) => [`${declaration.id}/${name}`, name]);
}

const sourcePath = (source: DataSource): string =>
  "url" in source ? new URL(source.url).pathname : "package" in source ? source.path : source.file;

function at(mirror: string, name: string, options: SourceOptions): Candidate {
  return /^https?:/.test(mirror) ? download(`${mirror.replace(/\/$/, "")}/${name}`, options) : onDisk(resolve(options.root, mirror, name), name);
}

function fromSource(source: DataSource, options: SourceOptions): Candidate {
  if ("url" in source) return download(source.url, options);
  if ("file" in source) return onDisk(inside(options.root, source.file), source.file);
  return {
    place: `npm package ${source.package}, ${source.path}`,
    read: () => readFile(join(packageFolder(source.package, options.root), source.path)),
  };
}

const onDisk = (path: string, place: string): Candidate => ({place, read: () => readFile(path)});

function download(address: string, options: SourceOptions): Candidate {
  return {
    place: address,
    async read(limit) {
      options.tell(`fetching ${address}`);
      return fetchBytes(address, limit);
    },
  };
}

/** However long a download takes, something has to come every minute. */
const patience = 60_000;

async function fetchBytes(address: string, limit: number): Promise<Uint8Array> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new Error("nothing came for a minute")), patience);
  try {
    const response = await fetch(address, {signal: stop.signal});
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      timer.refresh();
      bytes += chunk.length;
      if (bytes > limit) throw new Error(`has more than the declared ${limit} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(timer);
    stop.abort(); // of a body that nobody reads to its end
  }
}

/** The folder of an installed package, found from its package.json upwards. */
function packageFolder(name: string, root: string): string {
  const paths = createRequire(join(root, "package.json")).resolve.paths(name) ?? [];
  const folder = paths.map((path) => join(path, name)).find((path) => isThere(path));
  if (folder === undefined) throw new Error("not installed");
  return folder;
}

function inside(root: string, file: string): string {
  const path = resolve(root, file);
  const way = relative(root, path);
  if (way.startsWith("..") || isAbsolute(way)) throw new UserError(`data file ${file} lies outside the project`, "name a file inside the project's folder");
  return path;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "ENOENT") return "not there";
  const cause = error.cause instanceof Error && "code" in error.cause ? ` (${String(error.cause.code)})` : "";
  return `${error.message}${cause}`;
}
