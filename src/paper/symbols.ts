/** Commands of running text that stand for characters. */
export const symbols: Readonly<Record<string, string>> = {
  "%": "%", "&": "&", "#": "#", "$": "$", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", "/": "", "-": "\u00ad", "@": "",
  ",": "\u202f", thinspace: "\u202f", ";": "\u2005", ":": "\u2005", ">": "\u2005", "!": "", quad: "\u2003", qquad: "\u2003\u2003", enspace: "\u2002", enskip: "\u2002", space: " ", nobreakspace: "\u00a0",
  textemdash: "—", textendash: "–", ldots: "…", dots: "…", textellipsis: "…", textbackslash: "\\", textasciitilde: "~", textasciicircum: "^", textbar: "|", textless: "<", textgreater: ">",
  textquoteleft: "‘", textquoteright: "’", textquotedblleft: "“", textquotedblright: "”", textquotesingle: "'", lbrack: "[", rbrack: "]", guillemotleft: "«", guillemotright: "»",
  textpm: "±", texttimes: "×", textdegree: "°", textmu: "µ", textminus: "−", textuparrow: "↑", textdownarrow: "↓", textrightarrow: "→", textperiodcentered: "·", textbullet: "•",
  S: "§", P: "¶", dag: "†", ddag: "‡", copyright: "©", textcopyright: "©", textregistered: "®", texttrademark: "™", pounds: "£", euro: "€", texteuro: "€",
  ss: "ß", o: "ø", O: "Ø", ae: "æ", AE: "Æ", oe: "œ", OE: "Œ", aa: "å", AA: "Å", l: "ł", L: "Ł", i: "ı", j: "ȷ", dh: "ð", DH: "Ð", th: "þ", TH: "Þ",
  TeX: "TeX", LaTeX: "LaTeX", BibTeX: "BibTeX", pdfTeX: "pdfTeX",
};

const accents: Readonly<Record<string, string>> = {
  "'": "\u0301", "`": "\u0300", "^": "\u0302", "\"": "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", c: "\u0327", v: "\u030c", u: "\u0306", H: "\u030b", k: "\u0328", r: "\u030a", d: "\u0323", b: "\u0331",
};

export const isAccent = (command: string): boolean => Object.hasOwn(accents, command);

export const symbolOf = (command: string): string | undefined => (Object.hasOwn(symbols, command) ? symbols[command] : undefined);

/** `\'e` → é: the accent follows the first letter, dotless i and j get their dot back. */
export function accented(command: string, letter: string): string {
  const [first = "", ...rest] = [...letter];
  const dotted = first === "ı" ? "i" : first === "ȷ" ? "j" : first;
  return (dotted + (accents[command] ?? "")).normalize("NFC") + rest.join("");
}

/** TeX's ligatures: dashes, quotation marks and the unbreakable space. */
export const ligated = (text: string): string => text
  .replaceAll("---", "—").replaceAll("--", "–").replaceAll("``", "“").replaceAll("''", "”").replaceAll("`", "‘").replaceAll("'", "’").replaceAll("~", "\u00a0");
