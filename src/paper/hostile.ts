import path from "node:path";
import {UserError} from "../errors.ts";
import {ours} from "./definitions.ts";
import type {Sources} from "./sources.ts";
import {lineAt, placeText} from "./place.ts";

/**
 * Refuses sources that reach out of the paper's folder, run programs or hide what they do.
 * Comments and verbatim text are judged like the rest, since LaTeX can be told what a comment is.
 * It is the first of three walls: LaTeX also runs without shell escape and with paranoid reads and writes (latex.ts),
 * so style files, which need `\csname` and `\catcode` for their work, are judged more mildly.
 */
export function refuseHostile(sources: Sources): void {
  for (const [file, text] of sources.texts) {
    if (file.endsWith(".bst")) continue;
    judge(text, `${sources.folder}/${file}`, path.extname(file) === ".tex" || path.extname(file) === ".bib");
  }
}

const runs = "runs programs or Lua code";
const files = "reads or writes files that are no part of the paper";
const hides = "hides the names of commands, so that nobody can see what the paper does";
const meaning = "changes what characters mean";

const refusedEverywhere: Readonly<Record<string, string>> = {
  directlua: runs, latelua: runs, luaexec: runs, luadirect: runs, ShellEscape: runs, write18: runs,
  pdffiledump: files, pdfobj: files, pdfmdfivesum: files, pdffilesize: files, pdffilemoddate: files,
};

const refusedInText: Readonly<Record<string, string>> = {
  write: files, immediate: files, openin: files, openout: files, closein: files, closeout: files, read: files, readline: files,
  import: hides, subimport: hides, includefrom: hides, inputfrom: hides,
  newread: files, newwrite: files, "@@input": files, "@input": files, "@iinput": files, "@starttoc": files, filecontents: files,
  primitive: hides, pdfprimitive: hides, csname: hides, endcsname: hides, "@nameuse": hides, "@namedef": hides, nameuse: hides, csuse: hides, csdef: hides, cslet: hides, letcs: hides,
  UseName: hides, ExpandArgs: hides, ExplSyntaxOn: hides, scantokens: hides, scantextokens: hides, escapechar: hides, everyeof: hides, special: files,
  catcode: meaning, "@makeother": meaning, dospecials: meaning, endlinechar: meaning, mathcode: meaning, MakeShortVerb: meaning, DefineShortVerb: meaning, lstMakeShortInline: meaning,
};

/** Commands whose braced argument is a file of the paper. */
const takesPath = new Set([
  "input", "include", "includeonly", "InputIfFileExists", "IfFileExists", "subfile", "subfileinclude", "includegraphics", "graphicspath",
  "includepdf", "includestandalone", "includesvg", "bibliography", "addbibresource", "bibliographystyle", "verbatiminput", "VerbatimInput", "lstinputlisting",
  "inputminted", "usepackage", "RequirePackage", "documentclass", "LoadClass", "externaldocument", "pgfimage", "pdfximage", "csvreader", "markdownInput",
]);

/** What stands before a command that gets a second name: `\\let\\x\\input`, `\\newcommand\\x\\input`. */
const renames = /\\(?:expandafter|noexpand|(?:let|futurelet|(?:re)?newcommand|providecommand|Declare\w*|\w*CommandCopy|LetLtxMacro|[gex]?def)\*?\s*\{?\s*\\[A-Za-z@]+\s*\}?\s*(?:\[[^\]]*\]\s*)*=?)\s*$/;

const redefinesOurs = new RegExp(`\\\\(?:(?:re)?newcommand|providecommand|Declare\\w*Command|\\w*DocumentCommand|[gex]?def|let)\\*?\\s*\\{?\\s*\\\\(?:${[...ours].join("|")})(?![A-Za-z@])`, "g");

function judge(source: string, where: string, strict: boolean): void {
  // eslint-disable-next-line no-control-regex
  refuseMatch(source, /[\0-\x08\x0b-\x1f\x7f]/, where, "a control character", hides);
  if (strict) refuseMatch(source, /\^\^/, where, "^^", hides);
  const text = strict ? source : revealed(source);
  for (const command of text.matchAll(/\\([A-Za-z@]+)/g)) {
    const line = lineAt(text, command.index);
    const after = text.slice(command.index + command[0].length, command.index + command[0].length + 2000);
    for (const name of readings(command[1] ?? "")) judgeCommand(name, after, {file: where, line}, strict);
    if (strict && takesPath.has(command[1] ?? "") && renames.test(text.slice(Math.max(0, command.index - 200), command.index))) refuse({file: where, line}, `another name for ${command[0]}`, hides);
  }
  for (const redefined of text.matchAll(redefinesOurs)) refuse({file: where, line: lineAt(text, redefined.index)}, redefined[0], "changes what Reprise's own commands show");
  for (const write of text.matchAll(/\\write\s*=?\s*18\b/g)) refuse({file: where, line: lineAt(text, write.index)}, "\\write18", runs);
}

/** `^^5c` is `\` to TeX; style files may write `^^M`, so there it is read as TeX reads it. Keeps the line count. */
function revealed(source: string): string {
  return source.replaceAll(/\^\^([0-9a-f]{2})/g, (_, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16));
    return character === "\n" ? " " : character;
  });
}

/** `\write@x` is `\write` followed by `@x` where `@` is no letter: both readings are judged. */
function readings(name: string): readonly string[] {
  const plain = /^[A-Za-z]+/.exec(name)?.[0];
  return plain === undefined || plain === name ? [name] : [name, plain];
}

function judgeCommand(name: string, after: string, place: {file: string; line: number}, strict: boolean): void {
  judgeName(name, `\\${name}`, place, strict);
  if (name === "begin" || name === "end") judgeEnvironment(after, `\\${name}`, place, strict);
  if (takesPath.has(name)) judgePaths(after, name, place, strict);
}

function judgeName(name: string, shown: string, place: {file: string; line: number}, strict: boolean): void {
  const reason = own(refusedEverywhere, name) ?? (strict ? own(refusedInText, name) : undefined);
  if (reason !== undefined) refuse(place, shown, reason);
}

/** `\begin{input}` runs `\input`: an environment's name is judged like a command's. */
function judgeEnvironment(after: string, shown: string, place: {file: string; line: number}, strict: boolean): void {
  if (!strict) return;
  const name = /^\s*\{([A-Za-z]+\*?)\}/.exec(after)?.[1];
  if (name === undefined) return refuse(place, `${shown}${after.slice(0, 12).split("\n")[0] ?? ""}`, hides);
  judgeName(name.replace("*", ""), `${shown}{${name}}`, place, strict);
  if (takesPath.has(name)) refuse(place, `${shown}{${name}}`, hides);
}

function judgePaths(after: string, name: string, place: {file: string; line: number}, strict: boolean): void {
  const argument = /^\*?\s*(?:\[[^\]]*\]\s*)*\{([^}]*)\}/.exec(after)?.[1];
  if (argument === undefined) {
    if (strict) refuse(place, `\\${name} without a plain {file}`, hides);
    return;
  }
  const bare = argument.replaceAll(/[{}]/g, "").trim();
  if (/^\||"/.test(bare)) refuse(place, `\\${name}{${bare}}`, runs);
  if (/(?:^|[,\s])[/~]|^[A-Za-z]:|(?:^|[/,\s])\.\.(?:[/,\s]|$)|(?:^|[/,\s])\.[^./]/.test(bare)) refuse(place, `\\${name}{${bare}}`, "leads out of the paper's folder");
  if (strict && !/^[\w./ ,+:%\n-]*$/.test(bare)) refuse(place, `\\${name}{${bare}}`, hides);
}

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function refuseMatch(text: string, pattern: RegExp, file: string, shown: string, reason: string): void {
  const found = pattern.exec(text);
  if (found !== null) refuse({file, line: lineAt(text, found.index)}, shown, reason);
}

function refuse(place: {file: string; line: number}, shown: string, reason: string): never {
  throw new UserError(`${placeText(place)}: ${shown} is refused: it ${reason}`,
    "a paper may only use plain commands and files of its own folder; remove it (comments are judged too), or put style code into a .sty file beside main.tex");
}
