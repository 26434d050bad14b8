import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {mkdir, open, statfs} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {pipeline} from "node:stream/promises";
import {createGunzip} from "node:zlib";
import * as yauzl from "yauzl";
import {UserError} from "../errors.ts";
import {megabytes} from "./progress.ts";
import {readTar} from "./tar.ts";

/** Where a file of an archive goes, by its name there: a path inside the folder, or undefined where it is not wanted. */
export type PlaceOf = (name: string) => string | undefined;

/** Hears how many bytes are written, and of how many, where the archive says it at its start. */
type Heard = (bytes: number, total?: number) => void;

/** A file that came out of an archive. */
export interface ExtractedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes the wanted files of a tar.gz or zip archive into a folder; `heard` gets the bytes written so far, and their sum where it is known.
 * Links are never made, and an archive of which any name leads out of the folder is refused whole.
 */
export async function extract(archive: string, folder: string, placeOf: PlaceOf, heard: Heard = () => undefined): Promise<readonly ExtractedFile[]> {
  const kind = await kindOf(archive);
  try {
    return kind === "zip" ? await extractZip(archive, folder, placeOf, heard) : await extractTar(archive, placeOf, writerInto(folder, heard));
  } catch (error) {
    if (error instanceof UserError || isOfThisMachine(error)) throw error;
    throw wrongArchive(archive, error instanceof Error ? error.message : String(error));
  }
}

/** A full disk or a forbidden folder is no fault of the archive. */
const isOfThisMachine = (error: unknown): boolean => error instanceof Error && "syscall" in error;

const wrongArchive = (archive: string, why: string): UserError =>
  new UserError(`${basename(archive)} cannot be unpacked: ${why}`, "the file is not what it should be: remove it, and fetch it again or from elsewhere");

async function kindOf(archive: string): Promise<"zip" | "tar.gz"> {
  const file = await open(archive, "r");
  try {
    const start = (await file.read(Buffer.alloc(4), 0, 4, 0)).buffer.toString("latin1");
    if (start.startsWith("PK")) return "zip";
    if (start.startsWith("\u001f\u008b")) return "tar.gz";
    throw wrongArchive(archive, "it is neither a tar.gz nor a zip archive");
  } finally {
    await file.close();
  }
}

type Write = (place: string, content: AsyncIterable<Uint8Array>) => Promise<ExtractedFile>;

function writerInto(folder: string, heard: Heard, total?: number): Write {
  let written = 0;
  return async (place, content) => {
    const path = join(folder, place);
    await mkdir(dirname(path), {recursive: true});
    const file = await open(path, "wx");
    const hash = createHash("sha256");
    let bytes = 0;
    try {
      for await (const chunk of content) {
        await file.writeFile(chunk);
        hash.update(chunk);
        bytes += chunk.length;
        heard(written += chunk.length, total);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    return {path: place, bytes, sha256: hash.digest("hex")};
  };
}

/** Whether a name stays inside the folder that an archive is unpacked into. */
const staysInside = (name: string): boolean => !/^([\\/]|[a-zA-Z]:)|\\|\0/.test(name) && !name.split("/").includes("..");

async function extractTar(archive: string, placeOf: PlaceOf, write: Write): Promise<readonly ExtractedFile[]> {
  const files: ExtractedFile[] = [];
  await pipeline(createReadStream(archive), createGunzip(), async (bytes: AsyncIterable<Uint8Array>) => {
    for await (const {name, isFile, content} of readTar(bytes)) {
      if (!staysInside(name)) throw wrongArchive(archive, `it holds ${name}, which leads out of its folder`);
      const place = isFile ? placeOf(name) : undefined;
      if (place !== undefined) files.push(await write(place, content));
    }
    for await (const _ of bytes); // the padding after the end, and gzip's own checksum
  });
  return files;
}

async function extractZip(archive: string, folder: string, placeOf: PlaceOf, heard: Heard): Promise<readonly ExtractedFile[]> {
  const zip = await yauzl.openPromise(archive, {autoClose: false});
  try {
    const wanted: {readonly entry: yauzl.Entry; readonly place: string}[] = [];
    for await (const entry of zip.eachEntry()) {
      const place = entry.fileName.endsWith("/") || isLink(entry) ? undefined : placeOf(entry.fileName);
      if (place !== undefined) wanted.push({entry, place});
    }
    const total = wanted.reduce((sum, {entry}) => sum + entry.uncompressedSize, 0);
    await requireRoom(folder, total);
    const write = writerInto(folder, heard, total);
    const files: ExtractedFile[] = [];
    for (const {entry, place} of wanted) files.push(await write(place, await zip.openReadStreamPromise(entry)));
    return files;
  } finally {
    zip.close();
  }
}

/** The upper half of a zip entry's external attributes is its mode on Unix; 0o12 is a symbolic link. */
const isLink = (entry: yauzl.Entry): boolean => ((entry.externalFileAttributes >>> 28) & 0o17) === 0o12;

/** Refuses, before anything is written, what the disk cannot hold. */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  await mkdir(folder, {recursive: true});
  const {bavail, bsize} = await statfs(folder);
  const free = bavail * bsize;
  if (bytes > free) throw new UserError(`${megabytes(bytes)} are needed in ${folder}, and ${megabytes(free)} are free`, "make room on that disk, then run the same command again: what is already fetched is kept");
}
