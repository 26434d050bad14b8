import {expect, test} from "vitest";
import type {FigureRecord} from "../../src/records/report.ts";
import {figureCsv} from "../../src/site/figure-data.ts";
import {linePlots} from "../../src/site/line-plot.ts";
import {counted, readableBytes, readableDate, readableNumber, readableParameter} from "../../src/site/readable-number.ts";
import {safeHtml, safeSvg} from "../../src/site/safe-html.ts";
import {usesOf} from "../../src/site/paper-use.ts";
import {asSentence} from "../../src/site/sentence.ts";
import {stripPlot} from "../../src/site/strip-plot.ts";
import {tickLabel, ticksBetween} from "../../src/site/ticks.ts";
import {valueText} from "../../src/site/value-text.ts";
import {testProject} from "./project.ts";
import {sourceAddress, webAddress} from "../../src/site/web-address.ts";

test("a number has six significant digits, a true minus sign and no exponent letter", () => {
  expect([0.123456789, -3, 1e21, 1.5e-9, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0].map((value) => readableNumber(value)))
    .toEqual(["0.123457", "−3", "1 × 10²¹", "1.5 × 10⁻⁹", "not a number", "∞", "−∞", "0"]);
});

test("parameters, sizes, dates and counts read as people write them", () => {
  expect([null, true, "adam", 0.1 + 0.2].map(readableParameter)).toEqual(["none", "true", "adam", "0.3"]);
  expect([999, 67119, 1_234_567].map(readableBytes)).toEqual(["999 B", "67.1 kB", "1.2 MB"]);
  expect(readableDate(0)).toBe("1970-01-01");
  expect([counted(1, "run"), counted(3, "run")]).toEqual(["1 run", "3 runs"]);
});

test("ticks stand at 1, 2 or 5 times a power of ten and cover the range", () => {
  expect(ticksBetween(0, 1, 5)).toEqual({values: [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1], decimals: 1});
  expect(ticksBetween(1237, 1385, 6).values).toEqual([1250, 1300, 1350]);
  expect([tickLabel(0.6000000000000001, 1), tickLabel(-0.5, 1), tickLabel(-0.00001, 2), tickLabel(2e6, 0)]).toEqual(["0.6", "−0.5", "0.00", "2000000"]);
});

test("a strip plot piles up equal numbers and has the estimate within its interval", () => {
  const plot = stripPlot([1, 1, 1, 2].map((value, index) => ({run: `r${index}`, value})), 1.25, [1.1, 1.4]);
  expect(plot?.dots.map(({x}) => x)).toEqual([24, 24, 24, 456]);
  expect(new Set(plot?.dots.slice(0, 3).map(({y}) => y)).size).toBe(3);
  expect(plot?.interval).toEqual([67.2, 196.8]);
  expect(plot?.mean).toBe(132);
});

test("numbers that are all equal, alone or not finite have no strip plot", () => {
  expect(stripPlot([{run: "a", value: 1}, {run: "b", value: 1}], 1, undefined)).toBeNull();
  expect(stripPlot([{run: "a", value: 1}], 1, undefined)).toBeNull();
  expect(stripPlot([{run: "a", value: Number.NaN}, {run: "b", value: 2}], 2, undefined)).toBeNull();
});

test("each column of a series is drawn against the first; columns without two finite numbers are not", () => {
  const plots = linePlots({epoch: [1, 2, 3], loss: [3, 2, 1], none: [Number.NaN, Number.NaN, 1]});
  expect(plots.map(({name, against, path}) => ({name, against, path}))).toEqual([{name: "loss", against: "epoch", path: "M5 5L130 45L255 85"}]);
});

test("a value's interval is told apart from its number", () => {
  expect(valueText("97.3\u202f% [96.9,\u00a097.7]")).toEqual({number: "97.3\u202f%", interval: "[96.9,\u00a097.7]"});
  expect(valueText("97.3\u202f±\u202f0.4")).toEqual({number: "97.3", interval: "±\u202f0.4"});
  expect(valueText("5")).toEqual({number: "5", interval: ""});
});

test("only addresses of the web become links", () => {
  expect([webAddress("https://a.org"), webAddress("javascript:alert(1)"), webAddress("//a.org"), webAddress(undefined)]).toEqual(["https://a.org/", undefined, undefined, undefined]);
  expect(sourceAddress("https://github.com/a/b.git", "src/a b.ts")).toBe("https://github.com/a/b/blob/HEAD/src/a%20b.ts");
  expect(sourceAddress("https://example.org/a/b", "x.ts")).toBeUndefined();
});

test("a label begins a line with a capital, a single letter keeps its case", () => {
  expect(["mean of 5 seeds", "t test over 10 seeds", "k-nearest neighbours", "F1", "épreuve", ""].map(asSentence)).toEqual(["Mean of 5 seeds", "t test over 10 seeds", "k-nearest neighbours", "F1", "Épreuve", ""]);
});

test("a use in the paper leads to its place, or to the paper where the page does not show that place", () => {
  const [paper] = testProject().papers;
  const uses = {"a/b": ["sec-results", "sec-nowhere"].map((anchor) => ({where: "Section 2", anchor, file: "main.tex", line: 1}))};
  expect(usesOf("a/b", paper === undefined ? [] : [{...paper, uses}]).map(({address}) => address)).toEqual(["paper/#sec-results", "paper/"]);
  expect(usesOf("c/d", [])).toEqual([]);
});

const nowhere = (): undefined => undefined;

test("markup of an earlier step loses everything that acts and keeps its text", () => {
  expect(safeHtml(`<p onclick="a()">a<script>b()</script><a href="JaVaScRiPt:c()">c</a><iframe src="d"></iframe><b style="position:fixed;top:0">e</b></p>`, "/", nowhere)).toBe("<p>a<a>c</a><b>e</b></p>");
});

test("lengths that KaTeX sets are kept, styles that load or cover are not", () => {
  const kept = `<span style="height:1.2em;vertical-align:-0.25em;margin-right:0.05em"></span>`;
  expect(safeHtml(kept, "/", nowhere)).toBe(kept);
  for (const style of ["background:url(https://evil.example)", "position:fixed", "width:expression(alert(1))"]) expect(safeHtml(`<span style="${style}"></span>`, "/", nowhere)).toBe("<span></span>");
});

test("links with @base/ go below the base path, and numbers become links to their page", () => {
  const pageOf = (id: string): string | undefined => (id === "a/b" ? "/base/values/a/b/" : undefined);
  expect(safeHtml(`<a href="@base/data/x/">x</a>`, "/base/", pageOf)).toBe(`<a href="/base/data/x/">x</a>`);
  expect(safeHtml(`<data value="a/b">1</data><data value="c/d">2</data>`, "/base/", pageOf)).toBe(`<a class="number" href="/base/values/a/b/"><data value="a/b">1</data></a><data value="c/d">2</data>`);
});

test("a drawing keeps its shapes, loses scripts and styles, and has ids of its own", () => {
  const svg = `<svg viewBox="0 0 9 9" onload="a()"><style>*{fill:red}</style><script>b()</script><defs><clipPath id="c"><path d="M0 0"></path></clipPath></defs><g clip-path="url(#c)" fill="url(https://evil.example)"><text x="1">t</text><foreignObject><b>x</b></foreignObject></g></svg>`;
  expect(safeSvg(svg, "fig", "what it shows")).toBe(`<svg viewBox="0 0 9 9" role="img" aria-label="what it shows"><defs><clipPath id="fig-c"><path d="M0 0"></path></clipPath></defs><g clip-path="url(#fig-c)"><text x="1">t</text></g></svg>`);
});

test("a wide table scrolls in a box of its own, and a head without words is a cell", () => {
  expect(safeHtml(`<table><tbody><tr><th scope="row"> </th><th scope="row">a</th></tr></tbody></table>`, "/", nowhere))
    .toBe(`<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><tbody><tr><td> </td><th scope="row">a</th></tr></tbody></table></div>`);
});

const figure = (spec: Record<string, unknown>): FigureRecord =>
  ({id: "a/b", experiment: "a", caption: {plain: "", latex: "", html: ""}, alt: "", width: "column", spec, runs: []});

test("a figure's rows are offered as CSV, in which no cell is a formula", () => {
  expect(figureCsv(figure({data: {values: [{step: 1, name: "=HYPERLINK(1)"}, {step: -2, note: "a,b"}]}}))).toBe("step,name,note\n1,'=HYPERLINK(1),\n-2,,\"a,b\"\n");
  expect(figureCsv(figure({hconcat: [{data: {values: [{a: 1}]}}, {data: {values: [{a: 2}]}}]}))).toBe("a\n1\n2\n");
  expect(figureCsv(figure({mark: "bar"}))).toBeNull();
});
