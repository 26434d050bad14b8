import {fromHtml} from "hast-util-from-html";
import type {Element} from "hast";
import {visit} from "unist-util-visit";
import {expect, test} from "vitest";
import {buildPaper} from "../../src/paper/build-paper.ts";
import type {PaperOptions} from "../../src/paper/build-paper.ts";
import {article, report, withoutLatex, withPaper} from "./fixture.ts";

async function htmlOf(files: Readonly<Record<string, string>>, change: Partial<PaperOptions> = {}): Promise<string> {
  let html = "";
  await withPaper(files, withoutLatex, async ({options}) => { html = (await buildPaper({...options, ...change})).html; });
  return html;
}

/** Whatever could run or load something. */
function dangers(html: string): readonly string[] {
  const found: string[] = [];
  visit(fromHtml(html, {fragment: true}), "element", ({tagName, properties}: Element) => {
    if (["script", "iframe", "object", "embed", "style", "link", "image", "img", "use", "foreignObject", "animate", "set", "base", "form", "input", "button"].includes(tagName)) found.push(tagName);
    for (const [name, value] of Object.entries(properties)) {
      if (/^on/i.test(name) || /javascript:|data:|url\((?!#)|expression\(/i.test(String(value))) found.push(`${tagName} ${name}=${String(value)}`);
    }
  });
  return found;
}

const evil = "<script>alert(1)</script><img src=x onerror=alert(1)>";

test("markup in the paper's text is text", async () => {
  const html = await htmlOf(article(`\\section{${evil}} ${evil} \\texttt{${evil}} \\emph{${evil}} $<script>$ \\verb|${evil}| \\footnote{${evil}}\n\\begin{verbatim}\n${evil}\n\\end{verbatim}`));
  expect(dangers(html)).toEqual([]);
  expect(html).toContain("&#x3C;script>alert(1)");
});

test("links lead to the web only", async () => {
  const html = await htmlOf(article("\\href{javascript:alert(1)}{a} \\href{data:text/html,x}{b} \\href{ javascript:alert(1)}{c} \\url{javascript:alert(1)} \\href{https://example.org/?q=1\\&r=2}{d}"));
  expect(dangers(html)).toEqual([]);
  expect(html.match(/<a href="(?!#)[^"]*"/g)).toEqual(["<a href=\"https://example.org/?q=1&#x26;r=2\""]);
});

test("formulas neither link nor hold markup", async () => {
  await expect(htmlOf(article("$\\href{javascript:alert(1)}{x}$"))).resolves.toSatisfy((html: string) => dangers(html).length === 0);
  await expect(htmlOf(article("$\\htmlData{a=b}{x}$"))).resolves.toSatisfy((html: string) => dangers(html).length === 0);
});

test("values, captions, claims and alternative texts of the report are text", async () => {
  const hostile = {plain: evil, latex: "x", html: evil};
  const changed = {
    ...report,
    values: report.values.map((value) => ({...value, text: hostile})),
    figures: report.figures.map((figure) => ({...figure, caption: hostile, alt: `"onload="alert(1)" ${evil}`})),
    tables: report.tables.map((table) => ({...table, caption: hostile})),
    claims: report.claims.map((claim) => ({...claim, sentence: evil, test: evil, outcome: evil})),
  };
  const html = await htmlOf(article("\\result{widgets/gain} $\\result{widgets/gain}$ \\resultfigure{widgets/curves}\\resulttable{widgets/scores}\\claimlist"), {report: changed});
  expect(dangers(html)).toEqual([]);
});

test("drawings and tables of earlier steps hold nothing that acts or loads", async () => {
  const svg = `<svg onload="alert(1)" viewBox="0 0 1 1"><script>alert(1)</script><image href="http://evil/x.png"/><use href="#a"/><a href="javascript:alert(1)"><text>t</text></a><foreignObject><img src=x onerror=alert(1)></foreignObject><rect fill="url(http://evil/)" style="background:url(http://evil/)" onclick="alert(1)"/><animate attributeName="href" values="javascript:alert(1)"/></svg>${evil}`;
  const html = await htmlOf(article("\\resultfigure{widgets/curves}\\resulttable{widgets/scores}"), {
    figures: new Map([["widgets/curves", {pdf: new Uint8Array(), svg}]]),
    tables: new Map([["widgets/scores", {latex: "\\begin{tabular}{l}x\\end{tabular}", html: `<table onclick="alert(1)"><tbody><tr><td style="background:url(http://evil/)">${evil}<a href="javascript:alert(1)">x</a></td></tr></tbody></table>`}]]),
  });
  expect(dangers(html)).toEqual([]);
  expect(html).toContain("<text>t</text>");
});

test("a bibliography's markup is reduced to text and emphasis", async () => {
  const html = await htmlOf({...article("\\citet{a}\\bibliographystyle{plainnat}\\bibliography{works}"), "works.bib": `@article{a, author={Eve ${evil}}, title={\\textit{On} ${evil}}, journal={J}, url={javascript:alert(1)}, year={2020}}`});
  expect(dangers(html)).toEqual([]);
});

test("a paper that tries to exhaust its reader is refused, not followed", async () => {
  await expect(htmlOf(article(`${"{".repeat(30_000)}x${"}".repeat(30_000)}`))).rejects.toThrow(/cannot be read as LaTeX|nested/);
  await expect(htmlOf(article("\\newcommand{\\a}{x\\b\\b}\\newcommand{\\b}{y\\a\\a}\n\\a"))).rejects.toThrow("never ends expanding");
});
