import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {beforeAll, expect, test} from "vitest";
import {UserError} from "../../src/errors.ts";
import {readImported} from "../../src/exchange/imported-results.ts";
import {readProject, type ProjectExperiment} from "../../src/project/project.ts";
import {makeProject, sampleFiles, type SampleProject} from "../run/sample-project.ts";

const experiment = `import {defineExperiment, grid} from "reprise";
export default defineExperiment({
  id: "others", title: "Results of others", question: "What did the cluster compute?", origin: "imported",
  parameters: grid({model: ["mlp", "cnn"], layers: 2}), replicates: {seed: 2},
  metrics: {accuracy: {label: "accuracy", better: "higher", bounds: [0, 1]}, loss: {label: "loss", better: "lower"}},
  labels: {"model=cnn": "ConvNet"},
  columns: {accuracy: "Acc. (test)", seed: "run"},
});
`;

const files: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "reprise.config.ts": (sampleFiles["reprise.config.ts"] ?? "").replace('["line"]', '["line", "others"]'),
  "experiments/others/experiment.ts": experiment,
};

const records = `model,run,Acc. (test),loss,host
mlp,1,0.5,1.25,node1
mlp,2,0.625,1,node2
ConvNet,1,0.75,0.5,node1
cnn,2,0.875,.25,node1
`;

test("run says that records are lacking however often it is asked", {timeout: 60_000}, async () => {
  const project = await makeProject(files);
  const first = await project.reprise(["run"]);
  expect(first).toMatchObject({code: 3, out: expect.stringContaining("its records are not imported yet")});
  expect(await project.reprise(["run"])).toMatchObject({code: 3, out: expect.stringContaining("its records are not imported yet")});
});

test("records of others become results that read recorded, and nothing computes, compares or accepts them", {timeout: 300_000}, async () => {
  const project = await makeProject({...files, "cluster.csv": records});
  const before = await project.reprise(["verify", "--experiment", "others"]);
  expect(before.code).toBe(3);
  expect(before.out).toContain("its records are not imported yet");
  expect(before.out).toContain("npx reprise import others <file.csv>");
  const dry = await project.reprise(["import", "others", "cluster.csv", "--dry-run"]);
  expect(dry).toMatchObject({code: 0, error: ""});
  expect(dry.out).toContain("others: 4 new, 0 changed, 0 as before");
  expect(dry.out).toContain("columns not taken: host");
  await expect(readdir(join(project.root, "results"))).rejects.toThrow("ENOENT");

  const imported = await project.reprise(["import", "others", "cluster.csv", "--because", "they had the cluster"]);
  expect(imported).toMatchObject({code: 0, error: ""});
  expect(imported.out).toContain("4 results of others are recorded in results/others; they read recorded, never reproduced");
  const digest = /SHA-256 ([0-9a-f]{64})/.exec(imported.out)?.[1];
  expect(JSON.parse(await project.read("results/others/cnn/seed-2.json"))).toMatchObject({origin: "imported", engine: "external", status: "completed", parameters: {model: "cnn", layers: 2}, metrics: {accuracy: 0.875, loss: 0.25}, digests: {imported: digest}});
  expect(JSON.parse(await project.read("results/others/keys.json"))).toMatchObject({entries: {"file cluster.csv": {digest}}});

  expect(JSON.parse(await project.read("results-changes.jsonl"))).toMatchObject({because: "they had the cluster", counts: {others: {new: 4}}, causes: ["records that were computed elsewhere"]});

  expect((await project.reprise(["accept"])).code).toBe(0);
  expect(JSON.parse(await project.read("results/others/cnn/seed-2.json")), "accept leaves them alone").toMatchObject({origin: "imported"});
  const verified = await project.reprise(["verify", "--json"]);
  expect(verified.code).toBe(0);
  expect((JSON.parse(verified.out) as {readonly counts: unknown}).counts).toMatchObject({line: {identical: 4}, others: {recorded: 4, identical: 0}});
  const told = (await project.reprise(["verify", "--experiment", "others"])).out;
  expect(told).toMatch(/experiment +runs +identical +within tolerance +differs +recorded +not run/);
  expect(told).toMatch(/others +4 +0 +0 +0 +4 +0 +–/);
  expect((await project.reprise(["explain", "others/mlp/seed-1"])).out).toContain("imported: computed elsewhere");
  expect((await project.reprise(["accept", "others"])).error).toContain("others is not computed here, so that there is nothing to accept");
  expect(JSON.parse((await project.reprise(["run", "--json"])).out)).toMatchObject({computed: [], cached: 4});

  await project.replace("cluster.csv", "0.625", "0.64");
  const again = JSON.parse((await project.reprise(["import", "others", "cluster.csv", "--json"])).out) as {readonly changes: readonly {readonly status: string; readonly metrics: unknown}[]};
  expect(again.changes.map(({status}) => status), "every record names its file").toEqual(["changed", "changed", "changed", "changed"]);
  expect(again.changes[1]?.metrics).toEqual([{name: "accuracy", before: 0.625, after: 0.64}]);
});

let project: SampleProject;
let others: ProjectExperiment;
beforeAll(async () => {
  project = await makeProject(files);
  others = (await readProject(project.root)).experiments[1]!;
});

async function refusal(name: string, text: string): Promise<string> {
  await project.write(name, text);
  const error = await readImported(others, [join(project.root, name)]).catch((refused: unknown) => refused);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).mend).not.toBe("");
  return (error as UserError).message;
}

const without = (line: number): string => records.split("\n").toSpliced(line - 1, 1).join("\n");

test.each([
  ["a.csv", records.replace("0.625", "62.5"), "a.csv, line 3: Acc. (test) is 62.5, but accuracy lies between 0 and 1"],
  ["a.csv", records.replace("0.625", "n/a"), 'a.csv, line 3, Acc. (test): expected a number, got "n/a"'],
  ["a.csv", records.replace("mlp,2", "mpl,2"), 'a.csv, line 3: model is "mpl", expected "mlp" or "cnn"'],
  ["a.csv", records.replace("mlp,2", "mlp,0"), 'a.csv, line 3: run is "0", expected a whole number from 1 to 2'],
  ["a.csv", records.replace("mlp,2", "mlp,1"), "a.csv, line 3: others/mlp/seed-1 stands in a.csv, line 2 already"],
  ["a.csv", without(3), "no record is about others/mlp/seed-2"],
  ["a.csv", records.replace("loss", "los"), "a.csv, line 2: there is no column loss"],
  ["a.csv", "run,Acc. (test),loss\n1,0.5,1\n", "a.csv, line 2: it may be about mlp or cnn"],
  ["a.csv", "model,run\n", "a.csv: it holds no record"],
  ["a.json", '[{"model": "mlp", "run": 1, "Acc. (test)": 0.5, "loss": 1, "layers": 3}]', "a.json, record 1: layers is 3, expected 2"],
  ["a.csv", "model\u001b[2J,run\nmlp,1\n", "a.csv, line 2: a column's name holds control characters"],
  ["a.json", '{"model": "mlp"}', "a.json: expected a list of objects"],
  ["a.jsonl", '{"model": "mlp", "run": 1, "Acc. (test)": 0.5, "loss": 1}\n{"model": \n', "a.jsonl, line 2: no JSON"],
  ["a.txt", "", "a.txt: expected a file that ends with .csv, .jsonl or .json"],
])("%s is refused whole: %#", async (name, text, message) => {
  expect(await refusal(name, text)).toContain(message);
});

test("several mistakes are told together, and several files are taken together", async () => {
  const message = await refusal("many.csv", records.replaceAll(/0\.\d+,/g, "x,"));
  expect(message.match(/expected a number, got "x"/g)).toHaveLength(4);
  await project.write("first.csv", records.split("\n").slice(0, 3).join("\n"));
  await project.write("second.jsonl", '{"model": "cnn", "run": 1, "Acc. (test)": 0.75, "loss": 0.5}\n{"model": "cnn", "run": 2, "Acc. (test)": 1, "loss": "NaN"}\n');
  const {results, files: read} = await readImported(others, ["first.csv", "second.jsonl"].map((name) => join(project.root, name)));
  expect(results.map(({status, digests}) => [status, digests.imported])).toEqual([["completed", read[0]?.digest], ["completed", read[0]?.digest], ["completed", read[1]?.digest], ["diverged", read[1]?.digest]]);
});

test("only an experiment that is declared as imported takes records, and it has nothing that would run", {timeout: 60_000}, async () => {
  await project.write("a.csv", records);
  expect((await project.reprise(["import", "line", "a.csv"])).error).toContain("line is computed here");
  expect((await project.reprise(["import", "others"])).error).toContain("it was not said which file to import");
  for (const [field, message] of [['command: ["sh"]', "but it has a command too"], ['engine: "wasm"', "but it has an engine too"], ['columns: {acuracy: "a"}', "columns names acuracy, which is no parameter, factor or metric"]] as const) {
    await project.write("experiments/others/experiment.ts", experiment.replace('columns: {accuracy: "Acc. (test)", seed: "run"}', field));
    expect((await project.reprise(["plan"])).error, field).toContain(message);
  }
});
