import {readFile, stat} from "node:fs/promises";
import {join, relative, resolve} from "node:path";
import {absent, UserError} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";
import {walk} from "../store/walk.ts";
import {judge, type Judged} from "./allowances.ts";
import {codeFaults} from "./code-faults.ts";
import type {Code} from "./code.ts";
import type {Allowed, Finding} from "./finding.ts";
import {isModule, isProgram, readLooseModule, readProjectCode, resolveModule, type ProjectCode} from "./project-code.ts";
import {asyncNames} from "./promises.ts";
import {rules} from "./rules.ts";
import {textCode} from "./text-code.ts";
import {textFaults} from "./text-rules.ts";

export interface LintReport {
  readonly format: "reprise.lint/1";
  /** The files that were read. */
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
  readonly allowed: readonly Allowed[];
  readonly rules: readonly {readonly id: string; readonly promise: string}[];
}

/** Reads what decides a project's results, without running it, and finds what could make a run differ. `asked`: files or folders; none is all. */
export async function lint(root: string, asked: readonly string[], cwd: string = root): Promise<LintReport> {
  const project = await readProjectCode(root);
  const files = asked.length === 0 ? [...project.modules.keys(), ...project.programs] : await askedFiles(root, asked, cwd);
  const judged: Judged[] = [];
  for (const file of [...new Set(files)].sort(byCodeUnit)) judged.push(await lintFile(root, file, project));
  return {
    format: "reprise.lint/1",
    files: [...new Set(files)].sort(byCodeUnit),
    findings: judged.flatMap(({findings}) => findings).sort(inOrder),
    allowed: judged.flatMap(({allowed}) => allowed).sort(inOrder),
    rules: Object.entries(rules).map(([id, {promise}]) => ({id, promise})),
  };
}

type Placed = {readonly file: string; readonly line: number; readonly rule: string; readonly column?: number};

const inOrder = (a: Placed, b: Placed): number =>
  byCodeUnit(a.file, b.file) || a.line - b.line || (a.column ?? 0) - (b.column ?? 0) || byCodeUnit(a.rule, b.rule);

async function askedFiles(root: string, asked: readonly string[], cwd: string): Promise<readonly string[]> {
  const found = await Promise.all(asked.map(async (each) => {
    const path = resolve(cwd, each);
    const facts = await stat(path).catch(absent(undefined, "ENOTDIR"));
    if (facts === undefined) throw new UserError(`${each} is not there`, "name files or folders of the project, or none for all");
    const files = facts.isDirectory() ? await filesUnder(path) : [path];
    const readable = files.map((file) => relative(root, file).replaceAll("\\", "/")).filter((file) => isModule(file) || isProgram(file));
    if (readable.length === 0) throw new UserError(`${each}: lint reads TypeScript, JavaScript, Python and R`, "name such a file, or a folder that holds some");
    return readable;
  }));
  return found.flat();
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await walk(folder);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => !/[\\/](node_modules|\.[^\\/]+)[\\/]/.test(path.slice(folder.length)));
}

async function lintFile(root: string, file: string, project: ProjectCode): Promise<Judged> {
  if (isProgram(file)) {
    const text = await readFile(join(root, file), "utf8");
    const language = file.endsWith(".py") ? "python" : "r";
    return judge(file, text, textFaults(text, language), textCode(text, language).comments, true);
  }
  const code = project.modules.get(file) ?? await readLooseModule(root, file);
  return judge(file, code.text, codeFaults(code, asynchronous(code, root, project)), code.comments, false);
}

/** Whether a module's function is asynchronous, as seen from another one. */
function asynchronous(from: Code, root: string, {modules}: ProjectCode): (module: string, name: string) => boolean {
  return (module, name) => {
    const target = modules.get(resolveModule(root, from.path, module) ?? "");
    return target !== undefined && asyncNames(target).has(name);
  };
}
