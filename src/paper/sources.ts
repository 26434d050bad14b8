import {readdir, readFile} from "node:fs/promises";
import path from "node:path";
import {UserError} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";

/** The hand-written files of a paper: texts by their path inside its folder, and pictures as bytes. */
export interface Sources {
  /** The paper's folder as people name it, relative to the project: `paper`. */
  readonly folder: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

const textual = new Set([".tex", ".sty", ".cls", ".bib", ".bst", ".clo", ".cfg", ".def", ".fd", ".bbl"]);
const pictorial = new Set([".pdf", ".png", ".jpg", ".jpeg"]);

/** Reads what LaTeX may need from a paper's folder; `generated/` is left out, since the build writes it. */
export async function readSources(root: string, folder: string): Promise<Sources> {
  const texts = new Map<string, string>();
  const pictures = new Map<string, Uint8Array>();
  for (const file of await listFiles(path.join(root, folder), "", folder)) {
    const bytes = await readFile(path.join(root, folder, file));
    if (textual.has(path.extname(file))) texts.set(file, decode(bytes, `${folder}/${file}`));
    else pictures.set(file, bytes);
  }
  if (!texts.has("main.tex")) throw new UserError(`${folder}/main.tex: not found`, "a paper begins with main.tex; name its folder in reprise.config.ts under `papers`");
  return {folder, texts, pictures};
}

async function listFiles(absolute: string, inside: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(absolute, inside), {withFileTypes: true}).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${folder}: cannot be read (${error.code ?? error.message})`, "name the paper's folder in reprise.config.ts under `papers`");
  });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => byCodeUnit(a.name, b.name))) {
    const file = inside === "" ? entry.name : `${inside}/${entry.name}`;
    if (entry.name.startsWith(".") || file === "generated") continue;
    if (entry.isSymbolicLink()) throw new UserError(`${folder}/${file}: a link, which could lead out of the paper's folder`, "put the file itself there");
    if (entry.isDirectory()) files.push(...await listFiles(absolute, file, folder));
    else if (entry.isFile() && isSource(file)) files.push(portable(file, folder));
  }
  return files;
}

const isSource = (file: string): boolean => textual.has(path.extname(file)) || pictorial.has(path.extname(file));

function portable(file: string, folder: string): string {
  if (/^[\w./+-]+$/.test(file)) return file;
  throw new UserError(`${folder}/${file}: a name that LaTeX reads differently from machine to machine`, "use letters, digits, '.', '-', '_' and '+' in file names");
}

function decode(bytes: Uint8Array, where: string): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    throw new UserError(`${where}: is not UTF-8`, "save the file as UTF-8");
  }
  return text.replaceAll("\r\n", "\n");
}
