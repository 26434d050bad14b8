import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {parseAst} from "rolldown/parseAst";

/** A source file: its path from the repository's root, with forward slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** An import of any kind: static, dynamic, re-exported, or of a type alone. */
export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

export const root = join(import.meta.dirname, "../..");

const isCode = (path: string): boolean => /\.(ts|astro|js|mjs)$/.test(path) && !path.endsWith(".d.ts") && !path.includes("/assembly/");

/** The code under some folders, without what AssemblyScript compiles, sorted by path. */
export function sourcesUnder(...folders: readonly string[]): readonly Source[] {
  return filesUnder(...folders).filter(isCode).map((path) => ({path, text: readFileSync(join(root, path), "utf8")}));
}

/** Every file under some folders, as paths from the root. */
export function filesUnder(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll("\\", "/")))
    .sort();
}

/** Every node of a file's syntax tree; of an Astro page, of its frontmatter. */
export function nodesOf(source: Source): readonly SyntaxNode[] {
  const text = source.path.endsWith(".astro") ? frontmatter(source.text) : source.text;
  const found: SyntaxNode[] = [];
  visit(parseAst(text, {lang: "ts"}, source.path) as unknown, found);
  return found;
}

const frontmatter = (text: string): string => /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? "";

function visit(value: unknown, found: SyntaxNode[]): void {
  if (Array.isArray(value)) for (const item of value) visit(item, found);
  else if (isNode(value)) {
    found.push(value);
    for (const child of Object.values(value)) visit(child, found);
  }
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === "object" && value !== null && typeof (value as {type?: unknown}).type === "string";

const importing = new Set(["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration", "ImportExpression", "TSImportType"]);

/** What a file imports. A dynamic import of something computed is none. */
export function importsOf(source: Source): readonly Import[] {
  return nodesOf(source).filter((node) => importing.has(node.type)).flatMap((node) => {
    const specifier = literal(node["source"]);
    return specifier === undefined ? [] : [{specifier, typeOnly: isTypeOnly(node)}];
  });
}

function isTypeOnly(node: SyntaxNode): boolean {
  if (node.type === "TSImportType" || node["importKind"] === "type" || node["exportKind"] === "type") return true;
  const names = (node["specifiers"] ?? []) as readonly SyntaxNode[];
  return names.length > 0 && names.every((name) => name["importKind"] === "type" || name["exportKind"] === "type");
}

/** The text of a string literal. */
export const literal = (node: unknown): string | undefined =>
  isNode(node) && node.type === "Literal" && typeof node["value"] === "string" ? node["value"] : undefined;

/** The name of an identifier. */
export const identifier = (node: unknown): string | undefined =>
  isNode(node) && node.type === "Identifier" ? node["name"] as string : undefined;

/** `src/run/plan.ts:12` */
export function place(source: Source, node: SyntaxNode): string {
  const offset = source.path.endsWith(".astro") ? 4 : 0;
  return `${source.path}:${source.text.slice(0, node.start + offset).split("\n").length}`;
}
