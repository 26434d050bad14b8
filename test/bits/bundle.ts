import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Orders and answers go through standard output in Node, through the local server in a browser; nothing else of the host is used. */
const entry = `
  import kernels from "./src/engine/kernels/kernels.wasm";
  import {work} from "./test/bits/platform-entry.ts";
  const {process} = globalThis;
  const order = JSON.parse(process ? process.argv[2] : decodeURIComponent(location.hash.slice(1)));
  const tell = process
    ? (told) => new Promise((resolve) => process.stdout.write(JSON.stringify(told) + "\\n", resolve))
    : (told) => fetch("/told", {method: "POST", body: JSON.stringify(told)});
  await work(kernels, order, tell).catch((error) => tell({failed: String(error?.stack ?? error)}));`;

/** One module that every platform runs: engine, kernels, trainings, vectors; no imports, nothing to fetch. */
export async function bundle(): Promise<string> {
  const {outputFiles} = await build({
    stdin: {contents: entry, resolveDir: root, loader: "ts"}, bundle: true, write: false, format: "esm", platform: "browser", target: "es2024",
    conditions: ["reprise-source"], loader: {".wasm": "binary"}, alias: {util: "./test/bits/node-util.ts"}, logLevel: "error",
  });
  return outputFiles[0]!.text;
}
