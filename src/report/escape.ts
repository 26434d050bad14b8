import type {Rendered} from "../records/report.ts";

const raised = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Non-breaking spaces: a thin one between number and unit, a wide one inside an interval. */
export const thinSpace = "\u202f";
export const noBreakSpace = "\u00a0";

const html: Readonly<Record<string, string>> = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"};

/** Text as HTML, in content and in quoted attributes. */
export const escapeHtml = (text: string): string => clean(text).replaceAll(/[&<>"']/g, (character) => html[character] as string);

/** Text as LaTeX, in text and in mathematics: no character of it is a command. */
export const escapeLatex = (text: string): string =>
  clean(text).replaceAll(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|-(?=-)|[^a-zA-Z0-9 ,.;:()[\]/=+*@!?-]/g, (found) => (raised.includes(found.charAt(0)) ? superscript(found) : latex[found] ?? found));

/** One plain text three ways. */
export const render = (plain: string): Rendered => ({plain: clean(plain), latex: escapeLatex(plain), html: escapeHtml(plain)});

/** Some rendered texts in a row. */
export const concatenate = (parts: readonly Rendered[]): Rendered => ({
  plain: parts.map((part) => part.plain).join(""),
  latex: parts.map((part) => part.latex).join(""),
  html: parts.map((part) => part.html).join(""),
});

/** Without control characters, and without the invisible ones that turn the direction of the text around; a line break is a space. */
const clean = (text: string): string =>
  text.replaceAll(/[\n\r\t]+/g, " ").replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, "");

const superscript = (run: string): string =>
  `\\ensuremath{^{${[...run].map((character) => "-0123456789"[raised.indexOf(character)] ?? "").join("")}}}`;

const symbols: Readonly<Record<string, string>> = {
  "−": "-", "±": "\\pm", "×": "\\times", "·": "\\cdot", "÷": "\\div", "≤": "\\leq", "≥": "\\geq", "≠": "\\neq", "≈": "\\approx",
  "<": "<", ">": ">", "|": "|", "∞": "\\infty", "→": "\\to", "←": "\\leftarrow", "√": "\\surd", "∑": "\\sum", "Δ": "\\Delta", "∈": "\\in", "°": "^{\\circ}", "½": "\\frac12",
  "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\varepsilon", "ζ": "\\zeta", "η": "\\eta", "θ": "\\theta", "κ": "\\kappa", "λ": "\\lambda",
  "μ": "\\mu", "µ": "\\mu", "ν": "\\nu", "ξ": "\\xi", "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma", "τ": "\\tau", "φ": "\\varphi", "χ": "\\chi", "ψ": "\\psi", "ω": "\\omega",
  "Γ": "\\Gamma", "Θ": "\\Theta", "Λ": "\\Lambda", "Σ": "\\Sigma", "Φ": "\\Phi", "Ψ": "\\Psi", "Ω": "\\Omega",
};

const latex: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(symbols).map(([character, command]) => [character, `\\ensuremath{${command}}`])),
  "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%", "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
  '"': "''", "'": "'", "`": "{`}", "“": "``", "”": "''", "‘": "`", "’": "'", "–": "--", "—": "---", "…": "\\ldots{}", "-": "-{}",
  "\u202f": "\\,", "\u00a0": "~", "\u2009": "\\,", "\u2011": "\\mbox{-}", "\u00ad": "\\-",
};
