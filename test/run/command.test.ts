import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, test} from "vitest";
import {copyToolkit, makeProject, sampleFiles} from "./sample-project.ts";

const files: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "reprise.config.ts": (sampleFiles["reprise.config.ts"] ?? "").replace('["line"]', '["line", "outside"]'),
  "experiments/outside/experiment.ts": `import {defineExperiment, grid} from "reprise";
export default defineExperiment({
  id: "outside", title: "An external program", question: "Can a program of any language take part?",
  parameters: grid({power: [1, 2]}), replicates: {seed: 2},
  metrics: {mean: {label: "mean", better: "neither", tolerance: 0.001}},
  command: ["sh", "fit.sh"], files: ["fit.sh"],
});
`,
  "experiments/outside/fit.sh": `# Writes metrics.json for the job in $1.
output=$(sed -n 's/.*"output":"\\([^"]*\\)".*/\\1/p' "$1")
power=$(sed -n 's/.*"power":\\([0-9]*\\).*/\\1/p' "$1")
seed=$(sed -n 's/.*"seed":\\([0-9]*\\).*/\\1/p' "$1")
printf '{"mean": %s}' "$((seed * power))" > "$output/metrics.json"
`,
};

test("an external program runs as one run, is cached by its files, and is verified within its tolerance", {timeout: 120_000}, async () => {
  const project = await makeProject(files);
  expect((await project.reprise(["accept", "outside"])).code).toBe(0);
  expect(JSON.parse(await project.read("results/outside/power-2/seed-2.json"))).toMatchObject({origin: "command", engine: "external", metrics: {mean: 4}});
  expect((await project.reprise(["run", "--experiment", "outside"])).out).toContain("0 computed");

  await project.replace("experiments/outside/fit.sh", '"$((seed * power))"', '"$((seed * power)).0005"');
  const near = await project.reprise(["verify", "--experiment", "outside"]);
  expect(near).toMatchObject({code: 0});
  expect(near.out).toMatch(/outside\s+4\s+0\s+4\s+0\s+0/);

  await project.replace("experiments/outside/fit.sh", ".0005", ".5");
  expect((await project.reprise(["verify", "--experiment", "outside"])).code).toBe(1);
});

test("a program that is not on this machine is not run, and what to install is said", {timeout: 60_000}, async () => {
  const project = await makeProject({...files, "experiments/outside/experiment.ts": (files["experiments/outside/experiment.ts"] ?? "").replace('["sh", "fit.sh"]', '["no-such-program-here"]')});
  const {code, out} = await project.reprise(["verify", "--experiment", "outside"]);
  expect(code).toBe(3);
  expect(out).toContain("install no-such-program-here");
});

const chained: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "reprise.config.ts": (sampleFiles["reprise.config.ts"] ?? "").replace('["line"]', '["next", "line"]'),
  "experiments/next/experiment.ts": `import {defineExperiment, from, grid} from "reprise";
export default defineExperiment({
  id: "next", title: "Next", question: "Does it pass on?", parameters: grid({factor: 2}), replicates: {seed: 2},
  metrics: {slope: {label: "slope", better: "neither"}}, inputs: {line: from("line", "fast")},
});
`,
  "experiments/next/train.ts": `import type {Train} from "reprise";
import type experiment from "./experiment.ts";
export const train: Train<typeof experiment> = ({tf, parameters, inputs}) => ({predictions: tf.mul(tf.tensor1d(inputs.line.weights["slope"]!.values), parameters.factor)});
`,
  "experiments/next/evaluate.ts": `import type {Evaluate} from "reprise";
import type experiment from "./experiment.ts";
export const evaluate: Evaluate<typeof experiment> = ({output}) => ({metrics: {slope: output!.values[0]!}});
`,
};

test("what one experiment made is another's input, and its change redoes both", {timeout: 120_000}, async () => {
  const project = await makeProject(chained);
  const first = await project.reprise(["accept"]);
  expect(first).toMatchObject({code: 0, error: ""});
  await project.replace("experiments/line/truth.ts", "2 * x", "4 * x");
  const {out} = await project.reprise(["run", "--experiment", "next", "--json"]);
  expect(JSON.parse(out)).toMatchObject({computed: ["line/fast/seed-1", "next/default/seed-1", "line/fast/seed-2", "next/default/seed-2"]});
});

test("an input names a variant that there is, or nothing runs", {timeout: 60_000}, async () => {
  const upstream = (sampleFiles["experiments/line/experiment.ts"] ?? "").replace(/points\(.*\)/, "grid({learningRate: 0.01, steps: 20})").replace("points", "grid");
  const project = await makeProject({...chained, "experiments/line/experiment.ts": upstream});
  const {code, error} = await project.reprise(["plan"]);
  expect(code).toBe(2);
  expect(error).toContain('input line: line has no variant fast');
  expect(error).toContain('its variants are default: from("line", "default")');
});

test("an input has a run for every replicate that needs it, or nothing runs", {timeout: 60_000}, async () => {
  const project = await makeProject({...chained, "experiments/next/experiment.ts": (chained["experiments/next/experiment.ts"] ?? "").replace("seed: 2", "seed: 3")});
  const {code, error} = await project.reprise(["plan"]);
  expect(code).toBe(2);
  expect(error).toContain("line has no run for seed-3");
});

test("what a program leaves or changes beside its sources is told, since the next run may read it", {timeout: 60_000}, async () => {
  const project = await makeProject({...files, "experiments/outside/fit.sh": `${files["experiments/outside/fit.sh"]}printf x >> cache.bin\n`});
  const {code, out} = await project.reprise(["run", "--experiment", "outside", "--jobs", "1"]);
  expect(code).toBe(0);
  expect(out).toContain("while its command ran, cache.bin changed in experiments/outside, where the next run may read it");
});

test.each([
  ["by itself", "fit.sh", 'printf "# again\\n" >> fit.sh\n'],
  ["elsewhere", "../shared.txt", "printf x >> ../shared.txt\n"],
])("a run whose command's files were changed while it ran, %s, is not kept under the key of what they were", {timeout: 60_000}, async (_, file, change) => {
  const project = await makeProject({
    ...files,
    "experiments/shared.txt": "",
    "experiments/outside/experiment.ts": (files["experiments/outside/experiment.ts"] ?? "").replace('files: ["fit.sh"]', 'files: ["fit.sh", "../shared.txt"]'),
    "experiments/outside/fit.sh": `${files["experiments/outside/fit.sh"]}${change}`,
  });
  const {code, out} = await project.reprise(["run", "--experiment", "outside", "--jobs", "1"]);
  expect(code).toBe(1);
  expect(out).toContain(`${file} changed since this run was planned, so that its key does not tell of what ran`);
  expect(JSON.parse((await project.reprise(["plan", "--experiment", "outside", "--json"])).out)).toMatchObject([{cached: 0}]);
});

const judged: Readonly<Record<string, string>> = {
  ...files,
  "experiments/outside/fit.sh": `echo "the program runs"
output=$(sed -n 's/.*"output":"\\([^"]*\\)".*/\\1/p' "$1")
printf 'mean\\n2\\n' > "$output/predictions.csv"
`,
  "experiments/outside/evaluate.ts": "export const evaluate = ({mean}) => ({metrics: {mean: mean.values[0]}});\n",
};

test("where our arithmetic changed, evaluate.ts judges a program's predictions again, and the program does not run again", {timeout: 120_000}, async () => {
  const toolkit = await copyToolkit();
  const project = await makeProject(judged, toolkit);
  const first = await project.reprise(["accept", "outside"]);
  expect(first).toMatchObject({code: 0, out: expect.stringContaining("the program runs")});
  expect((await project.reprise(["run", "--experiment", "outside"])).out).toContain("0 computed, 4 cached");

  const file = join(toolkit, "src", "math", "exponential.ts");
  await writeFile(file, (await readFile(file, "utf8")).replace("n <= 28", "n <= 29"));
  const {out} = await project.reprise(["explain", "outside/power-1/seed-1", "--json"]);
  expect(JSON.parse(out)).toMatchObject({changed: {"since baseline": [{text: "reprise: arithmetic, engine or training loop changed"}]}});
  const again = await project.reprise(["run", "--experiment", "outside", "--reasons"]);
  expect(again.code).toBe(0);
  expect(again.out).toContain("4 computed");
  expect(again.out).not.toContain("the program runs");
  expect(again.out).toContain("4 runs of outside made: reprise: arithmetic, engine or training loop changed");
});
