import {expect, test} from "vitest";
import {makeProject, sampleFiles} from "../run/sample-project.ts";

const experiment = sampleFiles["experiments/line/experiment.ts"] ?? "";

test.each<readonly [string, Readonly<Record<string, string>>, RegExp]>([
  ["an experiment that the settings list and no folder has", {"reprise.config.ts": (sampleFiles["reprise.config.ts"] ?? "").replace('"line"]', '"line", "plane"]')}, /experiments\/plane\/experiment\.ts is missing/],
  ["an id that is not the folder's name", {"experiments/line/experiment.ts": experiment.replace('id: "line"', 'id: "lime"')}, /its id is lime, its folder line/],
  ["a metric that says not which way is better", {"experiments/line/experiment.ts": experiment.replace(', better: "lower"', "")}, /metric error, at better/],
  ["a field that is misspelt", {"experiments/line/experiment.ts": experiment.replace("replicates:", "replicate:")}, /Unrecognized key: "replicate"/],
  ["no replicates at all", {"experiments/line/experiment.ts": experiment.replace("seed: 2", "seed: 0")}, /replicates\.seed/],
  ["a train that does not compile", {"experiments/line/train.ts": "export const train = (;"}, /experiments\/line\/train\.ts:1/],
  ["a train that imports TensorFlow.js itself", {"experiments/line/train.ts": 'import * as tf from "@tensorflow/tfjs-core";\nexport const train = () => tf;'}, /take tf from the context/],
  ["a train that reads files", {"experiments/line/train.ts": 'import {readFileSync} from "node:fs";\nexport const train = () => readFileSync("a");'}, /declare files under data/],
  ["an evaluate that is not there", {"experiments/line/evaluate.ts": "export const score = 1;\n"}, /exports no function called evaluate/],
  ["inputs in a circle", {"experiments/line/experiment.ts": experiment.replace("parameters:", 'inputs: {self: {from: "line"}},\n  parameters:')}, /in a circle: line → line/],
  ...["../paper", "/tmp/paper", "papers/../..", ".", "./paper", ""].map((folder) => [`a paper's folder called "${folder}"`, {"reprise.config.ts": (sampleFiles["reprise.config.ts"] ?? "").replace("groups:", `papers: [{name: "paper", folder: "${folder}"}],\n  groups:`)}, /papers\.0\.folder.*expected a folder inside the project/s] as const),
  ["a citation without a date", {"CITATION.cff": "cff-version: 1.2.0\ntitle: Sample\nversion: 1.0.0\n"}, /date-released/],
])("%s is told with where, and exit code 2", {timeout: 60_000}, async (_, files, message) => {
  const {code, error} = await (await makeProject({...sampleFiles, ...files})).reprise(["run"]);
  expect(error).toMatch(message);
  expect(error).toContain("mend:");
  expect(error).not.toMatch(/\n\s+at .*src\//);
  expect(code).toBe(2);
});

test("what a committed result holds is checked, and git is named as the mend", {timeout: 60_000}, async () => {
  const project = await makeProject({...sampleFiles, "results/line/fast/seed-1.json": '{"format": "reprise.result/1"'});
  const {code, error} = await project.reprise(["verify"]);
  expect(code).toBe(2);
  expect(error).toContain("git checkout -- results/line/fast/seed-1.json");
});
