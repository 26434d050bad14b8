import {expect, test} from "vitest";
import {holm} from "../../src/statistics/holm.ts";

test("Holm's adjustment equals R's", () => {
  // Rscript -e 'print(p.adjust(c(.01, .02, .03, .04, .05, .0005), "holm"))'
  const adjusted = holm([0.01, 0.02, 0.03, 0.04, 0.05, 0.0005]);
  for (const [at, expected] of [0.05, 0.08, 0.09, 0.09, 0.09, 0.003].entries()) expect(adjusted[at]).toBeCloseTo(expected, 14);
});

test("Holm's adjustment never exceeds 1 and leaves one p value alone", () => {
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([0.03])).toEqual([0.03]);
  expect(holm([])).toEqual([]);
});

test("what is no probability throws", () => {
  expect(() => holm([0.1, NaN])).toThrow("holm: expected p values from 0 to 1, got NaN");
});
