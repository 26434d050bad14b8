import {expect, test} from "vitest";
import {importCycles, layerBreaches, layers} from "./layers.ts";
import {sourcesUnder} from "./source.ts";

const sources = sourcesUnder("src");

test("every folder of src/ imports only what the layer table allows", () => {
  expect(layerBreaches(sources)).toEqual([]);
});

test("no file of src/ imports itself through others", () => {
  expect(importCycles(sources)).toEqual([]);
});

test("paper, site and checklist do not know each other, and nothing that presents knows what trains", () => {
  for (const name of ["report", "figures", "tables", "paper", "site", "checklist"]) {
    expect(layers[name]?.folders).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(paper|site|checklist|train|engine|run)$/)]));
  }
});

test("a forbidden import is named, whatever its form", () => {
  const planted = (path: string, text: string): readonly string[] => layerBreaches([{path, text}]);
  expect(planted("src/statistics/mean.ts", `import {readFileSync} from "node:fs";`)).toEqual(["src/statistics/mean.ts: src/statistics/ may not import node:fs"]);
  expect(planted("src/figures/draw.ts", `const fit = await import("../train/fit.ts");`)).toHaveLength(1);
  expect(planted("src/paper/fill.ts", `export * from "../site/pages.ts";`)).toHaveLength(1);
  expect(planted("src/math/exp.ts", `import type {Run} from "../run/plan.ts";`)).toHaveLength(1);
  expect(planted("src/report/value.ts", `let t: import("@tensorflow/tfjs-core").Tensor;`)).toHaveLength(1);
  expect(planted("src/site/Page.astro", `---\nimport {checks} from "../checklist/checks.ts";\n---\n<p/>`)).toHaveLength(1);
  expect(planted("src/helpers/text.ts", "")).toEqual(["src/helpers/text.ts: src/helpers/ is not in the layer table"]);
  expect(planted("src/project/experiment.ts", `import type {Train} from "../train/context.ts";`)).toEqual([]);
});

test("a cycle is named with the way round", () => {
  expect(importCycles([
    {path: "src/a.ts", text: `import {b} from "./b.ts";`},
    {path: "src/b.ts", text: `export {c} from "./c.ts";`},
    {path: "src/c.ts", text: `import "./a.ts";`},
  ])).toEqual(["src/a.ts → src/b.ts → src/c.ts → src/a.ts"]);
});
