import {describe, expect, test} from "vitest";
import {drawFigure} from "../../src/figures/draw.ts";
import {refuseUnfit} from "../../src/figures/refusals.ts";
import {lines} from "./samples.ts";

const point = {mark: "point", encoding: {x: {field: "x", type: "quantitative"}}};
const rows = {data: {values: [{x: 1, url: "not an address", href: "nor a link", test: "now()"}]}};

const refused: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  ["rows from an address", {...point, data: {url: "https://example.org/data.csv"}}, /at data: data, images and links from an address/],
  ["an image", {...rows, mark: "image", encoding: {url: {field: "url"}}}, /at encoding|expected one of the marks/],
  ["a pie", {...rows, mark: {type: "arc"}, encoding: {theta: {field: "x"}}}, /got "arc"/],
  ["a link", {...rows, ...point, encoding: {...point.encoding, href: {field: "href"}}}, /at encoding: links/],
  ["a look of its own", {...rows, ...point, config: {font: "Comic Sans"}}, /theme/],
  ["a font of its own", {...rows, ...point, encoding: {x: {field: "x", axis: {labelFont: "Impact"}}}}, /encoding\.x\.axis: a font/],
  ["local time", {...rows, ...point, encoding: {x: {field: "x", type: "temporal"}}}, /local time/],
  ["a local time unit", {...rows, ...point, encoding: {x: {field: "x", timeUnit: "yearmonth"}}}, /local time/],
  ["the clock", {...rows, ...point, transform: [{calculate: "now() - datum.x", as: "age"}]}, /at transform\[0\]: now\(\) is refused/],
  ["chance", {...rows, ...point, transform: [{calculate: "datum.x + random()", as: "x"}]}, /random\(\) is refused/],
  ["chance inside a logical filter", {...rows, ...point, transform: [{filter: {and: ["datum.x > 0", "random() < 0.5"]}}]}, /random\(\) is refused/],
  ["a sample of the rows", {...rows, ...point, transform: [{sample: 10}]}, /chance is refused/],
  ["an expression in a list of axis values", {...rows, ...point, encoding: {x: {field: "x", axis: {values: {expr: "[now()]"}}}}}, /now\(\) is refused/],
  ["chance inside a facet", {...rows, facet: {field: "x"}, spec: {...point, transform: [{calculate: "random()", as: "x"}]}}, /at spec\.transform\[0\]/],
];

describe("a figure is refused", () => {
  for (const [what, spec, message] of refused) {
    test(`for ${what}`, () => expect(() => refuseUnfit(spec, "sample/figure")).toThrow(message));
  }

  test("for what Vega-Lite warns of", async () => {
    const misspelt = {...lines, spec: {...rows, mark: "point", encoding: {xx: {field: "x", type: "quantitative"}}}};
    await expect(drawFigure(misspelt)).rejects.toThrow("figure sample/curves: xx-encoding is dropped as xx is not a valid encoding channel.");
  });

  test("for a column that its rows do not have", async () => {
    const missing = {...lines, spec: {...rows, mark: "point", encoding: {x: {field: "y", type: "quantitative"}}}};
    await expect(drawFigure(missing)).rejects.toThrow(/figure sample\/curves: Infinite extent for field "y"/);
  });

  test("for labels that leave no room", async () => {
    const values = [{x: 1, label: "W".repeat(60)}];
    const wide = {...lines, spec: {data: {values}, mark: "point", encoding: {x: {field: "x", type: "quantitative"}, y: {field: "label", type: "nominal", axis: {labelLimit: 1000}}}}};
    await expect(drawFigure(wide)).rejects.toThrow("its labels leave no room for the plot in 234 pt");
  });
});

describe("a figure is drawn", () => {
  test("whatever the columns of its rows are called", () => expect(() => refuseUnfit({...rows, ...point}, "sample/figure")).not.toThrow());

  test("over time in UTC", async () => {
    const values = [{day: Date.UTC(2026, 0, 1), y: 1}, {day: Date.UTC(2026, 2, 1), y: 2}];
    const spec = {height: 50, data: {values}, mark: "line", encoding: {x: {field: "day", type: "temporal", scale: {type: "utc"}}, y: {field: "y", type: "quantitative"}}};
    expect((await drawFigure({...lines, spec})).inline).toContain("February");
  });
});
