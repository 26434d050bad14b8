import {readFile, realpath} from "node:fs/promises";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {absent} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";
import {isThere} from "../store/is-there.ts";
import {digestFiles, treeDigest, type Digests} from "./digest-tree.ts";

/** A copy of the toolkit, by its files. */
export interface ToolkitCopy {
  readonly folder: string;
  readonly version: string;
  /** `package`: compiled, as npm installs it; `source`: TypeScript, as in its repository. */
  readonly form: "package" | "source";
  readonly digest: string;
  readonly files: Digests;
  /** The integrity that the lock of its own `node_modules` gives; undefined where it is locked nowhere. */
  readonly integrity: string | undefined;
}

/** How the copy that reviews stands to the one that the project has. */
export type ToolkitComparison =
  | {readonly status: "same-place"}
  | {readonly status: "identical"}
  | {readonly status: "edited"; readonly files: readonly string[]}
  | {readonly status: "other-version"; readonly version: string}
  | {readonly status: "incomparable"; readonly because: string}
  | {readonly status: "absent"};

const fromSource = import.meta.url.endsWith(".ts");

/** The copy whose code this is. */
export const runningToolkit = (): Promise<ToolkitCopy> =>
  readCopy(resolve(fileURLToPath(import.meta.url), "..", "..", ".."), fromSource ? "source" : "package");

/** The copy that a project has, in this form where it has both: installed beside it or, where the project is the toolkit's own repository, itself; undefined where there is none. */
export async function projectToolkit(root: string, form: ToolkitCopy["form"]): Promise<ToolkitCopy | undefined> {
  const folder = await readName(root) === "reprise" ? root : installedFolder(root);
  if (folder === undefined) return undefined;
  const forms: readonly ToolkitCopy["form"][] = form === "source" ? ["source", "package"] : ["package", "source"];
  const own = forms.find((each) => isThere(join(folder, codeFolder[each], "cli" + extension[each])));
  return own === undefined ? undefined : readCopy(folder, own);
}

/** Compares file by file; a copy in another form or of another version is not held to be edited. */
export function compareToolkits(running: ToolkitCopy, own: ToolkitCopy | undefined): ToolkitComparison {
  if (own === undefined) return {status: "absent"};
  if (own.folder === running.folder) return {status: "same-place"};
  if (own.version !== running.version) return {status: "other-version", version: own.version};
  if (own.form !== running.form) return {status: "incomparable", because: `one is ${own.form === "source" ? "its source" : "compiled"}, the other ${running.form === "source" ? "its source" : "compiled"}`};
  if (own.digest === running.digest) return {status: "identical"};
  const paths = [...new Set([...running.files.keys(), ...own.files.keys()])].sort(byCodeUnit);
  return {status: "edited", files: paths.filter((path) => running.files.get(path) !== own.files.get(path))};
}

const codeFolder = {package: "lib", source: "src"} as const;
const extension = {package: ".js", source: ".ts"} as const;

async function readCopy(folder: string, form: ToolkitCopy["form"]): Promise<ToolkitCopy> {
  const real = await realpath(folder);
  const files = await digestFiles(real, ["bin", codeFolder[form], ...(form === "package" ? ["package.json"] : [])]);
  const {version} = JSON.parse(await readFile(join(real, "package.json"), "utf8")) as {readonly version: string};
  return {folder: real, version, form, files, digest: treeDigest(files), integrity: await lockedIntegrity(folder)};
}

/** `node_modules/reprise` of the project's folder or of one above it, as Node looks for it. */
function installedFolder(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const installed = join(folder, "node_modules", "reprise");
    if (isThere(join(installed, "package.json"))) return installed;
    if (dirname(folder) === folder) return undefined;
  }
}

const readName = async (root: string): Promise<unknown> =>
  readFile(join(root, "package.json"), "utf8").then((text) => (JSON.parse(text) as {readonly name?: unknown}).name, () => undefined);

/** What npm wrote down beside an installed copy: the hash of the package as the registry gave it. */
async function lockedIntegrity(folder: string): Promise<string | undefined> {
  const modules = dirname(folder);
  for (const lock of [join(dirname(modules), "package-lock.json"), join(modules, ".package-lock.json")]) {
    const text = await readFile(lock, "utf8").catch(absent("{}"));
    const locked = (JSON.parse(text) as {readonly packages?: Readonly<Record<string, {readonly integrity?: string}>>}).packages?.["node_modules/reprise"]?.integrity;
    if (locked !== undefined) return locked;
  }
  return undefined;
}
