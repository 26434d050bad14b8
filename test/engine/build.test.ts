import {execFileSync} from "node:child_process";
import {createHash} from "node:crypto";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const kernels = join(root, "src/engine/kernels");

test("kernels.wasm is what its digest says", () => {
  const digest = createHash("sha256").update(readFileSync(join(kernels, "kernels.wasm"))).digest("hex");
  expect(readFileSync(join(kernels, "kernels.wasm.sha256"), "utf8")).toBe(`${digest}  kernels.wasm\n`);
});

test("kernels.wasm comes out of its source byte for byte", () => {
  const folder = mkdtempSync(join(tmpdir(), "reprise-kernels-"));
  try {
    execFileSync(process.execPath, [join(root, "scripts/build-kernels.ts"), folder]);
    expect(readFileSync(join(folder, "kernels.wasm")).equals(readFileSync(join(kernels, "kernels.wasm")))).toBe(true);
  } finally {
    rmSync(folder, {recursive: true});
  }
}, 60_000);

test("the kernels import their memory alone and export functions alone", async () => {
  const module = await WebAssembly.compile(readFileSync(join(kernels, "kernels.wasm")));
  expect(WebAssembly.Module.imports(module)).toEqual([{module: "env", name: "memory", kind: "memory"}]);
  expect(WebAssembly.Module.exports(module).filter(({kind}) => kind !== "function")).toEqual([]);
});

test("the kernels keep nothing but constants, before the first free address", async () => {
  const memory = new WebAssembly.Memory({initial: 1});
  const module = await WebAssembly.compile(readFileSync(join(kernels, "kernels.wasm")));
  const {firstFreeAddress, exp, sigmoid} = (await WebAssembly.instantiate(module, {env: {memory}})).exports as Record<string, (...numbers: number[]) => number>;
  const first = firstFreeAddress!(), constants = new Uint8Array(memory.buffer).slice();
  expect(constants.subarray(0, first).some((byte) => byte !== 0)).toBe(true);
  expect(constants.subarray(first).every((byte) => byte === 0)).toBe(true);
  for (const kernel of [exp!, sigmoid!]) kernel(first, first, 64);
  expect(new Uint8Array(memory.buffer).slice(0, first)).toEqual(constants.slice(0, first));
});
