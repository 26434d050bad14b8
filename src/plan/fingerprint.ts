import {minifySync} from "oxc-minify";
import {parseSync, type Expression, type Statement} from "oxc-parser";
import {sha256} from "../store/store.ts";
import {bundlersOwn, order, ownStatements} from "./fingerprint-names.ts";
import type {CodeFingerprint} from "./key-record.ts";

/** A statement of a bundle: the file that it comes from and what it declares there, if anything. */
interface Part {
  readonly file: string;
  readonly kind?: "function" | "class" | "const";
  readonly names: readonly string[];
  readonly text: string;
}

/** By name in the bundle: the plain name and its file. */
type Numbered = ReadonlyMap<string, {readonly plain: string; readonly file: string}>;

/**
 * Short digests of a bundle's code by file and declaration, each after canonical renaming: comments, types, layout and local names do not count. A bundle whose
 * digest changes has another fingerprint, unless its modules only come in another order; the names of declarations count here, and not there.
 * `code`: as esbuild writes it, with a line naming each file.
 */
export function fingerprint(code: string): CodeFingerprint {
  const parts = partsOf(code);
  const numbered = numberedNames(parts);
  const files = Map.groupBy(parts, ({file}) => file);
  return Object.fromEntries([...files].map(([file, own]) => [file, digests(own, numbered)]));
}

function digests(parts: readonly Part[], numbered: Numbered): Readonly<Record<string, string>> {
  const declarations = Map.groupBy(parts, (part) => labelOf(part, numbered));
  const entries = [...declarations].map(([label, own]) => [label, short(own.map(({text}) => relabelled(canonical(text), numbered)).join("\n"))]);
  return {...Object.fromEntries(entries), ...(entries.length < 2 ? {} : {[order]: short([...declarations.keys()].join("\n"))})};
}

const short = (text: string): string => sha256(text).slice(0, 8);

const labelOf = ({kind, names}: Part, numbered: Numbered): string =>
  kind === undefined ? ownStatements : `${kind} ${names.map((name) => numbered.get(name)?.plain ?? name).join(", ")}`;

/** One statement with its local names made canonical; names of the bundle stay, since other statements use them. */
function canonical(text: string): string {
  const {code, errors} = minifySync("part.mjs", text, {compress: false, mangle: {toplevel: false}, codegen: {removeWhitespace: true}, sourcemap: false});
  if (errors.length > 0) throw new Error(`minifying a statement of a bundle: ${errors[0]?.message}`);
  return code;
}

/** The statements of a bundle, each with the file that the last line before it names. */
function partsOf(code: string): readonly Part[] {
  const {program, comments, errors} = parseSync("bundle.mjs", code, {sourceType: "module"});
  if (errors.length > 0) throw new Error(`parsing a bundle: ${errors[0]?.message}`);
  const marks = comments.filter(({type, start}) => type === "Line" && (start === 0 || code[start - 1] === "\n"));
  let [file, next, end] = [bundlersOwn, 0, 0];
  return program.body.map((statement) => {
    for (; next < marks.length && marks[next]!.start < statement.start; next += 1) if (marks[next]!.start >= end) file = marks[next]!.value.trim();
    end = statement.end;
    return {file, ...declared(statement), text: code.slice(statement.start, statement.end)};
  });
}

/** What a statement declares; a module that the bundler wraps whole counts as that module's own statements. */
function declared(statement: Statement): Pick<Part, "kind" | "names"> {
  switch (statement.type) {
    case "FunctionDeclaration": return statement.id === null ? {names: []} : {kind: "function", names: [statement.id.name]};
    case "ClassDeclaration": return statement.id === null ? {names: []} : {kind: "class", names: [statement.id.name]};
    case "VariableDeclaration": {
      const names = statement.declarations.flatMap(({id}) => (id.type === "Identifier" ? [id.name] : []));
      const value = statement.declarations[0]?.init ?? undefined;
      return names.length === 0 || isWrapped(value) ? {names} : {kind: kindOf(value), names};
    }
    default: return {names: []};
  }
}

const isWrapped = (value: Expression | undefined): boolean => value?.type === "CallExpression" && value.callee.type === "Identifier" && /^__(commonJS|esm)/.test(value.callee.name);

const kindOf = (value: Expression | undefined): "function" | "class" | "const" =>
  value?.type === "ArrowFunctionExpression" || value?.type === "FunctionExpression" ? "function" : value?.type === "ClassExpression" ? "class" : "const";

/**
 * The bundler numbers names that several modules have: `scale`, `scale2`. Which number a module gets depends on the modules before it, so that a numbered name stands
 * for its plain one and its file.
 */
function numberedNames(parts: readonly Part[]): Numbered {
  const owners = new Map(parts.flatMap(({file, names}) => names.map((name) => [name, file] as const)));
  return new Map([...owners].flatMap(([name, file]) => {
    const plain = name.replace(/\d+$/, "");
    return plain !== name && owners.has(plain) && owners.get(plain) !== file ? [[name, {plain, file}] as const] : [];
  }));
}

function relabelled(text: string, numbered: Numbered): string {
  if (numbered.size === 0) return text;
  return text.replaceAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu, (name) => {
    const known = numbered.get(name);
    return known === undefined ? name : `${known.plain}@${known.file}`;
  });
}
