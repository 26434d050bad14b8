import {expect, test} from "vitest";
import {parseBudget} from "../../src/review/budget.ts";
import {drawOrder} from "../../src/review/draw.ts";
import {chanceOfSeeing, powerSentence} from "../../src/review/power.ts";

const runs = Array.from({length: 40}, (_, index) => `line/v/seed-${index + 1}`);

test("a nonce decides the order, whatever order the runs come in, and another nonce another one", () => {
  expect(drawOrder("a", runs)).toEqual(drawOrder("a", runs.toReversed()));
  expect(drawOrder("a", runs).toSorted()).toEqual(runs.toSorted());
  expect(drawOrder("a", runs)).not.toEqual(drawOrder("b", runs));
});

test("a run keeps its place before another one, whichever others are drawn from", () => {
  const few = runs.slice(10, 20);
  expect(drawOrder("a", few)).toEqual(drawOrder("a", runs).filter((run) => few.includes(run)));
});

test("over many nonces every run comes first about as often as any other", () => {
  const first = Array.from({length: 4000}, (_, index) => drawOrder(`nonce ${index}`, runs)[0]);
  const counts = runs.map((run) => first.filter((each) => each === run).length);
  const chi = counts.reduce((sum, count) => sum + (count - 100) * (count - 100) / 100, 0);
  expect(chi).toBeLessThan(72.1); // the 99.9 % quantile of chi squared with 39 degrees of freedom: scipy.stats.chi2.ppf(0.999, 39)
});

test("the chance of seeing a deviation is the hypergeometric one, never rounded up", () => {
  // python3 -c "from math import comb; print(100 * (comb(N, n) - comb(N - K, n)) / comb(N, n))"
  expect(chanceOfSeeing({population: 340, drawn: 12}, 68)).toBe(93); // 93.40
  expect(chanceOfSeeing({population: 85, drawn: 5}, 17)).toBe(68); // 68.24
  expect(chanceOfSeeing({population: 10, drawn: 8}, 2)).toBe(97); // 97.78
  expect(chanceOfSeeing({population: 10000, drawn: 20}, 2000)).toBe(98); // 98.85
  expect(chanceOfSeeing({population: 50, drawn: 25}, 1)).toBe(50);
  expect(chanceOfSeeing({population: 50, drawn: 0}, 10)).toBe(0);
  expect(chanceOfSeeing({population: 10, drawn: 9}, 2)).toBe(100);
  expect(() => chanceOfSeeing({population: 10, drawn: 11}, 2)).toThrow("at most 10");
});

test("the chance is said in words, and certainty only of what is certain", () => {
  expect(powerSentence({population: 340, drawn: 12})).toBe("had 20 % differed, 93 % chance of seeing one");
  expect(powerSentence({population: 340, drawn: 340})).toBe("every one was run: none is left unseen");
  expect(powerSentence({population: 340, drawn: 0})).toBe("none was drawn, which tells nothing of the others");
  expect(powerSentence({population: 10, drawn: 9})).toContain("over 99 %");
});

test("a budget is a length of time or full", () => {
  expect(["5m", "1h", "1h30m", "90s", "2d", "full"].map((text) => parseBudget(text).seconds)).toEqual([300, 3600, 5400, 90, 172_800, Number.POSITIVE_INFINITY]);
  for (const text of ["", "5", "m", "0m", "-5m", "5 m", "soon"]) expect(() => parseBudget(text), text).toThrow("expected a length of time");
});
