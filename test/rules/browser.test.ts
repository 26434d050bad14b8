import {build} from "esbuild";
import {expect, test} from "vitest";
import {root} from "./source.ts";

/** Bundles a module for browsers; gives its inputs, or what a browser has not. */
async function bundled(code: string): Promise<{readonly inputs: readonly string[]; readonly errors: readonly string[]}> {
  try {
    const {metafile} = await build({
      stdin: {contents: code, resolveDir: root, loader: "ts"},
      bundle: true, write: false, metafile: true, format: "esm", platform: "browser", target: "es2022", conditions: ["reprise-source"], logLevel: "silent",
    });
    return {inputs: Object.keys(metafile.inputs), errors: []};
  } catch (error) {
    return {inputs: [], errors: (error as {errors: readonly {text: string}[]}).errors.map(({text}) => text)};
  }
}

test("what trains and its engines can be bundled for a browser", async () => {
  const {inputs, errors} = await bundled(`
    export * from "./src/train/run-job.ts";
    export * from "./src/engine/wasm/open.ts";
    export * from "./src/engine/cpu/open.ts";
    export * from "./src/engine/webgpu/open.ts";
    export * from "./src/data/index.ts";`);
  expect(errors).toEqual([]);
  expect(inputs).toEqual(expect.arrayContaining(["src/train/make-fit.ts", "src/engine/wasm/install.ts"]));
  expect(inputs.filter((path) => /^src\/(run|store|sources|project|cli)\//.test(path))).toEqual([]);
});

test("a bundle that needs Node is refused", async () => {
  expect((await bundled(`export * from "./src/engine/node.ts";`)).errors.join("\n")).toMatch(/node:fs\/promises/);
});
