import {readFile, readdir} from "node:fs/promises";
import {dirname, extname, join, relative} from "node:path";
import {absent} from "../errors.ts";
import {settingsFile} from "../project/find-project.ts";
import {byCodeUnit} from "../results/names.ts";
import {isFile, isThere} from "../store/is-there.ts";
import {parseCode, type Code, type Role} from "./code.ts";
import {bare, literalText, propertyName} from "./syntax.ts";

/** The code of a project, as far as its results depend on it: parsed modules, and programs in other languages. */
export interface ProjectCode {
  readonly modules: ReadonlyMap<string, Code>;
  /** Paths of Python and R programs. */
  readonly programs: readonly string[];
}

/** What each entry of an experiment is executed as. */
const entries: Readonly<Record<string, Role>> = {experiment: "declaration", train: "run", evaluate: "run", predict: "run", report: "report"};

const isModule = (file: string): boolean => /\.[cm]?[jt]s$/.test(file) && !file.endsWith(".d.ts");
const isProgram = (file: string): boolean => /\.(py|R|r)$/.test(file);

/** Finds a project's code without running any of it. Paths are relative to `root`, with forward slashes. */
export async function readProjectCode(root: string): Promise<ProjectCode> {
  const folders = await experimentFolders(root);
  const settings = await optionalModule(root, settingsFile, "declaration");
  const roots = new Map<string, Set<Role>>();
  const programs = new Set<string>();
  const add = (file: string, role: Role): void => {
    if (isThere(join(root, file))) roots.set(file, (roots.get(file) ?? new Set()).add(role));
  };
  add(settingsFile, "declaration");
  for (const folder of ["paper", ...stringsUnder(settings, "folder")]) add(`${folder}/report.ts`, "report");
  for (const folder of folders) {
    for (const [entry, role] of Object.entries(entries)) add(`${folder}/${entry}.ts`, role);
    const declared = await optionalModule(root, `${folder}/experiment.ts`, "declaration");
    for (const file of [...stringsUnder(declared, "command"), ...stringsUnder(declared, "files")].map((each) => `${folder}/${each}`).filter((each) => isFile(join(root, each)))) {
      if (isProgram(file)) programs.add(file);
      else if (isModule(file)) add(file, "program");
    }
  }
  return {modules: await followImports(root, roots), programs: [...programs].sort(byCodeUnit)};
}

async function experimentFolders(root: string): Promise<readonly string[]> {
  const found = await readdir(join(root, "experiments"), {withFileTypes: true}).catch(absent([]));
  return found.filter((entry) => entry.isDirectory()).map((entry) => `experiments/${entry.name}`).sort(byCodeUnit);
}

async function optionalModule(root: string, file: string, role: Role): Promise<Code | undefined> {
  const text = await readFile(join(root, file), "utf8").catch(absent(undefined));
  return text === undefined ? undefined : parseCode(file, text, new Set([role]));
}

/** The texts in the list, or the one text, that properties of this name hold: `command: ["python3", "fit.py"]`. */
function stringsUnder(code: Code | undefined, name: string): readonly string[] {
  const values = (code?.nodes ?? []).filter((node) => node.type === "Property" && propertyName(node) === name).map((node) => bare(node["value"]));
  return values.flatMap((value) => (value?.type === "ArrayExpression" ? value["elements"] as readonly unknown[] : [value])).flatMap((each) => literalText(each) ?? []);
}

/** Every module that some entries reach inside the project, each with all roles in which it is executed. */
async function followImports(root: string, roots: ReadonlyMap<string, ReadonlySet<Role>>): Promise<ReadonlyMap<string, Code>> {
  const roles = new Map<string, Set<Role>>();
  const texts = new Map<string, {readonly text: string; readonly imports: readonly string[]}>();
  const visit = async (file: string, role: Role): Promise<void> => {
    const known = roles.get(file) ?? new Set();
    if (known.has(role)) return;
    roles.set(file, known.add(role));
    const {imports} = texts.get(file) ?? await read(file);
    for (const target of imports) await visit(target, role);
  };
  const read = async (file: string): Promise<{readonly imports: readonly string[]}> => {
    const text = await readFile(join(root, file), "utf8");
    const known = {text, imports: importsOf(parseCode(file, text, new Set()), root)};
    texts.set(file, known);
    return known;
  };
  for (const [file, each] of roots) for (const role of each) await visit(file, role);
  const files = [...roles.keys()].sort(byCodeUnit);
  return new Map(files.map((file) => [file, parseCode(file, texts.get(file)?.text ?? "", roles.get(file) ?? new Set())]));
}

const importing = new Set(["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration", "ImportExpression"]);

/** The project's own modules that one imports, those for types alone aside. */
function importsOf(code: Code, root: string): readonly string[] {
  return code.nodes.filter((node) => importing.has(node.type)).flatMap((node) => resolveModule(root, code.path, literalText(node["source"])) ?? []);
}

/** The file that a relative import leads to; undefined for packages, and for what is not there. */
export function resolveModule(root: string, from: string, specifier: string | undefined): string | undefined {
  if (specifier === undefined || !/^\.{1,2}\//.test(specifier)) return undefined;
  const target = relative(root, join(root, dirname(from), specifier)).replaceAll("\\", "/");
  const candidates = extname(target) === "" ? [".ts", ".js", "/index.ts", "/index.js"].map((ending) => target + ending) : [target, target.replace(/\.js$/, ".ts")];
  return candidates.find((each) => isModule(each) && isFile(join(root, each)) && !each.startsWith(".."));
}

/** A file that no experiment reaches, asked for by name: executed as its name says, else in a run. */
export async function readLooseModule(root: string, file: string): Promise<Code> {
  const stem = /([^/]+)\.[cm]?[jt]s$/.exec(file)?.[1] ?? "";
  return parseCode(file, await readFile(join(root, file), "utf8"), new Set([Object.hasOwn(entries, stem) ? entries[stem] as Role : /\.[cm]?js$/.test(file) ? "program" : "run"]));
}

export {isModule, isProgram};
