import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {filesUnder, root, sourcesUnder} from "./source.ts";
import {badNames, namedExperiments, privateImports, silencedTests, uncheckedTypes} from "./style.ts";

const foldersOf = (path: string): readonly string[] =>
  existsSync(join(root, path)) ? readdirSync(join(root, path), {withFileTypes: true}).filter((entry) => entry.isDirectory()).map((entry) => entry.name) : [];

test("files are named in kebab-case by what they hold", () => {
  expect(badNames(filesUnder("src", "test/rules").filter((path) => /\.(ts|astro|css)$/.test(path)))).toEqual([]);
  expect(badNames(["src/utils.ts", "src/figures/helpers/a.ts", "src/drawAxis.ts", "src/run/plan.ts", "src/site/Page.astro"]))
    .toEqual(["src/utils.ts", "src/figures/helpers/a.ts", "src/drawAxis.ts"]);
});

test("nothing is of type any", () => {
  expect(uncheckedTypes(sourcesUnder("src", "test"))).toEqual([]);
  expect(uncheckedTypes([{path: "a.ts", text: "const a = 1;\nconst b = a as any;"}])).toEqual(["a.ts:2"]);
});

test("every test runs", () => {
  expect(silencedTests(sourcesUnder("test"))).toEqual([]);
  expect(silencedTests([{path: "a.test.ts", text: `test["x"]; test.only("a", f); describe.skip("b", g);`}])).toEqual(["a.test.ts:1: test.only", "a.test.ts:1: describe.skip"]);
});

test("the toolkit names no experiment of this repository", () => {
  expect(namedExperiments(sourcesUnder("src"), foldersOf("experiments"))).toEqual([]);
  expect(namedExperiments([{path: "a.ts", text: "f('moons'); g(`moons/${x}`); h('full moons'); const moons = 1;"}], ["moons"])).toEqual(["a.ts:1: moons", "a.ts:1: moons/"]);
});

test("experiments import only what the package exports", () => {
  const entries = Object.keys((JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {exports: Record<string, unknown>}).exports);
  expect(privateImports(sourcesUnder(...["experiments"].filter((folder) => existsSync(join(root, folder)))), entries)).toEqual([]);
  expect(privateImports([{path: "a.ts", text: `import "reprise"; import "reprise/run"; import "../../src/run/plan.ts";`}], entries)).toEqual(["a.ts: reprise/run", "a.ts: ../../src/run/plan.ts"]);
});

test("what cannot be read is not taken for what is not there", () => {
  expect(filesUnder("src").filter((path) => path.endsWith(".ts") && readFileSync(join(root, path), "utf8").includes("existsSync"))).toEqual(["src/store/is-there.ts"]);
});

test("only the package's entries are called index", () => {
  const allowed = ["src/index.ts", "src/data/index.ts", "src/report/index.ts", "src/engine/kernels/assembly/index.ts"];
  expect(filesUnder("src").filter((path) => /\/index\.(ts|js|mjs)$/.test(path) && !allowed.includes(path))).toEqual([]);
});
