import {execFileSync} from "node:child_process";
import {mkdir, readdir, readFile, stat, writeFile} from "node:fs/promises";
import path from "node:path";
import type {Element} from "hast";
import {fromHtml} from "hast-util-from-html";
import {toString} from "hast-util-to-string";
import rehypeStringify from "rehype-stringify";
import {unified} from "unified";
import {visit} from "unist-util-visit";
import {expect, test} from "vitest";
import {UserError} from "../../src/errors.ts";
import {buildPaper} from "../../src/paper/build-paper.ts";
import {paperSchema} from "../../src/records/paper.ts";
import {article, report, withoutLatex, withPaper} from "./fixture.ts";
import {testTypeset} from "./has-latex.ts";

const here = {available: true} as const;
/** A block per line, and each formula as its LaTeX: what a reader of the stored file wants to compare. */
function forReading(html: string): string {
  const tree = fromHtml(html, {fragment: true});
  visit(tree, "element", (node: Element, index, parent) => {
    if (parent === undefined || index === undefined || !JSON.stringify(node.properties["className"] ?? "").includes("\"katex\"")) return;
    visit(node, "element", (inner: Element) => {
      if (inner.tagName === "annotation") parent.children[index] = {type: "text", value: `⟦${toString(inner)}⟧`};
    });
  });
  return `${unified().use(rehypeStringify).stringify(tree).replaceAll(/(<(?:h\d|p|figure|section|div|ul|ol|dl|li|tr|table|pre|blockquote)\b)/g, "\n$1").replaceAll(/\n+/g, "\n").trim()}\n`;
}


const mistakes: Readonly<Record<string, {readonly text: string; readonly says: RegExp; readonly mend: RegExp}>> = {
  "an unknown value": {text: "one\n\n\\result{widgets/acuracy}", says: /^paper\/main\.tex:7: there is no value widgets\/acuracy/, mend: /did you mean widgets\/accuracy\?/},
  "an unknown table": {text: "\\resulttable{widgets/score}", says: /main\.tex:5: there is no table widgets\/score/, mend: /widgets\/scores/},
  "an unknown figure": {text: "\\resultfigure[t]{widgets/curve}", says: /there is no figure/, mend: /widgets\/curves/},
  "an unknown claim": {text: "\\claim{widgets/worse}{It is.}", says: /there is no claim widgets\/worse/, mend: /widgets\/better/},
  "an unknown value inside a caption": {text: "\\begin{table}\\caption{By \\result{widgets/seed}.}\\end{table}", says: /there is no value widgets\/seed/, mend: /widgets\/seeds/},
  "an unknown value inside a command of the author": {text: "\\newcommand{\\x}[1]{\\result{widgets/#1}}\n\\x{accurate}", says: /main\.tex:6: there is no value widgets\/accurate/, mend: /widgets\/accuracy/},
  "an unknown value inside a formula": {text: "$x = \\result{widgets/gein}$", says: /there is no value widgets\/gein/, mend: /widgets\/gain/},
  "an unknown label": {text: "\\section{A}\\label{sec:a}\n\\ref{sec:b}", says: /main\.tex:6: there is no label sec:b/, mend: /sec:a/},
  "an unknown citation": {text: "\\citep{nobody}\n\\bibliography{works}", says: /main\.tex:5: there is no nobody in the bibliography/, mend: /add it/},
  "an unknown command": {text: "x \\frobnicate{y}", says: /main\.tex:5: the site does not know \\frobnicate/, mend: /pdfonly/},
  "an unknown environment": {text: "\n\\begin{tikzpicture}x\\end{tikzpicture}", says: /main\.tex:6: the site does not know the environment tikzpicture/, mend: /pdfonly/},
  "a formula that KaTeX cannot read": {text: "$\\frac{1}$", says: /main\.tex:5: the site cannot show this formula/, mend: /KaTeX/},
  "a formula that never ends": {text: "\\newcommand{\\x}{\\x\\x}\n$\\x$", says: /main\.tex:6: the site cannot show this formula: Too many expansions/, mend: /KaTeX/},
  "a command that never ends": {text: "\\newcommand{\\x}{\\x\\x}\n\\x", says: /main\.tex:6: \\x never ends expanding/, mend: /defined by itself/},
  "a picture that the site cannot show": {text: "\\includegraphics{photo}", says: /the site does not know \\includegraphics/, mend: /resultfigure|pdfonly/},
  "a missing file": {text: "\\input{sections/none}", says: /main\.tex:5: sections\/none is not in paper/, mend: /main\.tex|write/},
  "a file that includes itself": {text: "\\input{main}", says: /include each other more than 12 deep/, mend: /includes itself/},
};

for (const [what, {text, says, mend}] of Object.entries(mistakes)) {
  test(`${what} stops the build with exit code 2, its line and a mend`, async () => {
    await withPaper({...article(text), "works.bib": "@misc{somebody, title={A}}"}, withoutLatex, async ({options}) => {
      const error = await buildPaper(options).then(() => undefined, (thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).message).toMatch(says);
      expect((error as UserError).mend).toMatch(mend);
      expect((error as UserError).exitCode).toBe(2);
    });
  });
}

test("a paper of everything that the site understands becomes this HTML", async () => {
  await withPaper("complete", withoutLatex, async ({options}) => {
    const {html} = await buildPaper(options);
    await expect(forReading(html)).toMatchFileSnapshot("complete.html");
  });
});

test("without LaTeX there is no PDF, and the paper says why and how to mend it", async () => {
  await withPaper("complete", withoutLatex, async ({root, options}) => {
    const paper = await buildPaper(options);
    expect(paper.pdf).toBeNull();
    expect(paper.because).toBe("LaTeX is not on this machine; to typeset it: apt-get install texlive");
    expect(paperSchema.parse(JSON.parse(await readFile(path.join(root, "build/paper/paper.json"), "utf8")))).toEqual(paper);
  });
});

test("the record tells where the paper uses each value, in title, abstract, sections, captions and tables", async () => {
  await withPaper("complete", withoutLatex, async ({options}) => {
    const {uses, html} = await buildPaper(options);
    expect(uses["widgets/accuracy"]?.map(({where, file, line}) => `${where} · ${file}:${line}`)).toEqual([
      "title · paper/main.tex:18", "abstract · paper/main.tex:23", "Section 1 · paper/sections/introduction.tex:4", "Section 2 · paper/main.tex:34",
      "Table 1 · paper/main.tex:57", "Table 2 · paper/main.tex:61", "Section 2.2 · paper/main.tex:78",
    ]);
    expect(uses["widgets/curves"]?.map(({where}) => where)).toEqual(["Figure 1", "Figure 2a", "Figure 2b", "Figure 2"]);
    expect(uses["widgets/better"]?.map(({where}) => where)).toEqual(["Section 2.2"]);
    for (const {anchor} of uses["widgets/seeds"] ?? []) expect(html).toContain(`id="${anchor}"`);
  });
});

test("generated files are written when their bytes change, and stale ones are removed", async () => {
  await withPaper("complete", withoutLatex, async ({root, options}) => {
    await buildPaper(options);
    const generated = path.join(root, "paper/generated");
    await writeFile(path.join(generated, "tables/old.tex"), "stale");
    await writeFile(path.join(generated, "values.tex"), "by hand");
    const before = await stat(path.join(generated, "reprise.sty"), {bigint: true});
    await buildPaper(options);
    expect((await readdir(generated, {recursive: true})).sort()).toEqual(["claims.tex", "figures", "figures.tex", "figures/widgets-curves.pdf", "reprise.sty", "tables", "tables.tex", "tables/widgets-scores.tex", "values.tex"]);
    expect(await readFile(path.join(generated, "values.tex"), "utf8")).toContain("\\repriseValue{widgets/accuracy}{93.2\\,\\%}\n");
    expect((await stat(path.join(generated, "reprise.sty"), {bigint: true})).ino).toBe(before.ino);
  });
});

testTypeset("LaTeX prints the numbers and references that the site counts for itself", async () => {
  let counted = "";
  await withPaper("complete", withoutLatex, async ({options}) => { counted = (await buildPaper(options)).html; });
  await withPaper("complete", here, async ({root, options, warnings}) => {
    const paper = await buildPaper(options);
    expect(paper.html).toBe(counted);
    expect(warnings).toEqual([]);
    const text = execFileSync("pdftotext", [path.join(root, "build/paper.pdf"), "-"], {encoding: "utf8"}).replaceAll(/\s+/g, " ");
    const sentence = /See Tables.*?A\.1\./.exec(text)?.[0] ?? "";
    expect(paper.html.replaceAll(/<[^>]*>/g, "").replaceAll(/\s+/g, " ")).toContain(sentence);
    expect(sentence).toContain("Fig. 2a and Figs. 1 and 2 and Sections 2 and 2.1");
    expect(paper.pdf).toEqual({file: "build/paper.pdf", pages: 4});
    expect(text).toContain("November 14, 2023"); // \\today is SOURCE_DATE_EPOCH
  });
});

testTypeset("the PDF's bytes do not depend on folder, time zone, locale or home", async () => {
  const pdfs: Buffer[] = [];
  const world = {...process.env};
  for (const [zone, locale, home] of [["Asia/Tokyo", "C", "/nonexistent"], ["America/Lima", "de_DE.UTF-8", "/tmp"]]) {
    Object.assign(process.env, {TZ: zone, LC_ALL: locale, HOME: home});
    await withPaper("complete", here, async ({root, options}) => {
      const output = path.join(root, "deep".repeat(pdfs.length + 1), "build");
      await mkdir(output, {recursive: true});
      await buildPaper({...options, output});
      pdfs.push(await readFile(path.join(output, "paper.pdf")));
    });
  }
  process.env = world;
  expect(pdfs[0]?.equals(pdfs[1] as Buffer)).toBe(true);
});

test("names of references follow cleveref's options, also in a style file", async () => {
  const text = "\\begin{figure}\\caption{A}\\label{a}\\end{figure}\\cref{a}";
  for (const [files, expected] of [
    [article(text, "\\usepackage{cleveref}"), "fig.\u00a0"],
    [article(text, "\\usepackage[capitalise]{cleveref}"), "Fig.\u00a0"],
    [{...article(text, "\\usepackage{look}"), "look.sty": "\\RequirePackage[capitalize,noabbrev]{cleveref}"}, "Figure\u00a0"],
    [article(text, "\\usepackage{cleveref}\\crefname{figure}{picture}{pictures}"), "picture\u00a0"],
  ] as const) {
    await withPaper(files, withoutLatex, async ({options}) => expect((await buildPaper(options)).html).toContain(`<p>${expected}<a`));
  }
});

testTypeset("a draft bears its watermark and leaves the committed files alone", async () => {
  await withPaper(article("Text with \\result{widgets/gain}."), here, async ({root, options}) => {
    await buildPaper({...options, draft: true});
    expect(execFileSync("pdftotext", [path.join(root, "build/paper.pdf"), "-"], {encoding: "utf8"})).toMatch(/D\s*R\s*A\s*F\s*T/);
    expect(await readdir(path.join(root, "paper"))).toEqual(["main.tex"]);
  });
});

testTypeset("values stand in headings, captions, footnotes, formulas, tables of contents and claims", async () => {
  const body = "\\tableofcontents\n\\section{At \\result{widgets/accuracy}}\\markboth{\\result{widgets/seeds}}{}\n\\begin{figure}\\caption[\\result{widgets/gain}]{Gain \\result{widgets/gain}.}\\end{figure}\\listoffigures\n$x_{\\result{widgets/seeds}}$\\footnote{\\result{widgets/baseline}}\n\\[ y = \\result{widgets/gain} \\]\n\\claim{widgets/better}{by \\result{widgets/gain}}\n\\textbf{\\MakeUppercase{a \\result{widgets/accuracy}}}";
  for (const hyperref of ["", "\\usepackage{hyperref}", "\\usepackage[colorlinks]{hyperref}"]) {
    await withPaper(article(body.replace("\\listoffigures", ""), `\\usepackage{amsmath}${hyperref}`), here, async ({root, options}) => {
      await buildPaper(options).catch((error: unknown) => { if (!/site does not know/.test(String(error))) throw error; });
      expect(execFileSync("pdftotext", [path.join(root, "build/paper.pdf"), "-"], {encoding: "utf8"}).match(/1\.5 ± 0\.4/g)?.length).toBeGreaterThanOrEqual(3);
    });
  }
});

testTypeset("a value leads to its page where the site's address is known", async () => {
  await withPaper(article("\\result{widgets/gain}", "\\usepackage{hyperref}"), here, async ({root, options}) => {
    await buildPaper(options);
    expect(execFileSync("pdfinfo", ["-url", path.join(root, "build/paper.pdf")], {encoding: "utf8"})).toContain("https://example.org/widgets/values/widgets/gain/");
  });
});

testTypeset("an unknown id stops LaTeX too, for who typesets without Reprise", async () => {
  await withPaper(article("\\result{widgets/gain}"), here, async ({root, options}) => {
    await buildPaper({...options, latex: withoutLatex});
    await writeFile(path.join(root, "paper/main.tex"), "\\documentclass{article}\\usepackage{generated/reprise}\\begin{document}\\result{widgets/lost}\\end{document}");
    const run = () => execFileSync("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "main.tex"], {cwd: path.join(root, "paper"), encoding: "latin1"});
    expect(run).toThrow(expect.objectContaining({stdout: expect.stringContaining("Unknown value 'widgets/lost'")}));
  });
});

testTypeset("a mistake in LaTeX is told with its file, line and mend", async () => {
  await withPaper({...article("\\input{part}"), "part.tex": "fine\n\\begin{pdfonly}\\wrnog\\end{pdfonly}\n"}, here, async ({options}) => {
    const error = await buildPaper(options).then(() => undefined, (thrown: unknown) => thrown as UserError);
    expect(error?.message).toBe("paper/part.tex:2: Undefined control sequence. at “\\begin{pdfonly}\\wrnog”");
    expect(error?.mend).toContain("load the package that defines \\wrnog");
  });
});

testTypeset("a package that is not installed is told with the way to get it", async () => {
  await withPaper(article("x", "\\usepackage{no-such-package}"), here, async ({options}) => {
    await expect(buildPaper(options)).rejects.toMatchObject({message: expect.stringContaining("paper/main.tex:4: File `no-such-package.sty' not found"), mend: expect.stringContaining("apt-get install")});
  });
});

testTypeset("a paper that hides a value is refused", async () => {
  await withPaper(article("We reach \\result{widgets/accuracy}.", "\\usepackage{sly}"), here, async ({root, options}) => {
    await writeFile(path.join(root, "paper/sly.sty"), "\\AtBeginDocument{\\expandafter\\def\\csname result\\endcsname#1{99.9}}");
    await expect(buildPaper(options)).rejects.toThrow("build/paper.pdf: does not show 93.2\u202f% (widgets/accuracy)");
  });
});

test("one changed result changes the paper's page and its generated files", async () => {
  const changed = {...report, values: report.values.map((value) => (value.id === "widgets/gain" ? {...value, text: {plain: "1.6", latex: "1.6", html: "1.6"}} : value))};
  await withPaper("complete", withoutLatex, async ({root, options}) => {
    const before = (await buildPaper(options)).html;
    const after = (await buildPaper({...options, report: changed})).html;
    expect(before).toContain("<data value=\"widgets/gain\">1.5 ± 0.4 points</data>");
    expect(after).toContain("<data value=\"widgets/gain\">1.6</data>");
    expect(await readFile(path.join(root, "paper/generated/values.tex"), "utf8")).toContain("{widgets/gain}{1.6}");
  });
});
