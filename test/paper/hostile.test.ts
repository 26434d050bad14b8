import {access, mkdir, readdir, symlink, writeFile} from "node:fs/promises";
import path from "node:path";
import {expect, test} from "vitest";
import {UserError} from "../../src/errors.ts";
import {buildPaper} from "../../src/paper/build-paper.ts";
import {refuseHostile} from "../../src/paper/hostile.ts";
import {article, withoutLatex, withPaper} from "./fixture.ts";
import {testTypeset} from "./has-latex.ts";

const judge = (text: string, file = "main.tex") => () => refuseHostile({folder: "paper", texts: new Map([[file, text]]), pictures: new Map()});

const hostile: Readonly<Record<string, string>> = {
  "an absolute path": "\\input{/etc/passwd}",
  "a path without braces": "\\input /etc/passwd",
  "a path to the parent": "\\include{../secret}",
  "a path to the parent inside": "\\includegraphics[width=1cm]{figures/../../secret.png}",
  "a path from the home": "\\input{~/secret}",
  "a hidden file": "\\input{.git/config}",
  "a pipe": "\\input{|cat /etc/passwd}",
  "a quoted pipe": "\\input{\"|cat /etc/passwd\"}",
  "a path made by a command": "\\input{\\jobname}",
  "a bibliography elsewhere": "\\bibliography{references,/etc/passwd}",
  "a package elsewhere": "\\usepackage[a=b]{../evil}",
  "a program": "\\immediate\\write18{curl example.org}",
  "a program by number": "\\write 18{ls}",
  "a file to write": "\\newwrite\\f \\openout\\f=x",
  "a file to read": "\\newread\\f \\openin\\f=/etc/passwd",
  "Lua": "\\directlua{os.execute('ls')}",
  "a name made of letters": "\\csname input\\endcsname{/etc/passwd}",
  "a name in hexadecimal": "^^5cinput{/etc/passwd}",
  "a name in part hexadecimal": "\\inp^^75t{/etc/passwd}",
  "an environment that is a command": "\\begin{input}{/etc/passwd}\\end{input}",
  "an environment named by a command": "\\begin{\\x}",
  "another name for a command": "\\let\\x\\input \\x{/etc/passwd}",
  "another name for a command with a decoy": "\\let\\x=\\input{main}\\x{/etc/passwd}",
  "a new name for a command with a decoy": "\\newcommand{\\x}\\input{main}\\x{/etc/passwd}",
  "a primitive by its other name": "\\primitive\\input /etc/passwd",
  "LaTeX's own input": "\\makeatletter\\@@input /etc/passwd",
  "a command before an @": "\\write@x",
  "new meanings of characters": "\\catcode`\\|=0 |input{/etc/passwd}",
  "new meanings of characters, hidden in a comment": "\\verb|%|\\catcode`\\%=12",
  "what TeX takes for a comment no longer": "% \\input{/etc/passwd}",
  "what TeX takes for verbatim no longer": "\\begin{verbatim}\\input{/etc/passwd}\\end{verbatim}",
  "rescanned text": "\\scantokens{\\inp}",
  "another programming language": "\\ExplSyntaxOn \\use:c{input}",
  "a file's content": "\\pdffiledump offset 0 length 9 {/etc/passwd}",
  "a control character": "\\inp\u0001ut{x}",
  "another meaning of \\result": "\\renewcommand{\\result}[1]{99.9}",
  "another meaning of \\result, by TeX's own means": "\\def\\result#1{99.9}",
  "a folder change": "\\import{/etc/}{passwd}",
};

for (const [what, text] of Object.entries(hostile)) {
  test(`a paper is refused for ${what}, by file and line`, () => {
    expect(judge(`fine\n${text}\n`)).toThrow(UserError);
    expect(judge(`fine\n${text}\n`)).toThrow(/^paper\/main\.tex:2: .* is refused: it /s);
  });
}

test("an honest paper is not refused", () => {
  const text = "\\documentclass[11pt,a4paper]{article}\n\\usepackage{amsmath,booktabs}\n\\usepackage[hidelinks]{hyperref}\n\\input{sections/intro}\n\\appendix\n\\input{sections/more.tex}\n\\includegraphics[width=.5\\linewidth]{figures/a-b_c.pdf}\n\\bibliography{references}\\begin{align*}a\\end{align*} 100\\% \\verb|x|";
  expect(judge(text)).not.toThrow();
});

test("a bibliography is judged like the text", () => {
  expect(judge("@misc{a, title={\\input{/etc/passwd}}}", "references.bib")).toThrow("paper/references.bib:1");
});

test("a style file may use TeX's own means, yet no program and no path elsewhere", () => {
  expect(judge("\\@ifundefined{x}{\\expandafter\\def\\csname x\\endcsname{}}{}\\catcode`\\@=11 ^^M", "venue.sty")).not.toThrow();
  expect(judge("\\immediate\\write18{ls}", "venue.sty")).toThrow("venue.sty:1");
  expect(judge("^^5cinput{/etc/passwd}", "venue.sty")).toThrow("leads out of the paper's folder");
});

test("a link in the paper's folder is refused, since it could lead elsewhere", async () => {
  await withPaper(article("x"), withoutLatex, async ({root, options}) => {
    await symlink("/etc/hostname", path.join(root, "paper/notes.tex"));
    await expect(buildPaper(options)).rejects.toThrow("paper/notes.tex: a link");
  });
});

const bypass: Readonly<Record<string, string>> = {
  "an absolute file": "\\AtBeginDocument{\\csname input\\endcsname{/etc/passwd}}",
  "a file of the parent folder": "\\AtBeginDocument{\\csname input\\endcsname{../secret}}",
  "a hidden file": "\\AtBeginDocument{\\csname input\\endcsname{.secret}}",
};

for (const [what, style] of Object.entries(bypass)) {
  testTypeset(`LaTeX itself does not read ${what} when a style file gets past the first wall`, async () => {
    await withPaper({...article("text", "\\usepackage{sly}"), "sly.sty": style}, {available: true}, async ({root, options}) => {
      await mkdir(path.join(root, "build/.latex"), {recursive: true});
      for (const file of ["build/.latex/secret.tex", "paper/.secret", "paper/.secret.tex"]) await writeFile(path.join(root, file), "the secret\n");
      await expect(buildPaper(options)).rejects.toThrow(/not found|not allowed|Emergency/);
    });
  });
}

testTypeset("LaTeX itself neither runs programs nor writes elsewhere when a style file asks it to", async () => {
  const style = "\\chardef\\run=18 \\immediate\\write\\run{touch pwned ../pwned}\\newwrite\\out\\immediate\\openout\\out=../pwned.tex \\immediate\\write\\out{x}\\immediate\\closeout\\out";
  await withPaper({...article("text", "\\usepackage{sly}"), "sly.sty": style}, {available: true}, async ({root, options}) => {
    await buildPaper(options).catch(() => undefined);
    const files = await readdir(root, {recursive: true});
    expect(files.filter((file) => file.includes("pwned"))).toEqual([]);
    await expect(access(path.join(root, "build/.latex/pwned.tex"))).rejects.toThrow("ENOENT");
  });
});
