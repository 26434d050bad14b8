/**
 * Compiles src/ to lib/ for the npm package, since Node strips no types inside node_modules.
 * What TypeScript does not compile (kernels, pages, styles) is copied; pages then import .js as the code does.
 */
import {spawnSync} from "node:child_process";
import {copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join, relative} from "node:path";

const root = join(import.meta.dirname, "..");
const source = join(root, "src");
const target = join(root, "lib");

rmSync(target, {recursive: true, force: true});
const {status} = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", join(root, "tsconfig.lib.json")], {stdio: "inherit"});
if (status !== 0) process.exit(1);
for (const file of uncompiled()) copy(file);

function uncompiled(): readonly string[] {
  return readdirSync(source, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith("assembly") && (!entry.name.endsWith(".ts") || entry.name.endsWith(".d.ts")))
    .map((entry) => relative(source, join(entry.parentPath, entry.name)));
}

function copy(file: string): void {
  const to = join(target, file);
  mkdirSync(dirname(to), {recursive: true});
  if (file.endsWith(".astro")) writeFileSync(to, importingJavaScript(readFileSync(join(source, file), "utf8")));
  else copyFileSync(join(source, file), to);
}

/** `from "../addresses.ts"` → `from "../addresses.js"`, also in `import("…")` and in the `src` of scripts. */
function importingJavaScript(page: string): string {
  return page.replaceAll(/((?:from|import|src=)\s*\(?\s*["']\.{1,2}\/[^"']+)\.ts(["'])/g, "$1.js$2");
}
