import fc from "fast-check";
import {expect, test} from "vitest";
import {measurements} from "../../experiments/penguins/measurements.ts";
import {impute, oneHot, standardise, stratifiedFolds, tableOf} from "../../src/data/index.ts";
import type {Preparation, Table} from "../../src/data/index.ts";
import {randomness} from "../../src/random/random.ts";
import {penguinsTable} from "./penguins-table.ts";

const steps = [impute("median", measurements), standardise(measurements), oneHot(["Sex"])];
const folds = (table: Table) => stratifiedFolds(table, {by: "Species", count: 5, random: randomness("leakage", "repeat-1", "any").stream("folds")});

/** The table with the measurements and the sex of some rows replaced by noise. */
function perturbed(table: Table, rows: Int32Array, noise: number): Table {
  const hit = new Set(rows);
  return tableOf({
    Species: table.texts("Species"),
    Sex: table.texts("Sex").map((sex, row) => (hit.has(row) ? `noise ${noise}` : sex)),
    ...Object.fromEntries(measurements.map((column) => [column, table.numbers(column).map((value, row) => (hit.has(row) ? noise * (row + 1) : value))])),
  });
}

const learnt = (prepare: Preparation, table: Table): unknown => [prepare.learnt, prepare(table)];

test("what a preparation learns, and makes of training rows, never changes when test rows are noise", () => {
  const penguins = penguinsTable();
  for (const fold of [1, 2, 3, 4, 5]) {
    const {training, test: unseen} = folds(penguins).at(fold);
    const before = learnt(training.learn(...steps), training);
    fc.assert(fc.property(fc.double({noNaN: true, min: -1e6, max: 1e6}), (noise) => {
      const noisy = folds(perturbed(penguins, unseen.positions, noise)).at(fold);
      expect(learnt(noisy.training.learn(...steps), noisy.training)).toEqual(before);
    }), {seed: fold, numRuns: 10});
  }
});

test("the same noise in training rows is noticed", () => {
  const penguins = penguinsTable();
  const {training} = folds(penguins).at(1);
  const noisy = folds(perturbed(penguins, training.positions.slice(0, 1), 1e6)).at(1);
  expect(noisy.training.learn(...steps).learnt).not.toEqual(training.learn(...steps).learnt);
});
