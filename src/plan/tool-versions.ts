import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";

/** The installed version of what makes code canonical: another one may give other digests. */
export const minifierVersion = (): string => versionOf("oxc-minify");

function versionOf(name: string): string {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const place of places) {
    const text = textOf(join(place, name, "package.json"));
    if (text !== undefined) return (JSON.parse(text) as {readonly version: string}).version;
  }
  return "";
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
