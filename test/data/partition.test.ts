import {expect, test} from "vitest";
import {classes, oneHotTargets, split, stratifiedFolds, tableOf} from "../../src/data/index.ts";
import type {Table} from "../../src/data/index.ts";
import {randomness} from "../../src/random/random.ts";
import {penguinsTable} from "./penguins-table.ts";

const stream = (replicate: string) => randomness("partition", replicate, "any").stream("folds", {across: "fold"});
const folds = (table: Table, replicate = "repeat-1.fold-1") => stratifiedFolds(table, {by: "Species", count: 5, random: stream(replicate)});
const counts = (table: Table, column: string): Readonly<Record<string, number>> =>
  Object.fromEntries(classes(table, column).names.map((name) => [name, table.texts(column).filter((text) => text === name).length]));

test("every row is a test row of exactly one fold and a training row of the others", () => {
  const penguins = penguinsTable();
  const seen = [1, 2, 3, 4, 5].flatMap((fold) => {
    const {training, test: unseen} = folds(penguins).at(fold);
    expect([...training.positions, ...unseen.positions].toSorted((a, b) => a - b)).toEqual([...penguins.positions]);
    return [...unseen.positions];
  });
  expect(seen.toSorted((a, b) => a - b)).toEqual([...penguins.positions]);
});

test("folds differ by at most one row in size and in every class", () => {
  const parts = [1, 2, 3, 4, 5].map((fold) => folds(penguinsTable()).at(fold).test);
  const spread = (numbers: readonly number[]): number => Math.max(...numbers) - Math.min(...numbers);
  expect(spread(parts.map((part) => part.rows))).toBeLessThanOrEqual(1);
  for (const species of ["Adelie", "Chinstrap", "Gentoo"]) {
    expect(spread(parts.map((part) => counts(part, "Species")[species] ?? 0))).toBeLessThanOrEqual(1);
  }
});

test("all folds of a repeat share one partition, and repeats differ", () => {
  const of = (replicate: string): readonly number[] => [...folds(penguinsTable(), replicate).at(1).test.positions];
  expect(of("repeat-1.fold-5")).toEqual(of("repeat-1.fold-1"));
  expect(of("repeat-2.fold-1")).not.toEqual(of("repeat-1.fold-1"));
});

test("a stream across a factor that the replicate does not have is an error with its mend", () => {
  expect(() => stream("seed-3")).toThrow('replicate seed-3 has no such factor');
});

test("a class with fewer rows than folds, and a row without a class, are told", () => {
  const random = stream("repeat-1.fold-1");
  expect(() => stratifiedFolds(tableOf({c: ["a", "a", "b"]}), {by: "c", count: 2, random})).toThrow('at least 2 rows of every class for 2 folds, got 1 of "b"');
  expect(() => stratifiedFolds(tableOf({c: ["a", null]}), {by: "c", count: 2, random})).toThrow("row 2: expected a class");
  expect(() => folds(penguinsTable()).at(0)).toThrow("a fold from 1 to 5, got 0");
});

test("a split gives every row to one part, with the classes' shares alike", () => {
  const penguins = penguinsTable();
  const {training, validation} = split(penguins, {fractions: {training: 0.75, validation: 0.25}, by: "Species", random: stream("repeat-1.fold-1")});
  expect([...training.positions, ...validation.positions].toSorted((a, b) => a - b)).toEqual([...penguins.positions]);
  expect(counts(validation, "Species")).toEqual({Adelie: 38, Chinstrap: 17, Gentoo: 31});
  expect([...training.positions]).toEqual([...training.positions].toSorted((a, b) => a - b));
  expect("learn" in validation).toBe(false);
});

test("a split without classes is random, and its shares must add up to 1", () => {
  const table = tableOf({x: Array.from({length: 10}, (_, row) => row)});
  const parts = split(table, {fractions: {training: 0.6, test: 0.4}, random: stream("repeat-1.fold-1")});
  expect([parts.training.rows, parts.test.rows]).toEqual([6, 4]);
  expect(() => split(table, {fractions: {training: 0.6, test: 0.5}, random: stream("repeat-1.fold-1")})).toThrow("add up to 1, got 0.6 + 0.5");
});

test("classes are numbered in the order of their names, and an unknown one is told with its row", () => {
  const species = classes(penguinsTable(), "Species");
  expect(species.names).toEqual(["Adelie", "Chinstrap", "Gentoo"]);
  expect([...species.labels(tableOf({Species: ["Gentoo", "Adelie"]})).values]).toEqual([2, 0]);
  expect(() => species.labels(tableOf({Species: ["Adelie", "Emperor"]}))).toThrow('row 2: expected one of Adelie, Chinstrap, Gentoo, got "Emperor"');
});

test("one-hot targets are 1 at each example's class", () => {
  expect(oneHotTargets({shape: [2], values: Int32Array.of(2, 0)}, 3)).toEqual({shape: [2, 3], values: Float32Array.of(0, 0, 1, 1, 0, 0)});
  expect(() => oneHotTargets({shape: [1], values: Int32Array.of(3)}, 3)).toThrow("classes from 0 to 2, got 3");
});
