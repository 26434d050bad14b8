import {expect, test} from "vitest";
import {auxNumbers} from "../../src/paper/aux-numbers.ts";
import {buildPaper} from "../../src/paper/build-paper.ts";
import type {Latex} from "../../src/paper/latex.ts";
import {article, withoutLatex, withPaper} from "./fixture.ts";
import {testTypeset} from "./has-latex.ts";

const preamble = "\\usepackage{amsmath,amsthm}\n\\usepackage{hyperref}\\usepackage{cleveref}\n\\numberwithin{equation}{section}\n\\newtheorem{theorem}{Theorem}[section]\n\\newtheorem{lemma}[theorem]{Lemma}\n\\newtheorem*{remark}{Remark}";
const body = String.raw`
\section{One}\label{sec:one}
\subsection{Inner}\label{sec:inner}\subsubsection{Innermost}\label{sec:innermost}
\begin{equation}\label{eq:a}a\end{equation}
\begin{gather}b\label{eq:b}\\c\notag\\d\label{eq:d}\end{gather}
\begin{align}e&=f\tag{$*$}\label{eq:star}\\g&=h\label{eq:g}\end{align}
\begin{theorem}\label{thm:a}A.\end{theorem}\begin{remark}R.\end{remark}\begin{lemma}\label{lem:a}B.\end{lemma}
\section*{Unnumbered}
\section{Two}\label{sec:two}
\begin{equation*}x\end{equation*}
\begin{equation}\label{eq:two}a\end{equation}
\begin{enumerate}\item\label{it:a} x \item y \begin{enumerate}\item z \item\label{it:b} w\end{enumerate}\item\label{it:c} v\end{enumerate}
Text\footnote{First.} and\footnote{\label{fn:two}Second.}
\begin{table}\caption{T}\label{tab:a}\end{table}
\resulttable{widgets/scores}\resultfigure{widgets/curves}
\begin{theorem}\label{thm:b}C.\end{theorem}
\ref{sec:one} \ref{sec:inner} \ref{sec:innermost} \ref{sec:two} \ref{eq:a} \ref{eq:b} \ref{eq:d} \ref{eq:g} \ref{eq:two} \ref{thm:a} \ref{lem:a} \ref{thm:b} \ref{it:a} \ref{it:c} \ref{fn:two} \ref{tab:a} \ref{tab:widgets-scores} \ref{fig:widgets-curves} \ref{app} \ref{app:inner} \ref{eq:app}

\Cref{eq:a,eq:b,eq:d,sec:one} and \cref{thm:a,lem:a,thm:b} and \cref{fn:two,sec:one,sec:two,tab:a} and \cref{it:c}.
\appendix
\section{Appendix}\label{app}\subsection{Deep}\label{app:inner}
\begin{equation}\label{eq:app}a\end{equation}`;

async function textOf(latex: Latex): Promise<string> {
  let html = "";
  await withPaper(article(body, preamble), latex, async ({options}) => { html = (await buildPaper(options)).html; });
  return (html.split("</ol>")[2] ?? "").replaceAll(/<figure.*?<\/figure>/gs, "").replaceAll(/<[^>]*>/g, "").replaceAll("\u00a0", " ");
}

test("sections, formulas, theorems, items, footnotes and floats are counted as LaTeX counts them", async () => {
  // pdflatex main && pdftotext main.pdf - , of the paper above
  expect(await textOf(withoutLatex)).toContain("1 1.1 1.1.1 2 1.1 1.2 1.3 1.4 2.1 1.1 1.2 2.1 1 3 2 1 2 1 A A.1 A.1");
});

testTypeset("the numbers that LaTeX wrote for labels agree with our own", async () => {
  expect(await textOf({available: true})).toBe(await textOf(withoutLatex));
});

test("the numbers of labels are read from an .aux file, whatever braces they have", () => {
  const aux = "\\relax\n\\newlabel{sec:a}{{2.1}{3}{Title {\\bf x}}{subsection.2.1}{}}\n\\newlabel{sec:a@cref}{{[section][1][]1}{[1][3][]3}}\n\\newlabel{eq:s}{{{\\relax *}}{1}{}{}{}}\n\\bibcite{x}{{1}{2}{{A}}{{}}}";
  expect(Object.fromEntries(auxNumbers(aux))).toEqual({"sec:a": "2.1", "eq:s": "*"});
});

test("kinds are named and joined as cleveref does", async () => {
  // pdflatex main && pdftotext main.pdf - , of the paper above
  expect(await textOf(withoutLatex)).toContain("Equations (1.1) to (1.3) and section 1 and theorems 1.1 and 2.1 and lemma 1.2 and footnote 2, sections 1 and 2, and table 1 and item 3.");
});
