import {cp, mkdir} from "node:fs/promises";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {x} from "tinyexec";
import type {NodeCommand} from "./node-platform.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, ".reprise/bits");

/** The Node of that name in nodes/package.json, fetched by its lock through npm where it is not yet here; or why there is none. */
export async function installedNode(name: string): Promise<NodeCommand | string> {
  if (process.platform !== "linux" || process.arch !== "x64") return "these Nodes are fetched for Linux on x64 only";
  const problem = await (installation ??= installed());
  return problem ?? {program: join(folder, "node_modules", name, "bin/node"), before: []};
}

let installation: Promise<string | undefined> | undefined;

async function installed(): Promise<string | undefined> {
  await mkdir(folder, {recursive: true});
  for (const file of ["package.json", "package-lock.json"]) await cp(join(root, "test/bits/nodes", file), join(folder, file));
  if (await asLocked()) return undefined;
  // --force: one of them is for another processor
  const {exitCode, stderr} = await x("npm", ["ci", "--prefix", folder, "--force", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (exitCode !== 0) return `npm could not fetch it (${stderr.trim().split("\n")[0] ?? ""}): see that the npm registry can be reached`;
  return (await asLocked()) ? undefined : `${folder} is not what its lock says: delete it`;
}

const asLocked = async (): Promise<boolean> => (await x(process.execPath, [join(root, "tools/node/installed.mjs"), folder])).exitCode === 0;
