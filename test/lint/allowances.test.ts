import {expect, test} from "vitest";
import {judge} from "../../src/lint/allowances.ts";
import {codeFaults} from "../../src/lint/code-faults.ts";
import {parseCode} from "../../src/lint/code.ts";
import {textCode} from "../../src/lint/text-code.ts";
import {textFaults} from "../../src/lint/text-rules.ts";

const judged = (text: string) => {
  const code = parseCode("a.ts", text, new Set(["run"]));
  return judge("a.ts", text, codeFaults(code), code.comments, false);
};

test("a comment on the line above excuses a finding, and its reason is listed", () => {
  const {findings, allowed} = judged("// reprise-lint-allow clock-is-not-read: a clock of the simulation, not of the host\nconst t = Date.now();");
  expect(findings).toEqual([]);
  expect(allowed).toEqual([{rule: "clock-is-not-read", file: "a.ts", line: 2, reason: "a clock of the simulation, not of the host"}]);
});

test("it may stand on the line itself, and several may stand above each other", () => {
  expect(judged("const t = Date.now(); // reprise-lint-allow clock-is-not-read: shown to nobody").findings).toEqual([]);
  const two = judged("// reprise-lint-allow clock-is-not-read: shown to nobody\n// reprise-lint-allow random-is-seeded: shown to nobody\nconst t = Date.now() + Math.random();");
  expect(two.findings).toEqual([]);
  expect(two.allowed).toHaveLength(2);
});

test("it excuses neither another rule, nor another line", () => {
  expect(judged("// reprise-lint-allow random-is-seeded: why not\nconst t = Date.now();").findings.map(({rule}) => rule)).toEqual(["clock-is-not-read", "allowances-are-justified"]);
  expect(judged("// reprise-lint-allow clock-is-not-read: once\nconst a = Date.now();\nconst b = Date.now();").findings.map(({line}) => line)).toEqual([3]);
});

test("an allowance without a rule, without a reason or without need is itself found", () => {
  for (const comment of ["// reprise-lint-allow clock-is-not-read", "// reprise-lint-allow clock-is-not-read:", "// reprise-lint-allow", "// reprise-lint-allow clocks: they are fine"]) {
    expect(judged(`${comment}\nconst t = Date.now();`).findings.map(({rule, line}) => `${rule} ${line}`), comment).toEqual(["clock-is-not-read 2", "allowances-are-justified 1"]);
  }
  expect(judged("// reprise-lint-allow clock-is-not-read: it was needed once\nconst t = 1;").findings).toMatchObject([{rule: "allowances-are-justified", line: 1, what: "nothing here breaks clock-is-not-read"}]);
});

test("lines and columns are those of an editor", () => {
  expect(judged("const a = 1;\n\tconst b = \"…\" + Math.random();").findings).toMatchObject([{line: 2, column: 18}]);
});

test("Python and R programs are excused in comments of theirs", () => {
  const text = "# reprise-lint-allow clock-is-not-read: printed, never written\nprint(time.time())\n";
  expect(judge("fit.py", text, textFaults(text, "python"), textCode(text, "python").comments, true)).toEqual({findings: [], allowed: [{rule: "clock-is-not-read", file: "fit.py", line: 2, reason: "printed, never written"}]});
});

test("control characters of the code reach no terminal", () => {
  const {findings, allowed} = judged("save(async () => {}, \"\u001b[2J\").then(f);\n// reprise-lint-allow clock-is-not-read: \u001b]0;x\u0007\nDate.now();");
  expect(JSON.stringify([findings, allowed])).not.toMatch(/\\u001b|\\u0007/);
  expect(findings).toHaveLength(1);
  expect(allowed).toHaveLength(1);
});
