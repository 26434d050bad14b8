import {chmod, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, expect, test} from "vitest";
import {freeDeviceMemory, usesDevice} from "../../src/run/device-memory.ts";

const path = process.env["PATH"];
const folders: string[] = [];

afterEach(async () => {
  process.env["PATH"] = path;
  await Promise.all(folders.splice(0).map((folder) => rm(folder, {recursive: true})));
});

/** A machine whose driver answers with these lines. */
async function driverThatSays(script: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "reprise-driver-"));
  folders.push(folder);
  await writeFile(join(folder, "nvidia-smi"), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, "nvidia-smi"), 0o755);
  process.env["PATH"] = `${folder}:${path}`;
}

test("a GPU's free memory is what its driver tells of the first, in bytes", async () => {
  await driverThatSays('[ "$1" = "--query-gpu=memory.free" ] && printf "81000\\n512\\n"');
  expect(await freeDeviceMemory()).toBe(81_000 * 1024 * 1024);
});

test("without a driver, or with one that fails or says no number, nothing is known", async () => {
  process.env["PATH"] = tmpdir();
  expect(await freeDeviceMemory()).toBeUndefined();
  await driverThatSays("echo 'No devices were found'; exit 6");
  expect(await freeDeviceMemory()).toBeUndefined();
  await driverThatSays("echo '[N/A]'");
  expect(await freeDeviceMemory()).toBeUndefined();
});

test("runs share a GPU's memory on the engines that compute there", () => {
  expect(["wasm", "cpu", "webgpu", "cuda", "native", "external"].filter(usesDevice)).toEqual(["webgpu", "cuda"]);
});
