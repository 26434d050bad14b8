import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import type {Element} from "hast";
import {fromHtml} from "hast-util-from-html";
import {visit} from "unist-util-visit";

/** Every file below a folder by its path with "/", sorted, with its bytes as Latin-1 text. */
export function filesIn(folder: string): Map<string, string> {
  const names = readdirSync(folder, {recursive: true, encoding: "utf8"}).filter((name) => statSync(join(folder, name)).isFile()).sort();
  return new Map(names.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name), "latin1")]));
}

/** The elements of a page, in its order. */
export function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  visit(fromHtml(html), "element", (element) => { found.push(element); });
  return found;
}

/** Whatever in a page could run code that is not the site's own. */
export function executable(html: string, base: string): string[] {
  return elementsOf(html).flatMap(({tagName, properties}) => {
    const faults = Object.entries(properties).filter(([name, value]) => /^on/i.test(name) || /^\s*(?:javascript|vbscript|data:text)/i.test(String(value))).map(([name]) => `${tagName} ${name}`);
    if (["iframe", "object", "embed", "base", "form", "foreignObject", "animate", "set"].includes(tagName)) faults.push(tagName);
    if (tagName === "style") faults.push("style");
    if (tagName === "script" && properties["type"] !== "application/ld+json" && !String(properties["src"] ?? "").startsWith(`${base}_astro/`)) faults.push("script");
    return faults;
  });
}

/** Addresses on this site that a page refers to and that lead nowhere. */
export function brokenLinks(dist: string, base: string, page: string, html: string): string[] {
  const targets = elementsOf(html).flatMap(({tagName, properties}) => [properties["href"], tagName === "script" ? properties["src"] : undefined, properties["dataSpec"]])
    .filter((target): target is string => typeof target === "string" && !/^(?:https?:|mailto:)/.test(target));
  return [...new Set(targets)].filter((target) => !leadsSomewhere(dist, base, page, html, target)).map((target) => `${page}: ${target}`);
}

function leadsSomewhere(dist: string, base: string, page: string, html: string, target: string): boolean {
  const [address = "", anchor] = target.split("#");
  if (address !== "" && !address.startsWith(base)) return false;
  const file = address === "" ? page : address.slice(base.length).replace(/(^|\/)$/, "$1index.html");
  if (!existsSync(join(dist, file))) return false;
  const text = address === "" ? html : file.endsWith(".html") ? readFileSync(join(dist, file), "utf8") : "";
  return anchor === undefined || elementsOf(text).some(({properties}) => properties["id"] === anchor);
}
