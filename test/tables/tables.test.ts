import {parse} from "csv-parse/sync";
import {fromHtml} from "hast-util-from-html";
import {describe, expect, test} from "vitest";
import {tableToCsv} from "../../src/tables/csv.ts";
import {tableToHtml} from "../../src/tables/html.ts";
import {tableToLatex} from "../../src/tables/latex.ts";
import {expectGolden} from "../figures/golden.ts";
import {hostile, scores} from "./sample.ts";

const golden = (name: string) => new URL(`golden/${name}`, import.meta.url);

describe("a table", () => {
  test("as LaTeX is the stored file", () => expectGolden(tableToLatex(scores), golden("scores.tex")));
  test("as HTML is the stored file", () => expectGolden(tableToHtml(scores), golden("scores.html")));
  test("as CSV is the stored file", () => expectGolden(tableToCsv(scores), golden("scores.csv")));
});

describe("a hostile table", () => {
  test("as LaTeX runs no command", () => {
    const text = tableToLatex(hostile);
    expect(text).not.toMatch(/\\(?:write18|input)\b/);
    expect(text).toContain("\\textbackslash{}input\\{/etc/passwd\\}");
    expect(text).toContain("\n{}");
  });

  test("as LaTeX gives no argument to the line break before it", () => {
    const brackets = {...scores, rows: [[{text: {plain: "[1]", latex: "[1]", html: "[1]"}, best: false}]]};
    expect(tableToLatex(brackets)).toContain("{}[1] \\\\");
  });

  test("as HTML has no elements but its own", () => {
    const names = new Set([...JSON.stringify(fromHtml(tableToHtml(hostile), {fragment: true})).matchAll(/"tagName":"(\w+)"/g)].map((match) => match[1]));
    expect([...names].toSorted()).toEqual(["caption", "strong", "table", "tbody", "td", "tfoot", "th", "thead", "tr"]);
  });

  test("as CSV holds no formula, but negative numbers", () => {
    const fields = (parse(tableToCsv(hostile)) as string[][]).flat();
    expect(fields).toEqual(["'=HYPERLINK(\"http://x\")", "a & b \\\\ c", "[3pt] \\input{/etc/passwd}", "'=1+1", "'-2+3+cmd|' /C calc'!A0", "\"quoted\", and <b>bold</b>", "'@SUM(A1)", "-0.5", "+1 ± 2 %", "'-1+1"]);
  });
});
