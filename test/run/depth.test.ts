import {readFile, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, test} from "vitest";
import {makeProject, sampleFiles, type SampleProject} from "./sample-project.ts";

const predict = `import type {Predict} from "reprise";
import type experiment from "./experiment.ts";

export const predict: Predict<typeof experiment> = ({tf}, {slope, offset}) => {
  const x = tf.tensor1d(Array.from({length: 16}, (_, index) => index / 16));
  return tf.add(tf.mul(tf.scalar(slope!.values[0]!), x), tf.scalar(offset!.values[0]!));
};
`;

const files: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "experiments/line/train.ts": (sampleFiles["experiments/line/train.ts"] ?? "").replace("const noise", 'console.log("fitting the line");\n  const noise'),
  "experiments/line/predict.ts": predict,
};

const verdicts = async (project: SampleProject, from: string) => {
  const {code, out, error} = await project.reprise(["verify", "--from", from, "--json"]);
  const {runs} = JSON.parse(out) as {readonly runs: readonly {readonly verdict: {readonly status: string; readonly mend?: string; readonly because?: string; readonly differences?: readonly {readonly where: string}[]}}[]};
  return {code, error, statuses: runs.map(({verdict}) => verdict.status), verdicts: runs.map(({verdict}) => verdict)};
};

const identical = ["identical", "identical", "identical", "identical"];

test("a verification from predictions evaluates again, one from weights predicts again, and neither trains", {timeout: 300_000}, async () => {
  const project = await makeProject(files);
  expect((await project.reprise(["accept"])).out).toContain("fitting the line");
  expect(await verdicts(project, "predictions")).toMatchObject({code: 0, error: "", statuses: identical});
  expect(await verdicts(project, "weights")).toMatchObject({code: 0, error: "", statuses: identical});
  const {out} = await project.reprise(["verify", "--from", "weights"]);
  expect(out).not.toContain("fitting the line");
  expect(out.match(/line: predictions are made from weights by predict\.ts [0-9a-f]{8}/g)).toHaveLength(1);

  await project.replace("experiments/line/evaluate.ts", "/ errors.length", "/ (errors.length - 1)");
  const evaluated = await verdicts(project, "predictions");
  expect(evaluated.statuses).toEqual(["differs", "differs", "differs", "differs"]);
  expect(evaluated.verdicts[0]?.differences?.map(({where}) => where)).toEqual(["metrics.error"]);
  await project.replace("experiments/line/evaluate.ts", "/ (errors.length - 1)", "/ errors.length");

  await project.replace("experiments/line/predict.ts", "index / 16", "index / 17");
  const predicted = await verdicts(project, "weights");
  expect(predicted.verdicts[0]?.differences?.map(({where}) => where)).toEqual(["metrics.error", "digests.predictions"]);
  expect((await verdicts(project, "predictions")).statuses, "predict.ts decides nothing of them").toEqual(identical);
  const scratch = await project.reprise(["verify", "--json"]);
  expect(scratch.code, "nothing of it reaches the cache of trainings").toBe(0);
});

test("what a verification from weights or predictions lacks is told with its mend, and nothing is called reproduced", {timeout: 300_000}, async () => {
  const project = await makeProject({...files, "experiments/line/predict.ts": predict.replace("export const predict:", "export const other:")});
  expect((await project.reprise(["accept"])).code).toBe(0);
  const misnamed = await project.reprise(["verify", "--from", "weights"]);
  expect(misnamed).toMatchObject({code: 2});
  expect(misnamed.error).toContain("experiments/line/predict.ts exports no function called predict");

  await rm(join(project.root, "experiments", "line", "predict.ts"));
  const without = await verdicts(project, "weights");
  expect(without).toMatchObject({code: 3, statuses: ["not-run", "not-run", "not-run", "not-run"]});
  expect(without.verdicts[0]?.mend).toContain("write experiments/line/predict.ts");

  const digest = (JSON.parse(await readFile(join(project.root, "results", "line", "slow", "seed-1.json"), "utf8")) as {readonly digests: {readonly predictions: string}}).digests.predictions;
  await writeFile(join(project.root, ".reprise", "store", "objects", digest.slice(0, 2), digest.slice(2)), "not what was kept");
  const missing = await verdicts(project, "predictions");
  expect(missing).toMatchObject({code: 3, statuses: ["not-run", "identical", "identical", "identical"]});
  expect(missing.verdicts[0]).toMatchObject({because: "line: the predictions of its baseline are not in the store", mend: "npx reprise pull"});

  expect((await project.reprise(["verify", "--from", "afar"])).error).toContain("--from afar: there is no such depth");
});
