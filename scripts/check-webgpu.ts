/**
 * Holds the engine webgpu to the contract and to repeating itself in two processes: `node scripts/check-webgpu.ts [STEPS]`, at most STEPS (2) of each training.
 * On the GPU that is here; where there is none, on SwiftShader, which Debian's package chromium brings (with libvulkan1). Dawn is installed where it is missing.
 * Exits 1 where the contract is broken, 2 where nothing can be run.
 */
import {existsSync} from "node:fs";
import {setTimeout} from "node:timers/promises";
import {fileURLToPath} from "node:url";
import {lookForEngines} from "../src/engine/look-node.ts";
import {dawnIsHere} from "../src/engine/webgpu/dawn-node.ts";
import {installDawn} from "../src/engines/dawn.ts";
import {silent} from "../src/engines/progress.ts";
import {checkContract} from "../test/engine/contract-check.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const softwareDrivers = ["/usr/lib/chromium/vk_swiftshader_icd.json", "/usr/lib/chromium-browser/vk_swiftshader_icd.json"];
const steps = Number(process.argv[2] ?? 2);

process.chdir(root);
if (!dawnIsHere(root)) {
  await installDawn({root, platform: `${process.platform}-${process.arch}`, environment: process.env, progress: silent, pause: (seconds) => setTimeout(seconds * 1000)});
}
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
  if (typeof environment !== "string") return checkContract("webgpu", steps, environment);
  console.log(`webgpu: not run: ${environment}`);
  return 2;
}
