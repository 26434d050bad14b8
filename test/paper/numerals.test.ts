import {expect, test} from "vitest";
import {buildPaper} from "../../src/paper/build-paper.ts";
import {article, withoutLatex, withPaper} from "./fixture.ts";

/** The numbers of a text, as `95 typed`. */
async function numeralsOf(text: string): Promise<readonly string[]> {
  let found: readonly string[] = [];
  await withPaper(article(text), withoutLatex, async ({options}) => {
    found = (await buildPaper(options)).numerals.map(({text: number, bound}) => `${number} ${bound}`);
  });
  return found;
}

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ["a value is bound", "We reach \\result{widgets/accuracy}.", ["93.2\u202f% value"]],
  ["a value inside a claim is bound", "\\claim{widgets/better}{Better by \\result{widgets/gain}.}", ["1.5 ± 0.4 points value"]],
  ["a number in running text is typed", "We reach 93.2\\,\\% with 1,797 images.", ["93.2 typed", "1,797 typed"]],
  ["a number in a caption is typed", "\\begin{table}\\caption{Over 5 seeds.}\\end{table}", ["5 typed"]],
  ["a number in a heading is typed", "\\section{All 5 seeds}", ["5 typed"]],
  ["a number in the abstract is typed", "\\begin{abstract}Up to 99.\\end{abstract}", ["99 typed"]],
  ["a number in a table is typed", "\\begin{tabular}{l}a & 0.5\\\\\\end{tabular}", ["0.5 typed"]],
  ["both ends of a range are typed", "from 3--5 and $-7$", ["3 typed", "5 typed", "7 typed"]],
  ["siunitx binds nothing", "\\num{5000} and \\SI{12}{m}", ["5000 typed", "12 typed"]],
  ["a fixed number is allowed", "blocks of \\fixed{64}", ["64 allowed"]],
  ["the level of an interval is allowed", "with 95\\,\\% confidence intervals and a 99\\% level", ["95 allowed", "99 allowed"]],
  ["a percentage that is no level is typed", "95\\,\\% of all images", ["95 typed"]],
  ["a year is allowed", "since 2019", ["2019 allowed"]],
  ["digits in names are no numbers", "F1, Philox4x32-10, ResNet-18, 3D and x86", []],
  ["digits in code, addresses, labels and citations are no numbers", "\\texttt{v1.2} \\verb|7| \\url{http://a.b/3} \\section{A}\\label{sec:4}\\ref{sec:4} \\vspace{3mm} \\href{http://a.b/5}{x}", []],
  ["a number in a running formula is typed, except 0, 1, 2, exponents and indices", "$p<0.05$, $\\alpha=3$, $x^{10}+y_{12}=2$", ["0.05 typed", "3 typed", "2 allowed"]],
  ["constants of a displayed formula are allowed", "\\[ a = \\frac{7}{8} \\]", ["7 allowed", "8 allowed"]],
];

for (const [title, text, expected] of cases) {
  test(title, async () => expect(await numeralsOf(text)).toEqual(expected));
}
