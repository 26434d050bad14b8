/**
 * `generated/reprise.sty`: what the paper writes to show results. It needs neither Reprise nor shell escape, so that co-authors and
 * Overleaf typeset the paper as it is.
 */
export const style = String.raw`% Written by Reprise: do not edit. Shows the results of this paper's experiments.
%
%   \result{experiment/name}              a value
%   \resulttable[placement]{id}           a table with its caption, labelled tab:experiment-name; \resulttable* spans both columns
%   \resultfigure[placement]{id}          a figure with its caption, labelled fig:experiment-name; \resultfigure* spans both columns
%   \resultgraphic{id} \resultcaption{id} its picture and its caption's text, for figures of your own
%   \claim{id}{text}                      text that states a tested claim
%   \claimlist                            all claims with their tests
%   \fixed{42}                            a number that is no result
%   \begin{pdfonly} ... \end{pdfonly}     what the site leaves out
\NeedsTeXFormat{LaTeX2e}[2020/10/01]
\ProvidesPackage{generated/reprise}[Results of this paper's experiments]
\RequirePackage{amstext,array,booktabs,graphicx,xcolor}

% The same sources and date give the same bytes.
\ifdefined\pdfsuppressptexinfo
  \pdfinfoomitdate=1
  \pdftrailerid{}
  \pdfsuppressptexinfo=-1
\fi

% What the files beside this one define.
\newcommand\reprise@site{}
\newcommand\repriseSite[1]{\renewcommand\reprise@site{#1}}
\newcommand\repriseValue[2]{\@namedef{reprise@value@#1}{#2}}
\newcommand\repriseTable[5]{\@namedef{reprise@table@#1}{#2}\@namedef{reprise@tablelabel@#1}{#3}%
  \@namedef{reprise@tablecaption@#1}{#4}\@namedef{reprise@tablenotes@#1}{#5}}
\newcommand\repriseFigure[4]{\@namedef{reprise@figure@#1}{#2}\@namedef{reprise@figurelabel@#1}{#3}\@namedef{reprise@figurecaption@#1}{#4}}
\newcommand\repriseClaim[4]{%
  \@namedef{reprise@claim@#1}{#2}\@namedef{reprise@claimsite@#1}{#3}%
  \g@addto@macro\reprise@claims{\reprise@claimitem{#1}{#2}{#3}#4}}
\newcommand\reprise@claims{}
\newcommand\repriseDraft{\AddToHook{shipout/background}{\put(0.5\paperwidth,-0.5\paperheight){%
  \makebox(0,0){\rotatebox{55}{\textcolor[gray]{0.9}{\fontsize{110}{110}\selectfont\sffamily DRAFT}}}}}}

% An unknown id stops the run and is named.
\newcommand\reprise@known[3]{\@ifundefined{reprise@#1@#2}%
  {\PackageError{reprise}{Unknown #1 '#2'}{The report has no #1 of this name. Mend the id, or build the project again.}}{#3}}

% Numbers lead to their runs: a link without colour or frame, none inside a table of contents.
\newif\ifreprise@links \reprise@linkstrue
\AddToHook{cmd/@starttoc/before}{\reprise@linksfalse}
\AddToHook{cmd/@starttoc/after}{\reprise@linkstrue}
\newcommand\reprise@href[2]{%
  \ifreprise@links\ifx\reprise@site\@empty #2\else\ifdefined\href
    \begingroup\def\@urlcolor{.}\def\@pdfborder{0 0 0}\expandafter\href\expandafter{\reprise@site#1}{#2}\endgroup
  \else #2\fi\fi\else #2\fi}
\newcommand\reprise@text[1]{\ifmmode\text{#1}\else#1\fi}

\DeclareRobustCommand\result[1]{\reprise@known{value}{#1}{\reprise@href{values/#1/}{\reprise@text{\csname reprise@value@#1\endcsname}}}}
\DeclareRobustCommand\fixed[1]{#1}
\DeclareRobustCommand\claim[2]{\reprise@known{claim}{#1}{#2\reprise@claimmark{#1}}}
\newcommand\reprise@claimmark[1]{\textsuperscript{\sffamily\upshape\mdseries\reprise@claimlink{#1}{C\csname reprise@claim@#1\endcsname}}}
\newcommand\reprise@claimlink[2]{\@ifundefined{reprise@claimlisted}%
  {\expandafter\reprise@href\expandafter{\romannumeral-0\csname reprise@claimsite@#1\endcsname}{#2}}%
  {\begingroup\def\@linkcolor{.}\def\@pdfborder{0 0 0}\hyperlink{claim:#1}{#2}\endgroup}}
\AtBeginDocument{%
  \providecommand\hyperlink[2]{#2}\providecommand\hypertarget[2]{#2}%
  \ifdefined\pdfstringdefDisableCommands\pdfstringdefDisableCommands{%
    \def\result#1{\csname reprise@value@#1\endcsname}\def\claim#1#2{#2}\def\fixed#1{#1}}\fi
  \ifdefined\AddToNoCaseChangeList\AddToNoCaseChangeList{\result\claim}\fi}

% All claims: number, sentence, test, outcome.
\newcommand\claimlist{%
  \immediate\write\@auxout{\gdef\string\reprise@claimlisted{}}%
  \begin{list}{}{\leftmargin2.4em\labelwidth1.8em\labelsep.6em\itemsep.4em\parsep0pt\topsep.6em\let\makelabel\reprise@claimlabel}%
  \reprise@claims
  \end{list}}
\newcommand\reprise@claimlabel[1]{#1\hfil}
\newcommand\reprise@claimitem[6]{\item[\hypertarget{claim:#1}{\reprise@href{#3}{\sffamily C#2}}]#4 {\small\itshape Test:\/} {\small#5: #6.}}

% A picture beside its caption where the line leaves room for one, above it elsewhere.
\newsavebox\reprise@box
\newlength\reprise@side
\newcommand\resultgraphic[1]{\reprise@known{figure}{#1}{\includegraphics{\csname reprise@figure@#1\endcsname}}}
\newcommand\resultcaption[1]{\reprise@known{figure}{#1}{\csname reprise@figurecaption@#1\endcsname}}
\NewDocumentCommand\resultfigure{s O{tbp} m}{\reprise@known{figure}{#3}{\IfBooleanTF{#1}%
  {\begin{figure*}[#2]\reprise@figure{#3}\end{figure*}}{\begin{figure}[#2]\reprise@figure{#3}\end{figure}}}}
\newcommand\reprise@figure[1]{%
  \centering
  \sbox\reprise@box{\resultgraphic{#1}}%
  \setlength\reprise@side{\dimexpr\linewidth-\wd\reprise@box-1.5em\relax}%
  \ifdim\reprise@side>1.6in
    \begin{minipage}[c]{\wd\reprise@box}\usebox\reprise@box\end{minipage}\hfill
    \begin{minipage}[c]{\reprise@side}\raggedright\reprise@figurecaption{#1}\end{minipage}%
  \else
    \ifdim\wd\reprise@box>\linewidth\resizebox{\linewidth}{!}{\usebox\reprise@box}\else\usebox\reprise@box\fi
    \reprise@figurecaption{#1}%
  \fi}
\newcommand\reprise@figurecaption[1]{\caption{\csname reprise@figurecaption@#1\endcsname}\label{\csname reprise@figurelabel@#1\endcsname}}

\NewDocumentCommand\resulttable{s O{tbp} m}{\reprise@known{table}{#3}{\IfBooleanTF{#1}%
  {\begin{table*}[#2]\reprise@table{#3}\end{table*}}{\begin{table}[#2]\reprise@table{#3}\end{table}}}}
\newcommand\reprise@table[1]{%
  \centering
  \caption{\csname reprise@tablecaption@#1\endcsname}\label{\csname reprise@tablelabel@#1\endcsname}%
  \small
  \sbox\reprise@box{\input{\csname reprise@table@#1\endcsname}\unskip}%
  \ifdim\wd\reprise@box>\linewidth\resizebox{\linewidth}{!}{\usebox\reprise@box}\else\usebox\reprise@box\fi
  \expandafter\ifx\csname reprise@tablenotes@#1\endcsname\@empty\else
    \par\smallskip{\footnotesize\csname reprise@tablenotes@#1\endcsname\par}\fi}

\newenvironment{pdfonly}{\ignorespaces}{\ignorespacesafterend}

\input{generated/values}
\input{generated/tables}
\input{generated/figures}
\input{generated/claims}
\endinput
`;
