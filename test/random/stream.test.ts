import {expect, test} from "vitest";
import {randomness} from "../../src/random/random.ts";
import type {Stream} from "../../src/random/randomness.ts";

const streamNamed = (name: string): Stream => randomness("test", "seed-1", "default").stream(name);
const draws = (count: number, draw: () => number): number[] => Array.from({length: count}, draw);

/** Pearson's statistic of how often each of `bins` whole numbers came. */
function chiSquare(drawn: readonly number[], bins: number): number {
  const counts = new Array<number>(bins).fill(0);
  for (const value of drawn) counts[value]! += 1;
  const expected = drawn.length / bins;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

// python3 -c "from scipy.stats import chi2; print([chi2.ppf(0.999, df) for df in (6, 23, 99)])"
const critical = {6: 22.457744484825323, 23: 49.72823246644432, 99: 148.23035916510173};

test("uniform numbers fill [0, 1) evenly", () => {
  const stream = streamNamed("uniform");
  const drawn = draws(100_000, () => stream.uniform());
  expect(drawn.every((x) => x >= 0 && x < 1)).toBe(true);
  expect(chiSquare(drawn.map((x) => Math.floor(x * 100)), 100)).toBeLessThan(critical[99]);
  expect(chiSquare(drawn.map((x) => Math.floor(x * 1e6) % 100), 100)).toBeLessThan(critical[99]);
});

test("uniform numbers stay below their upper end even where rounding would reach it", () => {
  const stream = streamNamed("narrow");
  for (let i = 0; i < 1000; i++) expect(stream.uniform(1, 1 + 2 ** -52)).toBe(1);
  for (let i = 0; i < 1000; i++) expect(stream.uniform(-1 - 2 ** -52, -1)).toBeLessThan(-1);
  expect(() => stream.uniform(1, 1)).toThrow("expected finite low < high");
});

test("integers are unbiased where 2^32 is no multiple of their number", () => {
  const stream = streamNamed("integer");
  expect(chiSquare(draws(70_000, () => stream.integer(-3, 4) + 3), 7)).toBeLessThan(critical[6]);
  // without rejection, the lowest third would come every second time
  const third = 0x100000000 / 4 * 3;
  const below = draws(30_000, () => stream.integer(0, third)).filter((x) => x < third / 3).length / 30_000;
  expect(Math.abs(below - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 30_000));
});

test("integers need a whole range that is not empty", () => {
  const stream = streamNamed("integer");
  expect(() => stream.integer(3, 3)).toThrow("expected whole low < high, got 3 and 3");
  expect(() => stream.integer(0, 1.5)).toThrow("expected whole low < high");
  expect(() => stream.integer(0, 2 ** 33)).toThrow("at most 2^32");
});

test("normal numbers have the normal's moments and tails", () => {
  const stream = streamNamed("normal");
  const drawn = draws(100_000, () => stream.normal());
  const moment = (power: number): number => drawn.reduce((sum, x) => sum + x ** power, 0) / drawn.length;
  // four standard errors: 1, √2, √15, √96 over √100000
  expect(Math.abs(moment(1))).toBeLessThan(0.0127);
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.0179);
  expect(Math.abs(moment(3))).toBeLessThan(0.049);
  expect(Math.abs(moment(4) - 3)).toBeLessThan(0.124);
  // python3 -c "from scipy.stats import norm; print(2 * norm.sf(3) * 100000)" = 270, four standard errors 66
  expect(Math.abs(drawn.filter((x) => Math.abs(x) > 3).length - 270)).toBeLessThan(66);
});

test("normal numbers take mean and deviation", () => {
  const standard = streamNamed("same"), moved = streamNamed("same");
  for (let i = 0; i < 100; i++) expect(moved.normal(5, 2)).toBe(5 + 2 * standard.normal());
});

test("every order of four comes equally often", () => {
  const stream = streamNamed("order");
  const orders = new Map<string, number>();
  const rank = (order: string): number => orders.get(order) ?? orders.set(order, orders.size).size - 1;
  const drawn = draws(24_000, () => rank(stream.permutation(4).join("")));
  expect(orders.size).toBe(24);
  expect(chiSquare(drawn, 24)).toBeLessThan(critical[23]);
});

test("shuffle and permutation agree and leave their argument as it is", () => {
  const items = ["a", "b", "c", "d", "e"];
  const order = streamNamed("deck").permutation(5);
  expect(streamNamed("deck").shuffle(items)).toEqual([...order].map((i) => items[i]));
  expect(items).toEqual(["a", "b", "c", "d", "e"]);
  expect(streamNamed("none").permutation(0)).toEqual(new Int32Array());
});

test("choice takes items once, or again where they are put back", () => {
  const stream = streamNamed("choice");
  expect(new Set(stream.choice([1, 2, 3, 4, 5], 5)).size).toBe(5);
  expect(stream.choice([7], 4, {replace: true})).toEqual([7, 7, 7, 7]);
  expect(() => stream.choice([1, 2], 3)).toThrow("expected at most 2 items without replacement, got 3");
  expect(() => stream.choice([], 1, {replace: true})).toThrow("expected at least one item");
});
