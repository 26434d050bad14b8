import {execFile} from "node:child_process";
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {delimiter, dirname, join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";

const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "reprise-package-"));
const project = join(folder, "project");
/** This process's Node first, and nothing of this repository: what another author's machine has. */
const env = {...process.env, PATH: [dirname(process.execPath), ...(process.env["PATH"] ?? "").split(delimiter).filter((entry) => !entry.endsWith("node_modules/.bin"))].join(delimiter), NODE_OPTIONS: "", NO_COLOR: "1"};
const hasLatex = (process.env["PATH"] ?? "").split(delimiter).some((entry) => existsSync(join(entry, "pdflatex")));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly output: string;
}

function ended(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(command, args, {cwd, env, maxBuffer: 1 << 26}, (error, stdout, stderr) =>
      resolve({code: error === null ? 0 : typeof error.code === "number" ? error.code : -1, stdout, output: stdout + stderr}));
  });
}

async function succeeded(command: string, args: readonly string[], cwd: string): Promise<string> {
  const {code, stdout, output} = await ended(command, args, cwd);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output}`);
  return stdout;
}

const reprise = (...args: readonly string[]): Promise<Ended> => ended(process.execPath, [join(project, "node_modules/.bin/reprise"), ...args], project);
const readProject = (path: string): unknown => JSON.parse(readFileSync(join(project, path), "utf8"));

let packed: readonly string[] = [];

beforeAll(async () => {
  const listed = JSON.parse((await succeeded("npm", ["pack", "--json", "--pack-destination", folder], root)).replace(/^[^[{]*/, "")) as unknown;
  const [pack] = (Array.isArray(listed) ? listed : Object.values(listed as object)) as readonly {readonly filename: string; readonly files: readonly {readonly path: string}[]}[];
  packed = pack?.files.map(({path}) => path) ?? [];
  cpSync(join(import.meta.dirname, "project"), project, {recursive: true});
  await succeeded("npm", ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", join(folder, pack?.filename ?? "")], project);
}, 300_000);

afterAll(() => rmSync(folder, {recursive: true, force: true}));

test("the package holds the compiled toolkit and nothing of this repository's own paper", () => {
  expect(packed).toEqual(expect.arrayContaining(["bin/reprise.js", "lib/index.js", "lib/index.d.ts", "lib/cli.js", "lib/engine/kernels/kernels.wasm", "lib/site/pages/home.astro", "LICENSE", "README.md"]));
  expect(packed.filter((path) => !/^(bin\/|lib\/|package\.json$|README\.md$|LICENSE$|NOTICE$)/.test(path))).toEqual([]);
  expect(packed.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);
});

test("nothing that is packed imports TypeScript source", () => {
  const pages = packed.filter((path) => /^lib\/.*\.(js|astro)$/.test(path));
  const importing = /(?:from|import)\s*\(?\s*["']\.{1,2}\/[^"']+\.ts["']/;
  expect(pages.filter((path) => importing.test(readFileSync(join(project, "node_modules/reprise", path), "utf8")))).toEqual([]);
});

test("another author's project is checked against the types of the package", async () => {
  const files = readdirSync(join(project, "experiments/stripes")).map((file) => `experiments/stripes/${file}`);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = "--noEmit --strict --skipLibCheck --target es2024 --module nodenext --allowImportingTsExtensions --noUncheckedIndexedAccess --types node --typeRoots".split(" ");
  expect(await succeeded(process.execPath, [tsc, ...options, join(root, "node_modules/@types"), ...files, "reprise.config.ts"], project)).toBe("");
});

test("another author's project goes from nothing to results, paper, site and checklist", async () => {
  const ran = await reprise("run");
  expect(ran.output).toMatch(/15 runs: 15 computed/);
  expect(ran.code).toBe(0);
  expect(await reprise("accept", "stripes")).toMatchObject({code: 0});
  expect(readdirSync(join(project, "results/stripes"), {recursive: true, encoding: "utf8"}).filter((file) => /seed-\d\.json$/.test(file))).toHaveLength(15);

  const built = await reprise("build", ...(hasLatex ? [] : ["--no-paper"])); // a test installs nothing on its machine
  expect(built.code, built.output).toBe(0);
  expect(readProject("build/report.json")).toMatchObject({
    draft: false,
    values: expect.arrayContaining([expect.objectContaining({id: "stripes/six"})]),
    claims: [expect.objectContaining({id: "stripes/filters-help", holds: true})],
    tables: expect.arrayContaining([expect.objectContaining({id: "stripes/scores"})]),
    figures: expect.arrayContaining([expect.objectContaining({id: "stripes/curves"})]),
  });
  const files = ["dist/index.html", "dist/values/stripes/six/index.html", "paper/generated/reprise.sty", ...["html", "pdf", "json", "xml"].map((ending) => `build/checklist/report.${ending}`), ...(hasLatex ? ["build/paper.pdf"] : [])];
  expect(files.filter((file) => !existsSync(join(project, file)))).toEqual([]);
}, 300_000);

test("another author's results come out again, bit for bit", async () => {
  rmSync(join(project, ".reprise"), {recursive: true, force: true});
  const reproduced = await reprise("verify");
  expect(reproduced.code, reproduced.output).toBe(0);
  expect(readProject("build/verdicts.json")).toMatchObject({counts: {stripes: {identical: 15, differs: 0, missing: 0, "not-run": 0}}});
}, 120_000);
