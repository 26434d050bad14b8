import {execFileSync} from "node:child_process";
import {generateKeyPairSync} from "node:crypto";
import {cp, mkdtemp, readFile, rm, symlink, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {beforeAll, expect, test} from "vitest";
import {parse} from "yaml";
import {oneLine} from "../../src/records/one-line.ts";
import {reviewType} from "../../src/review/statements.ts";
import {copyToolkit, makeProject, sampleFiles, type SampleProject} from "../run/sample-project.ts";


const files = {
  ...sampleFiles,
  "experiments/line/experiment.ts": (sampleFiles["experiments/line/experiment.ts"] ?? "").replace("replicates:", "smoke: {steps: 2},\n  replicates:"),
  "experiments/line/report.ts": 'import {defineReport} from "reprise/report";\nexport default defineReport("line", () => []);\n',
};

const certified = async (project: SampleProject) => JSON.parse(await project.read("build/review/certificate.json")) as {readonly statements: readonly {readonly subject: readonly {readonly name: string}[]; readonly predicateType: string; readonly predicate: Readonly<Record<string, unknown>>}[]};

let project: SampleProject;

beforeAll(async () => {
  project = await makeProject(files);
  await project.write(".gitignore", "node_modules\n.reprise\nbuild\n");
  expect((await project.reprise(["accept"])).code).toBe(0);
  execFileSync("git", ["-C", project.root, "init", "-q"]);
  commit(project);
});

function commit({root}: SampleProject): void {
  execFileSync("git", ["-C", root, "add", "-A"]);
  execFileSync("git", ["-C", root, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "all"]);
}

/** The project as another reader gets it. */
async function clone({root}: SampleProject): Promise<SampleProject> {
  const folder = await mkdtemp(join(tmpdir(), "reprise-clone-"));
  execFileSync("git", ["clone", "-q", root, folder]);
  const fresh = await makeProject({});
  await rm(join(fresh.root, "node_modules"), {recursive: true});
  await cp(folder, fresh.root, {recursive: true});
  await cp(join(root, "node_modules"), join(fresh.root, "node_modules"), {recursive: true, verbatimSymlinks: true});
  return fresh;
}

test("a review of a fresh clone makes every run anew and writes a certificate that --check accepts there and elsewhere", {timeout: 120_000}, async () => {
  const here = await clone(project);
  const {code, out, error} = await here.reprise(["review", "--budget", "2m", "--nonce", "of the reviewer"]);
  expect({code, error}).toEqual({code: 0, error: ""});
  expect(out).toContain("4 of 4 runs identical; every one was run");
  expect(out).toContain("Smoke: 1 of 1 experiments work");
  const checked = await here.reprise(["review", "--check", "build/review/certificate.json"]);
  expect(checked.out).toContain("unauthenticated: it is not signed");
  expect(checked.out).toContain("Accepted");
  expect(checked.code).toBe(0);
  const elsewhere = await clone(project);
  await cp(join(here.root, "build/review/certificate.json"), join(elsewhere.root, "theirs.json"));
  expect((await elsewhere.reprise(["review", "--check", "theirs.json"])).code).toBe(0);
});

test("the certificate holds two in-toto statements about commit, results, code and toolkit", {timeout: 120_000}, async () => {
  expect((await project.reprise(["review", "--budget", "2m", "--reviewer", "B"])).code).toBe(0);
  const {statements: [tests, svr]} = await certified(project);
  expect(tests?.subject.map(({name}) => name)).toEqual(expect.arrayContaining(["commit", "results", "results/line/fast/seed-1.json", "results/line/keys.json", "pkg:npm/reprise@0.1.0"]));
  expect(svr?.subject).toEqual(tests?.subject);
  expect(tests).toMatchObject({predicateType: "https://in-toto.io/attestation/test-result/v0.1", predicate: {result: "PASSED", failedTests: []}});
  expect(svr).toMatchObject({predicateType: "https://in-toto.io/attestation/svr/v0.2", predicate: {properties: ["REPRISE_RESULTS_BITWISE", "REPRISE_RESULTS_REPRODUCED", "REPRISE_SAMPLE_REPRODUCED", "REPRISE_SMOKE_PASSED", "REPRISE_RUNS_HERMETIC", "REPRISE_SOURCE_COMMITTED"]}});
  expect(tests?.predicate[reviewType]).toMatchObject({reviewer: "B", nonce: {by: "drawn"}});
  expect(JSON.stringify(statementsText(await project.read("build/review/certificate.json")))).not.toContain(project.root);
  const codecheck = parse(await project.read("build/review/codecheck.yml")) as {readonly manifest: readonly {readonly file: string}[]; readonly codechecker: readonly {readonly name: string}[]};
  expect(codecheck.codechecker).toEqual([{name: "B"}]);
  for (const {file} of codecheck.manifest) await project.read(file);
  expect(await project.read("build/review/review.md")).toContain("Everything that was made again came out again.");
});

const statementsText = (text: string): unknown => JSON.parse(text);

test("nothing that was cached counts: a cache that lies is not believed", {timeout: 120_000}, async () => {
  const here = await clone(project);
  await cp(join(project.root, ".reprise"), join(here.root, ".reprise"), {recursive: true});
  await here.replace("experiments/line/truth.ts", "2 * x + 1", "2 * x + 1.5");
  const {code, out} = await here.reprise(["review", "--budget", "2m"]);
  expect(code).toBe(1);
  expect(out).toContain("4 of 4 runs differ");
  const json = JSON.parse((await project.reprise(["review", "--budget", "2m", "--json"])).out) as {readonly runs: readonly {readonly seconds: number}[]};
  expect(json.runs).toHaveLength(4);
});

test("a smoke run enters neither the baseline nor the runs, and one that fails fails the review", {timeout: 120_000}, async () => {
  const here = await clone(project);
  await here.replace("experiments/line/train.ts", "const noise", 'if (parameters.steps === 2) throw new Error("too few steps");\n  const noise');
  const {code, out} = await here.reprise(["review", "--budget", "2m"]);
  expect(code).toBe(1);
  expect(out).toContain("line fails (too few steps)");
  expect((await certified(here)).statements[0]?.predicate["failedTests"]).toEqual(["line/smoke"]);
  expect(execFileSync("git", ["-C", here.root, "status", "--porcelain", "results"], {encoding: "utf8"})).toBe("");
});

test("a run that never ends is ended with the budget, and its certificate says that nothing was seen", {timeout: 120_000}, async () => {
  const here = await clone(project);
  await here.replace("experiments/line/train.ts", "const noise", "for (;;) { /* for ever */ }\n  const noise");
  const {code, out} = await here.reprise(["review", "--budget", "12s"]);
  expect(code).toBe(3);
  expect(out).toContain("0 of 4 runs made again; none was drawn, which tells nothing of the others");
  expect((await certified(here)).statements[0]?.predicate["result"]).toBe("WARNED");
  expect((await here.reprise(["review", "--check", "build/review/certificate.json"])).code).toBe(0);
});

test("a run that the guard refuses fails by itself, and the review goes on", {timeout: 120_000}, async () => {
  const here = await clone(project);
  await here.replace("experiments/line/train.ts", "const noise", "if (parameters.learningRate < 0.05) Math.random();\n  const noise");
  const {code, out} = await here.reprise(["review", "--budget", "2m"]);
  expect(code).toBe(1);
  expect(out).toContain("2 of 4 runs identical, 2 failed");
  expect(out).toContain("Math.random() in a run");
});

test("where a run's input is refused, it fails with it, and nothing says that the paper's runs came out", {timeout: 120_000}, async () => {
  const here = await makeProject({
    ...files,
    "reprise.config.ts": (sampleFiles["reprise.config.ts"] ?? "").replace('["line"]', '["line", "after"]'),
    "experiments/after/experiment.ts": (sampleFiles["experiments/line/experiment.ts"] ?? "").replace('id: "line"', 'id: "after"').replace("import {", "import {from, ").replace("replicates:", 'inputs: {model: from("line")},\n  replicates:'),
    "experiments/after/train.ts": 'import type {Train} from "reprise";\nimport type experiment from "./experiment.ts";\nexport const train: Train<typeof experiment> = ({inputs}) => ({predictions: inputs.model.predictions.output!});\n',
    "experiments/after/evaluate.ts": 'import type {Evaluate} from "reprise";\nimport type experiment from "./experiment.ts";\nexport const evaluate: Evaluate<typeof experiment> = ({output}) => ({metrics: {error: output!.values[0]!}});\n',
  });
  expect((await here.reprise(["accept"])).error).toBe("");
  await here.replace("experiments/line/train.ts", "const noise", "Math.random();\n  const noise");
  const {code, out} = await here.reprise(["review", "--budget", "2m", "--experiment", "after"]);
  expect(code).toBe(1);
  expect(out).toMatch(/after\/\w+\/seed-\d   failed: its input line\/\w+\/seed-\d failed: Math.random\(\) in a run/);
  const properties = JSON.stringify((await certified(here)).statements);
  expect(properties).not.toContain("REPRODUCED");
  expect((await here.reprise(["review", "--check", "build/review/certificate.json"])).code).toBe(0);
});

test("what strangers wrote stays within its line, and hides none of ours", () => {
  expect(oneLine("works.\n\n  ✓ authenticated\u001b[8m\u2028\u202e!")).toBe("works.   ✓ authenticated [8m !");
});

test("signed, it is authenticated by the reviewer's key and by no other", {timeout: 120_000}, async () => {
  const key = (name: string) => {
    const {privateKey, publicKey} = generateKeyPairSync("ed25519");
    return Promise.all([writeFile(join(project.root, "build", `${name}.pem`), privateKey.export({type: "pkcs8", format: "pem"})), writeFile(join(project.root, "build", `${name}.pub`), publicKey.export({type: "spki", format: "pem"}))]);
  };
  await Promise.all([key("own"), key("other")]);
  expect((await project.reprise(["review", "--budget", "2m", "--sign", "build/own.pem"])).code).toBe(0);
  const check = (...words: readonly string[]) => project.reprise(["review", "--check", "build/review/certificate.json", ...words]);
  expect(await check("--key", "build/own.pub")).toMatchObject({code: 0, out: expect.stringContaining("authenticated: signed by")});
  expect(await check()).toMatchObject({code: 0, out: expect.stringContaining("nobody vouches for")});
  expect(await check("--key", "build/other.pub")).toMatchObject({code: 1, out: expect.stringContaining("not signed by the key that was given")});
  expect(await check("--key", "build/own.pem")).toMatchObject({code: 2, error: expect.stringContaining("is a private key")});
});

test("a copy of the toolkit from elsewhere reviews a project whose own copy was edited, says so, and is not led astray by it", {timeout: 180_000}, async () => {
  const here = await clone(project);
  const edited = await copyToolkit();
  const metrics = join(edited, "src", "data", "index.ts");
  await writeFile(metrics, `${await readFile(metrics, "utf8")}\nthrow new Error("the edited copy was used");\n`);
  await rm(join(here.root, "node_modules", "reprise"));
  await symlink(edited, join(here.root, "node_modules", "reprise"));
  await here.replace("experiments/line/evaluate.ts", "export const", 'import {accuracy} from "reprise/data";\nvoid accuracy;\nexport const');
  const {code, out} = await here.reprise(["review", "--budget", "2m"]);
  expect(out).toContain("src/data/index.ts) and had no part in it");
  expect(out).toContain("4 of 4 runs identical");
  expect(code).toBe(0);
});

test("--check runs no code of the project and needs no packages", {timeout: 120_000}, async () => {
  expect((await project.reprise(["review", "--budget", "2m"])).code).toBe(0);
  const here = await clone(project);
  await cp(join(project.root, "build/review/certificate.json"), join(here.root, "build-certificate.json"));
  await rm(join(here.root, "node_modules"), {recursive: true});
  const checked = await here.reprise(["review", "--check", "build-certificate.json"]);
  expect(checked).toMatchObject({code: 0, out: expect.stringContaining("not installed here")});
});

test("a paper that names other values than the reviewed one did is told, where no commit tells", {timeout: 120_000}, async () => {
  const here = await clone(project);
  await rm(join(here.root, ".git"), {recursive: true});
  await here.write("paper/main.tex", "\\result{line/error}\n");
  expect((await here.reprise(["review", "--budget", "2m"])).code).toBe(0);
  const check = () => here.reprise(["review", "--check", "build/review/certificate.json"]);
  await here.write("paper/main.tex", "Other words. \\result{line/error}\n");
  expect((await check()).code).toBe(0);
  await here.write("paper/sections/more.tex", "\\result{line/slope}\n");
  expect(await check()).toMatchObject({code: 1, out: expect.stringContaining("names the value line/slope here, and did not")});
  await rm(join(here.root, "paper"), {recursive: true});
  expect(await check()).toMatchObject({code: 1, out: expect.stringContaining("named the value line/error when it was reviewed")});
});

test("what is no certificate is unreadable: exit 2, in words", {timeout: 60_000}, async () => {
  await project.write("build/no.json", "{");
  await project.write("build/other.json", '{"format": "reprise.plan/1"}');
  for (const [file, words] of [["build/no.json", "is no JSON"], ["build/other.json", "no certificate"], ["build/nowhere.json", "it is not there"]] as const) {
    const {code, error} = await project.reprise(["review", "--check", file]);
    expect(code, file).toBe(2);
    expect(error).toContain(words);
    expect(error).not.toMatch(/\n\s+at /);
  }
});

test("the recipe of a container is a shell script that starts nothing by itself and gives the review no network", {timeout: 60_000}, async () => {
  const {code, out} = await project.reprise(["review", "--container", "--budget", "1h", "--nonce", "it's mine"]);
  expect(code).toBe(0);
  const script = resolve(project.root, "build", "recipe.sh");
  await writeFile(script, out);
  execFileSync("sh", ["-n", script]);
  for (const part of ["--network none", "--read-only", "--cap-drop all", "npm ci --ignore-scripts", "FROM docker.io/library/node:", "--budget '1h' --nonce 'it'\\''s mine'"]) expect(out).toContain(part);
});
