import {execFile} from "node:child_process";
import {mkdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import path from "node:path";
import {UserError} from "../errors.ts";
import {temporaryPath} from "../store/temporary.ts";
import {latexError, latexPages, latexWarnings} from "./latex-log.ts";
import type {Sources} from "./sources.ts";

/** Whether this machine can typeset; if not, why and how to mend it. */
export type Latex =
  | {readonly available: true}
  | {readonly available: false; readonly because: string; readonly mend: string};

/** What LaTeX made of a paper. */
export interface Typeset {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly aux: string;
  readonly warnings: readonly string[];
}

export interface TypesetOptions {
  readonly sources: Sources;
  /** Files of `generated/`, by path inside it. */
  readonly generated: ReadonlyMap<string, Uint8Array>;
  /** A folder of our own, below build/: it holds the last typesetting, for people to look at. */
  readonly scratch: string;
  readonly sourceDateEpoch: number;
}

const passes = 5;
const minute = 60_000;

/**
 * Typesets main.tex with pdflatex and bibtex in a scratch copy, until references settle.
 * Bytes depend on sources and date only: no home, no personal TeX tree, no locale, no clock, no absolute path.
 * `-no-shell-escape` and paranoid file access hold whatever a source tries (texmf.cnf, openin_any).
 */
export async function typeset(options: TypesetOptions): Promise<Typeset> {
  await mkdir(path.dirname(options.scratch), {recursive: true});
  const scratch = temporaryPath(path.dirname(options.scratch)); // LaTeX may outlive a process that is killed
  try {
    return await typesetIn({...options, scratch});
  } finally {
    await showLast(scratch, options.scratch);
  }
}

/** Puts the last typesetting where people look for it; where that fails, nothing of it is left. */
const showLast = (scratch: string, shown: string): Promise<void> =>
  rm(shown, {recursive: true, force: true}).then(() => rename(scratch, shown)).catch(() => rm(scratch, {recursive: true, force: true}));

async function typesetIn(options: TypesetOptions): Promise<Typeset> {
  const {scratch, sources} = options;
  await layOut(options);
  const world = {cwd: scratch, env: isolated(options), timeout: 2 * minute};
  const pdflatex = async (): Promise<string> => {
    const {code, killed} = await runProgram("pdflatex", ["-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "main.tex"], world);
    const log = await readFile(path.join(scratch, "main.log"), "latin1").catch(() => "");
    if (killed) throw new UserError(`${sources.folder}/main.tex: LaTeX did not end within ${world.timeout / minute} minutes`, "look for a command that calls itself");
    if (code !== 0) throw latexError(log, sources.folder);
    return log;
  };
  let log = await pdflatex();
  let aux = await readAux(scratch);
  if (/^\\bibdata\{/m.test(aux)) await bibtex(world, sources.folder);
  for (let pass = 1; pass < passes; pass += 1) {
    log = await pdflatex();
    const settled = aux;
    aux = await readAux(scratch);
    if (aux === settled && pass > 1) break;
  }
  return {pdf: await readFile(path.join(scratch, "main.pdf")), pages: latexPages(log), aux, warnings: latexWarnings(log)};
}

const readAux = (scratch: string): Promise<string> => readFile(path.join(scratch, "main.aux"), "utf8").catch(() => "");

async function bibtex(world: World, folder: string): Promise<void> {
  const {code, output} = await runProgram("bibtex", ["main"], world);
  if (code === 0) return;
  const message = output.split("\n").find((line) => /---line|I couldn't|error message/.test(line)) ?? output.slice(-300);
  throw new UserError(`${folder}: BibTeX: ${message.trim()}`, "mend that entry of the bibliography");
}

async function layOut({sources, generated, scratch}: TypesetOptions): Promise<void> {
  const put = async (file: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(path.dirname(path.join(scratch, file)), {recursive: true});
    await writeFile(path.join(scratch, file), content);
  };
  for (const [file, text] of sources.texts) await put(file, text);
  for (const [file, bytes] of sources.pictures) await put(file, bytes);
  for (const [file, bytes] of generated) await put(`generated/${file}`, bytes);
  await mkdir(path.join(scratch, "home"), {recursive: true});
}

/** Only what TeX needs; a missing font is an error here, not made on the fly. */
function isolated({scratch, sourceDateEpoch}: TypesetOptions): NodeJS.ProcessEnv {
  const home = path.join(scratch, "home");
  return {
    PATH: process.env["PATH"] ?? "/usr/bin:/bin", HOME: home, TEXMFHOME: home, TEXMFVAR: home, TEXMFCONFIG: home,
    SOURCE_DATE_EPOCH: String(sourceDateEpoch), FORCE_SOURCE_DATE: "1", TZ: "UTC", LC_ALL: "C",
    openin_any: "p", openout_any: "p", shell_escape: "f", MKTEXPK: "0", MKTEXTFM: "0", MKTEXMF: "0", MKTEXFMT: "0",
    max_print_line: "1000", error_line: "254", half_error_line: "238",
  };
}

interface World {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeout: number;
}

/** Runs a program to its end; a program that is not there ends with code 127. */
export function runProgram(program: string, parameters: readonly string[], world: World): Promise<{code: number; killed: boolean; output: string}> {
  return new Promise((resolve) => {
    execFile(program, parameters, {...world, killSignal: "SIGKILL", maxBuffer: 64 << 20, encoding: "latin1"}, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 127;
      resolve({code, killed: error?.killed === true, output: stdout + stderr});
    });
  });
}
