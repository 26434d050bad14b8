/**
 * Trains the engine's test models and computes the mathematical functions in Chromium, and compares the bytes with those of Node:
 * `node scripts/check-browser.ts`. Needs Chromium (`CHROMIUM`, else /usr/bin/chromium). Exits 1 where anything differs.
 */
import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {chromium, type Page} from "playwright-core";
import {readWasmFiles} from "../src/engine/node.ts";
import {tellDifferences, type Digests} from "./golden-digests.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = `
  import {openWasmEngine} from "./src/engine/wasm/open.ts";
  import {mathDigests} from "./test/math/digests.ts";
  import {trainingDigests} from "./test/engine/trainings.ts";
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  globalThis.check = async ({backend, kernels}) =>
    ({...mathDigests(), ...trainingDigests(await openWasmEngine({backend: bytes(backend), kernels: bytes(kernels)}))});`;

process.exitCode = await tellDifferences("Chromium", await computedInChromium());

async function computedInChromium(): Promise<Digests> {
  const browser = await chromium.launch({executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox"]});
  try {
    return await computedOn(await browser.newPage());
  } finally {
    await browser.close();
  }
}

async function computedOn(tab: Page): Promise<Digests> {
  const {outputFiles} = await build({
    stdin: {contents: page, resolveDir: root, loader: "ts"}, bundle: true, write: false, format: "esm", platform: "browser", conditions: ["reprise-source"], logLevel: "error",
  });
  await tab.addScriptTag({content: outputFiles[0]!.text, type: "module"});
  await tab.waitForFunction("globalThis.check !== undefined");
  const {backend, kernels} = await readWasmFiles();
  const files = {backend: Buffer.from(backend).toString("base64"), kernels: Buffer.from(kernels).toString("base64")};
  return tab.evaluate((given) => (globalThis as unknown as {check(given: unknown): Promise<Digests>}).check(given), files);
}
