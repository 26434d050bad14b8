import {execFileSync} from "node:child_process";
import {createHash} from "node:crypto";
import {tmpdir} from "node:os";
import {create} from "fontkit";
import {fromHtml} from "hast-util-from-html";
import {expressionInterpreter} from "vega-interpreter";
import * as vega from "vega";
import {describe, expect, test} from "vitest";
import {create as parseXml} from "xmlbuilder2";
import {drawFigure, type DrawnFigure} from "../../src/figures/draw.ts";
import type {FigureRecord} from "../../src/records/report.ts";
import {expectGolden} from "./golden.ts";
import {pdfFacts} from "./pdf-text.ts";
import {dots, facetLines, facets, groups, lines, logarithms, matrix, names, samples} from "./samples.ts";

const drawings = new Map<FigureRecord, Promise<DrawnFigure>>();

/** A sample, drawn once for all tests. */
function drawn(sample: FigureRecord): Promise<DrawnFigure> {
  const drawing = drawings.get(sample) ?? drawFigure(sample, {sourceDateEpoch: 1_700_000_000});
  drawings.set(sample, drawing);
  return drawing;
}

const withSpec = (spec: Record<string, unknown>): FigureRecord => ({...lines, id: "sample/other", spec});

describe("a figure looks as stored:", () => {
  for (const sample of [lines, groups, dots, matrix, facets, facetLines, logarithms, names]) {
    test(sample.alt, async () => {
      const {inline} = await drawn(sample);
      expectGolden(inline, new URL(`golden/${sample.id.replace("sample/", "")}.svg`, import.meta.url));
    });
  }
});

describe("a figure is as wide as its column to the point:", () => {
  for (const sample of samples) {
    test(sample.alt, async () => {
      const {inline, pdf} = await drawn(sample);
      const width = sample.width === "column" ? 234 : 396;
      expect(inline).toContain(`viewBox="0 0 ${width} `);
      expect(inline).toContain(`width="${width}pt"`);
      expect(pdfFacts(pdf).page.slice(0, 3)).toEqual([0, 0, width]);
    });
  }
});

/** Draws samples in a process of its own, with the deterministic Math installed as in every build, and returns a digest of all that came out. */
function digestElsewhere(environment: Readonly<Record<string, string>>, folder: string): string {
  const program = `
    await import(${JSON.stringify(new URL("../../src/math/install.ts", import.meta.url).href)});
    const {createHash} = await import("node:crypto");
    const {drawFigure} = await import(${JSON.stringify(new URL("../../src/figures/draw.ts", import.meta.url).href)});
    const {samples} = await import(${JSON.stringify(new URL("samples.ts", import.meta.url).href)});
    const hash = createHash("sha256");
    for (const sample of samples.slice(0, 5)) {
      const {svg, inline, pdf, compiled} = await drawFigure(sample, {sourceDateEpoch: 1700000000});
      hash.update(svg).update(inline).update(pdf).update(JSON.stringify(compiled));
    }
    console.log(hash.digest("hex"));`;
  return execFileSync(process.execPath, ["--input-type=module", "-e", program], {cwd: folder, env: {...process.env, ...environment}, encoding: "utf8"}).trim();
}

test("every file of a figure repeats byte for byte, in another folder, time zone and language", async () => {
  const hash = createHash("sha256");
  for (const sample of samples.slice(0, 5)) {
    const {svg, inline, pdf, compiled} = await drawn(sample);
    hash.update(svg).update(inline).update(pdf).update(JSON.stringify(compiled));
  }
  const here = hash.digest("hex");
  expect(digestElsewhere({TZ: "Asia/Tokyo", LC_ALL: "C"}, tmpdir())).toBe(here);
  expect(digestElsewhere({TZ: "America/New_York", LC_ALL: "de_DE.UTF-8"}, process.cwd())).toBe(here);
}, 60_000);

describe("a figure's PDF", () => {
  test("is of version 1.5 and has no page group, so that pdfTeX takes it without a warning", async () => {
    const {pdf} = await drawn(lines);
    expect(pdfFacts(pdf).version).toBe("%PDF-1.5");
    expect(Buffer.from(pdf).toString("latin1")).not.toMatch(/\/Group|\/XObject|\/Annots/);
  });

  test("embeds every font and holds its labels as text", async () => {
    const {embedded, notEmbedded, texts} = pdfFacts((await drawn(lines)).pdf);
    expect(embedded).toEqual(["CMUSansSerif"]);
    expect(notEmbedded).toEqual([]);
    expect(texts).toEqual(expect.arrayContaining(["training step", "test accuracy (%)", "CNN", "MLP (128 units)", "90%"]));
  });

  test("names each subset of a font by a tag of its own", async () => {
    const names = await Promise.all(samples.map(async (sample) => Buffer.from((await drawn(sample)).pdf).toString("latin1").match(/\/FontName \/([A-Z]{6})\+/)?.[1]));
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(samples.length);
  });

  test("has no date but the one that it is given", async () => {
    const text = Buffer.from((await drawn(lines)).pdf).toString("latin1");
    expect([...text.matchAll(/D:(\d{14})/g)].map((match) => match[1])).toEqual(["20231114221320", "20231114221320"]);
  });
});

describe("characters that Computer Modern lacks", () => {
  test("are set in DejaVu Sans, piece by piece", async () => {
    const {embedded, texts} = pdfFacts((await drawn(dots)).pdf);
    expect(embedded).toEqual(["CMUSansSerif", "DejaVuSans"]);
    expect(texts.join("|")).toContain("macro F1 (25 folds), Δ |≤| 0.01");
  });

  test("and DejaVu Sans too are refused by figure and character", async () => {
    const strange = withSpec({data: {values: [{x: 1}]}, mark: "point", encoding: {x: {field: "x", type: "quantitative", title: "loss 損失"}}});
    await expect(drawFigure(strange)).rejects.toThrow('figure sample/other: no font has a glyph for "損" (U+640D) in "loss 損失"');
  });
});

describe("a figure's SVG", () => {
  test("brings along the glyphs it uses and no others", async () => {
    const {svg} = await drawn(dots);
    const fonts = [...svg.matchAll(/font-family:"([^"]+)";[^}]*base64,([^)]+)\)/g)].map(([, family, bytes]) => ({family, font: create(Buffer.from(bytes ?? "", "base64"))}));
    expect(fonts.map(({family}) => family)).toEqual(["DejaVu Sans", "CMU Sans Serif"]);
    expect(fonts.map(({font}) => font.hasGlyphForCodePoint("≤".codePointAt(0) ?? 0))).toEqual([true, false]);
    expect(fonts.map(({font}) => font.hasGlyphForCodePoint("Z".codePointAt(0) ?? 0))).toEqual([false, false]);
    expect(svg.length).toBeLessThan(20_000);
  });

  test("says what it shows to who cannot see it", async () => {
    const {svg, inline} = await drawn(matrix);
    expect(svg).toContain('role="img" aria-labelledby="figure-sample_confusion-title figure-sample_confusion-desc"');
    expect(svg).toContain(`<desc id="figure-sample_confusion-desc">${matrix.alt}</desc>`);
    expect(inline).toContain(`role="img" aria-label="${matrix.alt}"`);
  });

  test("takes its ink from the page: text, axes and grid have no colour of their own", async () => {
    const {inline} = await drawn(lines);
    const texts = [...inline.matchAll(/<(?:g|text)[^>]*font-size[^>]*>/g)].map(([tag]) => /fill="([^"]*)"/.exec(tag)?.[1]);
    expect(new Set(texts)).toEqual(new Set(["currentColor"]));
    expect(inline).not.toMatch(/#000|black|white|background/);
  });

  test("has ids of its own, so that many fit into one page", async () => {
    const all = (await Promise.all(samples.map(drawn))).map(({inline}) => inline).join("");
    const ids = [...all.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id?.startsWith("figure-sample_"))).toBe(true);
    expect([...all.matchAll(/url\(#([^)]*)\)/g)].every((match) => ids.includes(match[1]))).toBe(true);
  });

  test("tells series apart by colour and by dashes or shapes", async () => {
    const {inline} = await drawn(lines);
    expect(new Set([...inline.matchAll(/stroke-dasharray="([^"]*)"/g)].map((match) => match[1])).size).toBe(2);
    for (const colour of ["#0072b2", "#d55e00", "#009e73"]) expect(inline).toContain(`stroke="${colour}"`);
  });

  test("writes on a heat map in black or white, whichever reads better", async () => {
    const {inline} = await drawn(matrix);
    const colours = [...inline.matchAll(/<(?:g|text)[^>]*fill="(#[0-9a-f]{6})"[^>]*font-size/g)].map((match) => match[1]);
    expect(new Set(colours)).toEqual(new Set(["#000000", "#ffffff"]));
  });
});

/** The live chart, run as a page under a content security policy runs it. */
async function live(sample: FigureRecord): Promise<vega.View> {
  const spec = JSON.parse(JSON.stringify((await drawn(sample)).compiled)) as vega.Spec;
  return new vega.View(vega.parse(spec, undefined, {ast: true}), {expr: expressionInterpreter, renderer: "none", logLevel: vega.Error} as unknown as vega.ViewOptions);
}

describe("a live chart", () => {
  for (const sample of samples) {
    test(`runs without making code of text and is as large as the still picture: ${sample.alt}`, async () => {
      const size = /viewBox="0 0 (\d+) (\d+)"/;
      const text = await (await live(sample)).toSVG();
      expect(size.exec(text)?.slice(1)).toEqual(size.exec((await drawn(sample)).inline)?.slice(1));
      expect(text).toContain('fill="currentColor"');
    });
  }

  test("fades the series that were not chosen in its legend", async () => {
    const view = await live(lines);
    const still = await view.toSVG();
    const chosen = await view.signal("chosen_model_legend", "CNN").toSVG();
    expect(still).not.toContain(' opacity="0.2"');
    expect(chosen.match(/ opacity="0.2"/g)).toHaveLength(2);
  });
});

describe("hostile text", () => {
  const script = "</text><script>alert(1)</script>\" onload='x()' url(#a) ]]>";
  const hostile: FigureRecord = {
    ...lines, id: "sample/hostile", caption: {plain: `caption ${script} \u0000\u001b`, latex: "", html: ""}, alt: `alt ${script}`,
    spec: {
      height: 60, data: {values: [{x: 1, y: 2, g: script, url: "https://example.org", href: "javascript:alert(1)"}]}, mark: "point",
      encoding: {x: {field: "x", type: "quantitative", title: script}, y: {field: "y", type: "quantitative"}, color: {field: "g", type: "nominal", title: "&lt;b&gt;"}},
    },
  };

  test("in labels, caption and description stays text", async () => {
    const {svg, inline} = await drawFigure(hostile);
    for (const text of [svg, inline]) {
      expect(() => parseXml(text)).not.toThrow();
      const tree = JSON.stringify(fromHtml(text, {fragment: true}));
      expect(tree).not.toMatch(/"tagName":"(?:script|a|image|use|foreignObject|iframe)"|"onload"|"href"/i);
      expect(text).toContain("&lt;/text&gt;&lt;script&gt;");
    }
    expect(inline).toContain("&amp;lt;b&amp;gt;");
  });

  test("in the PDF's title stays text", async () => {
    const text = Buffer.from((await drawFigure(hostile)).pdf).toString("latin1");
    expect(text).not.toMatch(/\/(?:JavaScript|JS|OpenAction|AA|URI)\b/);
  });
});
