import {expect, test} from "vitest";
import {sha256} from "../../src/store/store.ts";
import {readFileSync} from "node:fs";
import {entryOf, readProject} from "../../src/project/project.ts";
import {penguins} from "../../experiments/penguins/data.ts";

const project = await readProject(process.cwd());

test("every experiment of the settings is declared, trains, evaluates and reports", async () => {
  expect(project.experiments.map(({id}) => id)).toEqual(["grokking", "penguins", "grokking-97", "digits", "digits-neighbours"]);
  for (const experiment of project.experiments) {
    for (const entry of ["train", "evaluate", "report"] as const) expect(await entryOf(experiment, entry), `${experiment.id}/${entry}.ts`).toBeDefined();
  }
});

test("the experiments ask for as many runs as the paper says", () => {
  const runs = Object.fromEntries(project.experiments.map(({id, variants, replicates}) => [id, variants.length * replicates.length]));
  expect(runs).toEqual({grokking: 10, penguins: 75, "grokking-97": 5, digits: 30, "digits-neighbours": 11});
});

test("smoke parameters are parameters of their experiment", () => {
  for (const {id, smoke, variants} of project.experiments) {
    expect(Object.keys(variants[0]?.parameters ?? {}), id).toEqual(expect.arrayContaining(Object.keys(smoke)));
  }
});

test("the penguins' declared size and digest are those of the file in the locked package", () => {
  const bytes = readFileSync("node_modules/vega-datasets/data/penguins.json");
  expect([bytes.length, sha256(bytes)]).toEqual([penguins.files["file"]?.bytes, penguins.files["file"]?.sha256]);
});
