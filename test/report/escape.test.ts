import {expect, test} from "vitest";
import {escapeHtml, escapeLatex, render} from "../../src/report/escape.ts";

test("no character of a text is a command of LaTeX", () => {
  expect(escapeLatex("\\ { } $ & # % _ ^ ~")).toBe("\\textbackslash{} \\{ \\} \\$ \\& \\# \\% \\_ \\textasciicircum{} \\textasciitilde{}");
  expect(escapeLatex("^^5cinput")).toBe("\\textasciicircum{}\\textasciicircum{}5cinput");
});

test("signs and Greek letters are set in mathematics, in text and in formulas alike", () => {
  expect(escapeLatex("α ≤ −0.5 ± 10⁻³")).toBe("\\ensuremath{\\alpha} \\ensuremath{\\leq} \\ensuremath{-}0.5 \\ensuremath{\\pm} 10\\ensuremath{^{-3}}");
});

test("no two characters of a text join into another sign", () => {
  expect(escapeLatex("a--b ?`")).toBe("a-{}-b ?{`}");
});

test("letters of other languages stay what they are", () => {
  expect(render("Müller, Łukasz")).toEqual({plain: "Müller, Łukasz", latex: "Müller, Łukasz", html: "Müller, Łukasz"});
});

test("no text opens an element or leaves an attribute of HTML", () => {
  expect(escapeHtml(`<img src=x onerror="alert('1')">&`)).toBe("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;");
});

test("characters that cannot be seen are taken out, line breaks become spaces", () => {
  expect(render("a\u0000b\u202ec\nd\u001b[31m").plain).toBe("abc d[31m");
});
