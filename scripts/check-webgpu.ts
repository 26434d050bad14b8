/**
 * Holds the engine webgpu to the contract and to repeating itself in two processes: `node scripts/check-webgpu.ts [STEPS]`, at most STEPS (2) of each training.
 * On the GPU that is here; where there is none, on SwiftShader, which Debian's package chromium brings (with libvulkan1). Dawn is installed where it is missing.
 * Exits 1 where the contract is broken, 2 where nothing can be run.
 */
import {fork, spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {lookForEngines} from "../src/engine/look-node.ts";
import {dawnIsHere, dawnMend} from "../src/engine/webgpu/dawn-node.ts";
import type {Report} from "../test/engine/contract-worker.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const softwareDrivers = ["/usr/lib/chromium/vk_swiftshader_icd.json", "/usr/lib/chromium-browser/vk_swiftshader_icd.json"];
const parts = 2, steps = process.argv[2] ?? "2";

process.chdir(root);
if (!dawnIsHere(root)) spawnSync(dawnMend, {shell: true, stdio: "inherit"});
process.exitCode = await check(await environmentWithAdapter());

/** The variables under which an adapter is found, or what is missing. */
async function environmentWithAdapter(): Promise<NodeJS.ProcessEnv | string> {
  const driver = softwareDrivers.find((file) => existsSync(file));
  const because = await lacking();
  if (because === undefined) return process.env;
  if (driver === undefined) return because;
  process.env["VK_DRIVER_FILES"] = process.env["VK_ICD_FILENAMES"] = driver; // the older name for older loaders
  return await lacking() ?? process.env;
}

async function lacking(): Promise<string | undefined> {
  const webgpu = (await lookForEngines(root)).find(({name}) => name === "webgpu");
  return webgpu === undefined || webgpu.available ? undefined : `${webgpu.because}; ${webgpu.mend}`;
}

async function check(environment: NodeJS.ProcessEnv | string): Promise<0 | 1 | 2> {
  if (typeof environment === "string") {
    console.log(`webgpu: not run: ${environment}`);
    return 2;
  }
  const reports = await Promise.all(Array.from({length: parts}, (_, part) => reportOf(part, environment)));
  const broken = [...reports.flatMap(({fulfilments}) => fulfilments).filter(({status}) => status === "broken"), ...unrepeated(reports)];
  console.log(Object.entries(reports[0]!.facts).map(([name, text]) => `${name}: ${text}`).join("\n"));
  for (const {title, because} of broken as {title: string; because: string}[]) console.log(`broken: ${title}: ${because}`);
  console.log(summary(reports, broken.length));
  return broken.length === 0 ? 0 : 1;
}

/** What came out differently in the two processes. */
function unrepeated([first, ...others]: readonly Report[]) {
  return Object.entries(first!.digests).flatMap(([title, digest]) => others
    .filter(({digests}) => digests[title] !== digest)
    .map(({digests}) => ({title, status: "broken", because: `its bytes are ${digest.slice(0, 16)} in one process, ${digests[title]?.slice(0, 16)} in another`})));
}

function summary(reports: readonly Report[], broken: number): string {
  const all = reports.flatMap(({fulfilments}) => fulfilments);
  const largest = Math.max(...all.map((each) => (each.status === "kept" ? each.deviation : 0)));
  const refused = all.filter(({status}) => status === "refused").length;
  return `${all.length} trainings, ${refused} refused in words, largest deviation from wasm ${largest.toExponential(1)}; ${Object.keys(reports[0]!.digests).length} repeated in ${reports.length} processes; ${broken} broken`;
}

function reportOf(part: number, env: NodeJS.ProcessEnv): Promise<Report> {
  return new Promise((resolve, reject) => {
    const worker = fork("test/engine/contract-worker.ts", ["webgpu", String(part), String(parts), steps], {cwd: root, env, execArgv: ["--no-warnings"]});
    worker.once("message", (report) => { resolve(report as Report); });
    worker.once("exit", (code, signal) => { reject(new Error(`the process of part ${part} ended without a report (${signal ?? `exit code ${code}`})`)); });
  });
}
