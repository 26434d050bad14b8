import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {digits} from "../../experiments/digits/data.ts";
import {evaluate} from "../../experiments/digits-neighbours/evaluate.ts";
import {nearestClasses} from "../../experiments/digits-neighbours/neighbours.ts";
import type {Points} from "../../experiments/digits-neighbours/neighbours.ts";
import {train} from "../../experiments/digits-neighbours/train.ts";
import {decodeData} from "../../src/data/decode.ts";
import type {NumericArray, Table} from "../../src/data/index.ts";
import {sha256} from "../../src/store/store.ts";

const line = (...values: readonly number[]): Points => ({width: 1, values: Int32Array.from(values)});
const classOf = (point: number, neighbours: readonly number[], labels: readonly number[], k: number): number | undefined =>
  nearestClasses(line(point), line(...neighbours), Int32Array.from(labels), k)[0];

test("equal distances go to the earlier neighbour", () => {
  expect(classOf(0, [1, -1, 1], [7, 3, 5], 1)).toBe(7);
  expect(classOf(0, [9, 2, -1, 1], [0, 0, 4, 2], 1)).toBe(4);
  expect(classOf(0, [2, -2, 1, 2], [5, 6, 6, 5], 2)).toBe(5);
});

test("equal votes go to the smallest class", () => {
  expect(classOf(0, [1, 2, 3], [8, 4, 4], 2)).toBe(4);
  expect(classOf(0, [1, 2, 3, 4], [8, 4, 8, 4], 4)).toBe(4);
  expect(classOf(0, [1, 2, 3], [8, 4, 8], 3)).toBe(8);
});

test("distances are over all columns, and a k beyond the neighbours is refused", () => {
  const neighbours = {width: 2, values: Int32Array.of(0, 3, 2, 2)};
  expect([...nearestClasses({width: 2, values: Int32Array.of(0, 0, 2, 2)}, neighbours, Int32Array.of(1, 2), 1)]).toEqual([2, 2]);
  expect(() => nearestClasses(line(0), line(1), Int32Array.of(0), 2)).toThrow("1 to 1 neighbours, got 2");
});

test("the accuracies are those of the table that came with the data set (needs REPRISE_MIRROR)", async ({skip}) => {
  const files = mirroredFiles();
  if (files === undefined) return skip("the digits are not here: name their folder in REPRISE_MIRROR");
  const data = {digits: decodeData(digits, files) as Readonly<Record<"training" | "test", Table>>};
  expect([data.digits.training.rows, data.digits.test.rows]).toEqual([3823, 1797]);
  // optdigits.names, section 4: accuracy on the test set by number of neighbours
  const published = ["98.00", "97.38", "97.83", "97.61", "97.89", "97.77", "97.66", "97.66", "97.72", "97.55", "97.89"];
  for (const [index, accuracy] of published.entries()) {
    const parameters = {k: index + 1} as Parameters<typeof train>[0]["parameters"];
    const {predictions} = await train({parameters, data} as Parameters<typeof train>[0]);
    const {metrics} = evaluate({output: predictions as NumericArray}, data, {parameters, replicate: {}});
    expect((100 * (metrics["accuracy"] as number)).toFixed(2), `k = ${index + 1}`).toBe(accuracy);
  }
});

function mirroredFiles(): Record<string, Uint8Array> | undefined {
  const folder = process.env["REPRISE_MIRROR"];
  const paths = {training: join(folder ?? "", "optdigits.tra"), test: join(folder ?? "", "optdigits.tes")};
  if (folder === undefined || !Object.values(paths).every(existsSync)) return undefined;
  const files = {training: readFileSync(paths.training), test: readFileSync(paths.test)};
  expect([sha256(files.training), sha256(files.test)]).toEqual([digits.files["training"]?.sha256, digits.files["test"]?.sha256]);
  return files;
}
