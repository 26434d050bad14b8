import {expect, test} from "vitest";
import {nondeterminism} from "./determinism.ts";
import {sourcesUnder} from "./source.ts";

/** Files that may read the clock or the host's Math, with the reason; all else reaches an output. */
const exempt: Readonly<Record<string, string>> = {
  "src/cli.ts": "how long a step took is told at the terminal",
  "src/cli/engine-speed-worker.ts": "how fast an engine is, is told at the terminal",
  "src/cli/review-step.ts": "when a review began and ended goes to its certificate",
  "src/run/program/command.ts": "how long an external program took goes to provenance",
  "src/cli/accept.ts": "when results were accepted goes to their changelog",
  "src/cli/import.ts": "when results were imported goes to their changelog",
  "src/run/keep.ts": "when a run ended goes to provenance",
  "src/run/make-from.ts": "when a run ended goes to provenance",
  "src/store/presence.ts": "a process says that it still lives",
  "src/store/process-tag.ts": "how long ago a process of another machine said that it lives",
  "src/run/workers/worker.ts": "how long a run took goes to provenance",
};

test("nothing that reaches an output reads a clock, a language or the host's transcendental functions", () => {
  const sources = sourcesUnder("src").filter((source) => exempt[source.path] === undefined);
  expect(nondeterminism(sources)).toEqual([]);
});

test("every exemption is still needed", () => {
  const needed = new Set(nondeterminism(sourcesUnder("src")).map((line) => line.replace(/:\d+: .*/s, "")));
  expect(Object.keys(exempt).filter((path) => !needed.has(path))).toEqual([]);
});

test("each kind of nondeterminism is found, and exact functions are not", () => {
  const found = (text: string): readonly string[] => nondeterminism([{path: "a.ts", text}]);
  const planted = [
    "Math.exp(1)", "const {f} = [Math.tanh]", "x ** 2", "x **= 2", "new Date()", "Date.now()", "performance.now()",
    "Intl.NumberFormat('de')", "x.toLocaleString()", "a.localeCompare(b)", "Math.random()", "crypto.randomUUID()",
  ];
  for (const text of planted) expect(found(text), text).toHaveLength(1);
  for (const text of ["Math.sqrt(2)", "2 ** 18", "Math.floor(x)", "new Date(epoch * 1000)", "Math.imul(a, b)", "random.stream('a')"]) expect(found(text), text).toEqual([]);
  expect(found("let a = 1;\nlet b = Math.log(a);")).toEqual(["a.ts:2: Math.log (use src/math or a random stream)"]);
});
