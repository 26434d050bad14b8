import {readFile} from "node:fs/promises";

/** The version of the toolkit that runs. */
export async function toolkitVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {readonly version: string};
  return manifest.version;
}
