import {readFile, readdir} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join, relative, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {build, version, type Metafile} from "esbuild";
import type {EngineName} from "../engine/engine.ts";
import {UserError} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";
import {isThere} from "../store/is-there.ts";
import {sha256} from "../store/store.ts";
import {canonicalDigest, shared} from "./bundle.ts";
import {hold, settledFacts, type Facts} from "./facts.ts";
import type {CodeFingerprint} from "./key-record.ts";
import {noMemory, type Memory} from "./memory.ts";
import {packagesOf, type ReachedPackage} from "./packages.ts";
import {minifierVersion} from "./tool-versions.ts";

/** What decides an engine's bits: our own code and kernels, and the packages beneath. */
export interface Numerics {
  /** SHA-256 of math, random, data preparation, training loop and engine, after canonical renaming. */
  readonly code: string;
  /** SHA-256 of each kernel binary. */
  readonly kernels: Readonly<Record<string, string>>;
  readonly packages: readonly ReachedPackage[];
}

const toolkit = resolve(fileURLToPath(import.meta.url), "..", "..");

/** The module that opens each engine: with what it imports, all that is the engine's own. */
const openers: Readonly<Record<EngineName, string>> = {wasm: "engine/wasm/open", cpu: "engine/cpu/open", webgpu: "engine/webgpu/open", native: "engine/native/open-node", cuda: "engine/native/open-node"};

/** Digests the toolkit's own part of every run on an engine; other engines' code is no part of it. */
export async function readNumerics(root: string, engine: EngineName, memory = noMemory): Promise<Numerics> {
  const {code, packages} = await memory.recall(`numerics ${engine} ${toolkit} ${version} ${minifierVersion()}`, () => digestNumerics(engine, memory), ({facts}) => facts !== null && hold(facts));
  return {
    code,
    kernels: engine === "wasm" ? await readKernels() : {},
    packages: await packagesOf(packages.map((name) => folderOf(name, root)), root),
  };
}

/** The digest of the toolkit's code, the packages that it imports, and the facts of the files that this holds for: null while they are too new. */
interface DigestedCode {
  readonly code: string;
  readonly packages: readonly string[];
  readonly facts: Facts | null;
}

async function digestNumerics(engine: EngineName, memory: Memory): Promise<DigestedCode> {
  const mark = memory.mark();
  const {code, inputs} = await bundleNumerics(engine);
  const files = Object.keys(inputs).map((file) => join(toolkit, file)).filter((file) => isThere(file));
  return {code: await canonicalDigest(code), packages: externalPackages(inputs), facts: settledFacts([...files, ...settingsAround(files)], mark) ?? null};
}

/** Files that the bundler would heed, in the folders of `files` and above, whether or not they are there. */
function settingsAround(files: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const file of files) for (let folder = dirname(file); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  return [...folders].flatMap((folder) => ["package.json", "tsconfig.json", "jsconfig.json"].map((name) => join(folder, name)));
}

/** The toolkit's version, and its part of every run on an engine by file and declaration. */
export async function fingerprintNumerics(engine: EngineName): Promise<{readonly version: string; readonly files: CodeFingerprint}> {
  const {version} = JSON.parse(await readFile(join(toolkit, "..", "package.json"), "utf8")) as {readonly version: string};
  const {fingerprint} = await import("./fingerprint.ts");
  const files = Object.entries(fingerprint((await bundleNumerics(engine)).code));
  return {version, files: Object.fromEntries(files.map(([file, declarations]) => [sourceName(file), declarations]))};
}

/** `src/math/exponential.ts`, from the source and from the compiled package alike. */
const sourceName = (file: string): string => (/\.[jt]s$/.test(file) ? `src/${file.replace(/\.js$/, ".ts")}` : file);

async function bundleNumerics(engine: EngineName): Promise<{readonly code: string; readonly inputs: Metafile["inputs"]}> {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const built = await build({
    ...shared,
    stdin: {
      contents: ["train/run-job", openers[engine], "math/install", "data/index"].map((module, index) => `export * as m${index} from "./${module}.${extension}";`).join("\n"),
      resolveDir: toolkit,
      loader: "ts",
    },
    absWorkingDir: toolkit,
    conditions: extension === "ts" ? ["reprise-source"] : [],
    packages: "external",
    external: ["node:*"],
  });
  return {code: built.outputFiles[0]?.text ?? "", inputs: built.metafile.inputs};
}

/** The packages that our own modules import. */
function externalPackages(inputs: Metafile["inputs"]): readonly string[] {
  const imported = Object.values(inputs).flatMap((input) => input.imports.filter((each) => each.external === true).map((each) => each.path));
  const names = imported.filter((path) => /^[@a-z]/.test(path) && !path.startsWith("node:")).map((path) => path.split("/").slice(0, path.startsWith("@") ? 2 : 1).join("/"));
  return [...new Set(names)].sort(byCodeUnit);
}

/** Where an installed package of ours lies, relative to the project. */
function folderOf(name: string, root: string): string {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const place = places.find((each) => isThere(join(each, name, "package.json")));
  if (place === undefined) throw new UserError(`package ${name} is not installed`, "run npm ci");
  return relative(root, join(place, name)).replaceAll("\\", "/");
}

async function readKernels(): Promise<Readonly<Record<string, string>>> {
  const folder = join(toolkit, "engine", "kernels");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".wasm")).sort(byCodeUnit);
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, sha256(await readFile(join(folder, file)))] as const)));
}
