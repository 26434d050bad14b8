import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {readFile} from "node:fs/promises";
import {UserError} from "../../errors.ts";

/** The npm package that brings Dawn, Chromium's WebGPU, to Node, and the version that this engine was tested with. */
export const dawnPackage = {
  name: "webgpu",
  version: "0.6.2",
  integrity: "sha512-3L4GfmqJLvYUIEWJngEQY+2HQiUlAFkg8+P8NDDj3Xx5hHHIFO/r8JW+ynfqBj7kHN4mbnwO74uB+lrRtLhp4Q==",
} as const;

interface Dawn {
  create(options: readonly string[]): GPU;
  readonly globals: Readonly<Record<string, unknown>>;
}

/** The graphics interface that Dawn speaks on this kind of machine. */
export const graphicsOf = (platform: string): string => ({win32: "d3d12", darwin: "metal"})[platform] ?? "vulkan";

/**
 * Makes Dawn's GPU the `navigator.gpu` of this process, and gives what provenance keeps of it. `REPRISE_ADAPTER` names an adapter where there are several;
 * an unknown name is answered with the list. Nothing is opened yet.
 */
export async function installDawn(root: string, environment: NodeJS.ProcessEnv): Promise<Readonly<Record<string, string>>> {
  const {dawn, version} = await loadDawn(root);
  const graphics = graphicsOf(process.platform), adapter = environment["REPRISE_ADAPTER"];
  if (!("gpu" in navigator)) { // once: with Dawn's instance its devices would go, under the feet of whoever computes on them
    Object.assign(globalThis, dawn.globals);
    Object.defineProperty(navigator, "gpu", {value: dawn.create([`backend=${graphics}`, ...(adapter === undefined ? [] : [`adapter=${adapter}`])])});
  }
  return {dawn: version, graphics};
}

/** What the package gives, wherever it is installed; a UserError says how to install it where it is not. */
async function loadDawn(root: string): Promise<{readonly dawn: Dawn; readonly version: string}> {
  const manifest = findDawn(root);
  if (manifest === undefined) throw new UserError(`The engine webgpu needs the npm package ${dawnPackage.name} (Dawn), which is not installed.`, dawnMend);
  const {main, version} = JSON.parse(await readFile(manifest, "utf8")) as {readonly main: string; readonly version: string};
  try {
    return {dawn: await import(pathToFileURL(join(manifest, "..", main)).href) as Dawn, version};
  } catch (error) {
    throw new UserError(
      `Dawn could not be loaded here (${process.platform}, ${process.arch}): ${firstLine(error)}`,
      `install it anew: ${dawnMend}; it is made for Linux (glibc), macOS and Windows on x64 and arm64`,
    );
  }
}

const dawnMend = "npx reprise engine install webgpu";

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0]!;

/** Whether the package is installed; that a GPU answers is another question. */
export const dawnIsHere = (root: string): boolean => findDawn(root) !== undefined;

/** package.json of Dawn: the project's own dependency, or what `reprise engine install` put into `.reprise/engines`. */
function findDawn(root: string): string | undefined {
  for (const place of [root, join(root, ".reprise", "engines", dawnPackage.name)]) {
    try {
      return createRequire(join(place, "package.json")).resolve(`${dawnPackage.name}/package.json`);
    } catch { /* not in this place */ }
  }
  return undefined;
}
