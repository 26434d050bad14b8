import {stripVTControlCharacters} from "node:util";
import {expect, test} from "vitest";
import {failedCheckLines} from "../../src/cli/failed-check.ts";

const lines = (count: number) => stripVTControlCharacters(failedCheckLines({evidence: Array.from({length: count}, (_, at) => ({text: `“${at}” in paper/main.tex`})), mend: "declare it"})).split("\n").map((line) => line.trim());

test("a failed check says where, then what to do", () => {
  expect(lines(0)).toEqual(["mend: declare it"]);
  expect(lines(2)).toEqual(["“0” in paper/main.tex", "“1” in paper/main.tex", "mend: declare it"]);
});

test("of many findings the first three are told, the rest are counted", () => {
  expect(lines(3)).toHaveLength(4);
  expect(lines(5).slice(2)).toEqual(["“2” in paper/main.tex", "and 2 more, in build/checklist/report.html", "mend: declare it"]);
});
