import type {Source} from "./source.ts";
import {identifier, importsOf, literal, nodesOf, place} from "./source.ts";

/** Names that say nothing of what is inside. */
const empty = /(^|\/)(utils?|helpers?|common|misc|types)(\/|\.[a-z]+$)/;

/** Paths whose names break the layout: kebab-case nouns, no drawers for everything. Astro components are PascalCase, its pages [slots]. */
export function badNames(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => empty.test(path) || !fits(path));
}

function fits(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return path.endsWith(".astro") || /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(name);
}

/** Uses of `any`: outside data is `unknown` until a parser has checked it. */
export function uncheckedTypes(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => nodesOf(source).filter((node) => node.type === "TSAnyKeyword").map((node) => place(source, node)));
}

const runners = new Set(["test", "it", "describe", "suite"]);
const silencers = new Set(["only", "skip", "todo", "skipIf", "runIf", "fails", "concurrent"]);

/** Tests that do not run, or keep others from running. */
export function silencedTests(sources: readonly Source[]): readonly string[] {
  return sources.flatMap((source) => nodesOf(source)
    .filter((node) => node.type === "MemberExpression" && runners.has(identifier(node["object"]) ?? "") && silencers.has(identifier(node["property"]) ?? ""))
    .map((node) => `${place(source, node)}: ${identifier(node["object"])}.${identifier(node["property"])}`));
}

/** Where the toolkit names an experiment: as a text of its own, as the start of an id, or by its folder. */
export function namedExperiments(sources: readonly Source[], experiments: readonly string[]): readonly string[] {
  const names = (text: string): boolean => experiments.some((id) => text === id || text.startsWith(`${id}/`) || text.includes(`experiments/${id}`));
  return sources.flatMap((source) => nodesOf(source)
    .filter((node) => names(literal(node) ?? templateText(node)))
    .map((node) => `${place(source, node)}: ${literal(node) ?? templateText(node)}`));
}

const templateText = (node: {readonly type: string; readonly [key: string]: unknown}): string =>
  node.type === "TemplateElement" ? (node["value"] as {raw: string}).raw : "";

/** Imports of `reprise` that its package exports do not offer, and imports around them. */
export function privateImports(sources: readonly Source[], entries: readonly string[]): readonly string[] {
  const offered = new Set(entries.map((entry) => entry.replace(/^\./, "reprise")));
  return sources.flatMap((source) => importsOf(source)
    .filter(({specifier}) => (/^reprise(\/|$)/.test(specifier) && !offered.has(specifier)) || /(^|\/)src\//.test(specifier))
    .map(({specifier}) => `${source.path}: ${specifier}`));
}
