import {rm} from "node:fs/promises";
import {resolve} from "node:path";
import {afterEach, expect, test} from "vitest";
import type {LintReport} from "../../src/lint/lint.ts";
import {lint} from "../../src/lint/lint.ts";
import {rules as everyRule} from "../../src/lint/rules.ts";
import {makeProject, sampleFiles, type SampleProject} from "../run/sample-project.ts";

let projects: SampleProject[] = [];
afterEach(async () => {
  for (const {root} of projects) await rm(root, {recursive: true});
  projects = [];
});

async function sample(files: Readonly<Record<string, string>> = {}): Promise<SampleProject> {
  const project = await makeProject({...sampleFiles, ...files});
  projects.push(project);
  return project;
}

const told = ({findings}: LintReport): readonly string[] => findings.map(({file, line, column, rule}) => `${file}:${line}:${column} ${rule}`);

test("this repository's own experiments have no finding, and an allowance of theirs has a reason", async () => {
  const report = await lint(resolve(import.meta.dirname, "../.."), []);
  expect(report.findings).toEqual([]);
  expect(report.files).toContain("experiments/penguins/train.ts");
  expect(report.files).toContain("paper/report.ts");
  for (const {reason} of report.allowed) expect(reason.length).toBeGreaterThan(10);
});

test("what train reaches through imports is read, each file as it is executed", async () => {
  const project = await sample({
    "experiments/line/truth.ts": "import {noise} from \"../shared/noise.ts\";\nexport const truth = (x: number): number => 2 * x + Math.exp(0) + noise();\n",
    "experiments/shared/noise.ts": "export const noise = (): number => Math.random();\n",
    "experiments/line/report.ts": "import {curve} from \"./curve.ts\";\nexport default curve(2);\n",
    "experiments/line/curve.ts": "export const curve = (x: number): number => Math.exp(x);\n",
    "experiments/unreached/notes.ts": "export const t = Date.now();\n",
  });
  expect(told(await lint(project.root, []))).toEqual(["experiments/line/curve.ts:1:45 math-is-exact", "experiments/shared/noise.ts:1:36 random-is-seeded"]);
});

test("files and folders can be named, relative to where one stands", async () => {
  const project = await sample({"experiments/line/truth.ts": "export const truth = (x: number): number => x + Math.random();\n", "notes/a.ts": "export const t = Date.now();\n"});
  expect(told(await lint(project.root, ["notes"]))).toEqual(["notes/a.ts:1:18 clock-is-not-read"]);
  expect(told(await lint(project.root, ["truth.ts"], `${project.root}/experiments/line`))).toEqual(["experiments/line/truth.ts:1:49 random-is-seeded"]);
  await expect(lint(project.root, ["nowhere.ts"])).rejects.toThrow("nowhere.ts is not there");
  await expect(lint(project.root, ["CITATION.cff"])).rejects.toThrow("lint reads TypeScript, JavaScript, Python and R");
});

test("programs of command experiments are read: Python and R by their text, JavaScript parsed", async () => {
  const declaration = (command: string): string => `import {defineExperiment, points} from "reprise";\nexport default defineExperiment({id: "x", title: "t", question: "q?", parameters: points([{a: 1}]), metrics: {m: {label: "m"}}, ${command}});\n`;
  const project = await sample({
    "experiments/a/experiment.ts": declaration("command: [\"python3\", \"fit.py\"], files: [\"fit.py\", \"more.R\"]"),
    "experiments/a/fit.py": "import random\nx = random.random()\n",
    "experiments/a/more.R": "x <- rnorm(3)\n",
    "experiments/b/experiment.ts": declaration("command: [\"node\", \"fit.js\"]"),
    "experiments/b/fit.js": "import {readFileSync} from \"node:fs\";\nconst job = JSON.parse(readFileSync(process.argv.at(-1)));\nconsole.log(Math.log(job.a));\n",
  });
  const report = await lint(project.root, []);
  expect(told(report)).toEqual(["experiments/a/fit.py:2:5 random-is-seeded", "experiments/a/more.R:1:6 random-is-seeded", "experiments/b/fit.js:3:13 math-is-exact"]);
  expect(report.findings.map(({heuristic}) => heuristic)).toEqual([true, true, false]);
});

test("asynchronous work of another file is followed to where it is forgotten", async () => {
  const project = await sample({
    "experiments/line/evaluate.ts": "import {save} from \"./save.ts\";\nexport const evaluate = () => {\n  save();\n  return {metrics: {error: 1}};\n};\n",
    "experiments/line/save.ts": "export const save = async (): Promise<void> => {};\n",
  });
  expect(told(await lint(project.root, []))).toEqual(["experiments/line/evaluate.ts:3:3 promises-are-awaited"]);
});

test("the command tells place, cause and mend, and exits 0, 1 or 2", async () => {
  const project = await sample();
  const sound = await project.reprise(["lint"]);
  expect(sound).toMatchObject({code: 0, error: ""});
  expect(sound.out).toContain("✓ nothing found");

  await project.replace("experiments/line/truth.ts", "2 * x + 1", "2 * x + Math.random()");
  const found = await project.reprise(["lint"]);
  expect(found.code).toBe(1);
  expect(found.out).toBe(`
  experiments/line/truth.ts
     2:53   Math.random   random-is-seeded
            no other run can draw the same numbers
            mend: draw from a named stream: random.stream("noise").uniform()

  ✗ 1 found   5 files, 16 rules; what is meant so: // reprise-lint-allow <rule>: <reason>

`);
  const json = await project.reprise(["lint", "--json"]);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({format: "reprise.lint/1", findings: [{rule: "random-is-seeded", file: "experiments/line/truth.ts", line: 2, column: 53, heuristic: false}], allowed: []});

  const rules = await project.reprise(["lint", "--rules"]);
  expect(rules.code).toBe(0);
  for (const [id, {promise}] of Object.entries(everyRule)) expect(rules.out).toMatch(new RegExp(`${id} +${promise}`));

  await project.write("experiments/line/truth.ts", "export const truth = (x: number): number => 2 * ;\n");
  const broken = await project.reprise(["lint"]);
  expect(broken.code).toBe(2);
  expect(broken.error).toContain("experiments/line/truth.ts:1:49");
});
