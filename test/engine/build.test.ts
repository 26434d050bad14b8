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

test("the kernels import their memory alone and hold no data", async () => {
  const module = await WebAssembly.compile(readFileSync(join(kernels, "kernels.wasm")));
  expect(WebAssembly.Module.imports(module)).toEqual([{module: "env", name: "memory", kind: "memory"}]);
  expect(WebAssembly.Module.exports(module).filter(({kind}) => kind !== "function")).toEqual([]);
});
