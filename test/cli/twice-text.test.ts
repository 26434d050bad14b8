import {expect, test} from "vitest";
import {twiceText, type TwiceRun} from "../../src/cli/twice-text.ts";

const told = (verdict: TwiceRun["verdict"]): string =>
  twiceText({run: "line/fast/seed-1", engine: "wasm", promise: "bitwise", conditions: ["clock", "umask"], verdict}).replaceAll(/\u001b\[[0-9;]*m/g, "");

const differences = [
  {where: "digests.weights", baseline: "a".repeat(64), fresh: "b".repeat(64)},
  {where: "metrics.error", baseline: "0.5", fresh: "0.75", tolerance: 0.1, tolerances: 2.5},
];
const parting = {step: 10, after: 9, tensors: ["000.dense/kernel"], streams: []};
const causes = [{condition: "clock", says: {one: "2019", other: "2031"}, mend: "count steps"}] as const;

test.each<readonly [string, TwiceRun["verdict"], readonly string[]]>([
  ["the same", {status: "same"}, ["  ✓ line/fast/seed-1              the same bytes on two machines, 2 conditions changed"]],
  ["within tolerance", {status: "within-tolerance", differences}, ["  ✓ line/fast/seed-1              within tolerance on two machines", "      error  0.5 → 0.75  (2.5 × tolerance 0.1)"]],
  ["a difference, its place, its cause", {status: "differs", causes, together: false, differences, parting}, [
    "  ✗ line/fast/seed-1              differs", "      first parts at step 10, tensor 000.dense/kernel", "      error  0.5 → 0.75  (2.5 × tolerance 0.1)",
    "      cause: the clock   2019 → 2031", "      mend:  count steps",
  ]],
  ["what is refused", {status: "refused", part: "clock", message: "line/fast/seed-1: Date.now() in a run\n    in train.ts: Date.now()", mend: "count steps"}, [
    "  ✗ line/fast/seed-1              asks for what differs between machines", "      Date.now() in a run", "      in train.ts: Date.now()", "      mend: count steps",
  ]],
  ["what could not be made", {status: "not-run", because: "no python3", mend: "install it"}, ["  ○ line/fast/seed-1              could not be made: no python3", "      mend: install it"]],
])("twice tells in words: %s", (_, verdict, lines) => {
  expect(told(verdict).split("\n")).toEqual(lines);
});

test("a run that not even one machine repeats says so", () => {
  expect(told({status: "unrepeatable", differences})).toContain("not even one machine repeats it");
});
