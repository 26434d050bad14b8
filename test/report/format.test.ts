import {expect, test} from "vitest";
import type {Aggregate} from "../../src/report/aggregate.ts";
import {commonDigits, formatAggregate, type Format, type Layout} from "../../src/report/format.ts";
import {decimalsFor, exact, fixed, formatP, significant} from "../../src/report/number-text.ts";

const fraction = {label: "accuracy", better: "higher", bounds: [0, 1], split: "test"} as const;

function written(number: number, half: number | undefined, format: Format = {}, layout: Layout = "brackets", difference = false): string {
  const interval = half === undefined ? {} : {interval: [number - half, number + half] as const};
  const aggregate: Aggregate = {kind: "aggregate", label: "x", number, ...interval, metric: {...fraction, bounds: [0, 1]}, difference, exact: false, method: "", n: 1, points: []};
  return formatAggregate(aggregate, format, layout).plain.replaceAll("\u202f", "_").replaceAll("\u00a0", "~");
}

test("the interval decides how many digits a number has, as the Particle Data Group rounds", () => {
  expect([0.827, 0.119, 0.354, 0.355, 0.94, 0.95, 0.0999, 36, 2.1].map(decimalsFor)).toEqual([1, 2, 2, 1, 1, 1, 2, 0, 1]);
  expect(written(0.97312, 0.0042)).toBe("97.3_% [96.9,~97.7]");
  expect(written(0.97312, 0.0012)).toBe("97.31_% [97.19,~97.43]");
});

test("a table shows the half-width and leaves the unit to the column's head", () => {
  expect(written(0.97312, 0.0042, {}, "plus-minus")).toBe("97.3_±_0.4");
  expect(written(0.97312, undefined, {}, "plus-minus")).toBe("97.3");
  expect(written(0.97312, 0.0042, {}, "bare")).toBe("97.3_%");
});

test("a difference of fractions is in points, with a proper minus sign", () => {
  expect(written(-0.012, 0.008, {}, "brackets", true)).toBe("−1.2~points [−2.0,~−0.4]");
});

test("a fraction below 1 never reads as 100 %", () => {
  expect(written(0.9997, undefined)).toBe("99.97_%");
  expect(written(1, undefined)).toBe("100.0_%");
  expect(written(0.00001, undefined)).toBe("0.001_%");
});

test("a fraction is shown as it is where that is asked", () => {
  expect(written(0.97312, 0.0042, {as: "number"})).toBe("0.973 [0.969,~0.977]");
  expect(written(0.97312, 0.0042, {as: "percent", digits: 0})).toBe("97_% [97,~98]");
  expect(() => written(0.5, undefined, {digits: 0.5})).toThrow("x: digits is 0.5");
});

test("LaTeX and HTML say what the plain text says", () => {
  const aggregate: Aggregate = {kind: "aggregate", label: "x", number: -0.012, interval: [-0.02, -0.004], metric: {...fraction, bounds: [0, 1]}, difference: true, exact: false, method: "", n: 1, points: []};
  expect(formatAggregate(aggregate, {}, "brackets")).toEqual({
    plain: "−1.2\u00a0points [−2.0,\u00a0−0.4]",
    latex: "\\ensuremath{-}1.2~points [\\ensuremath{-}2.0,~\\ensuremath{-}0.4]",
    html: "−1.2\u00a0points [−2.0,\u00a0−0.4]",
  });
});

test("thousands are set apart from five digits on, and zero has no sign", () => {
  expect([fixed(12345, 0), fixed(1234, 0), fixed(-1234567.5, 1), fixed(-0.04, 1), fixed(Infinity, 0)]).toEqual(["12\u202f345", "1234", "−1\u202f234\u202f567.5", "0.0", "∞"]);
});

test("a parameter keeps all its digits, and powers of ten where they would be many", () => {
  expect([exact(0.001), exact(60), exact(1e-5), exact(2.5e-7), exact(-0.5), exact(0)]).toEqual(["0.001", "60", "10⁻⁵", "2.5\u202f×\u202f10⁻⁷", "−0.5", "0"]);
});

test("a number without an interval has three significant digits", () => {
  expect([significant(0.02468), significant(24.68), significant(2468.1), significant(0.00002468), significant(0)]).toEqual(["0.0247", "24.7", "2468", "2.47\u202f×\u202f10⁻⁵", "0.00"]);
});

test("a parameter that is a share is written in percent without noise", () => {
  const aggregate: Aggregate = {kind: "aggregate", label: "x", number: 0.57, metric: {...fraction, bounds: [0, 1]}, difference: false, exact: true, method: "", n: 1, points: []};
  expect(formatAggregate(aggregate, {as: "percent"}).plain).toBe("57\u202f%");
});

test("a p value has no more digits than it means", () => {
  expect([0.0001, 0.0123, 0.9999].map(formatP)).toEqual(["p < 0.001", "p = 0.012", "p > 0.999"]);
});

test("a column of a table has the same decimals, unless one number would vanish", () => {
  const column = (...halves: readonly number[]): readonly Aggregate[] => halves.map((half) =>
    ({kind: "aggregate", label: "x", number: 1, interval: [1 - half, 1 + half], metric: {label: "x", better: "lower", split: "test"}, difference: false, exact: false, method: "", n: 1, points: []}));
  expect(commonDigits(column(0.17, 0.32, 0.4), {})).toBe(1);
  expect(commonDigits(column(0.0001, 3), {})).toBeUndefined();
  expect(commonDigits([], {})).toBeUndefined();
});
