import {expect, test} from "vitest";
import {latexError} from "../../src/paper/latex-log.ts";

test("an argument that never ends is told by how it begins", () => {
  const log = ["(./main.aux)", "Runaway argument?", "{A footnote with \\url {https://a.b/\\par More. \\end {document} ", "! File ended while scanning use of \\@footnotetext.", "<inserted text> ", "                \\par "];
  const {message, mend} = latexError(log.join("\n"), "paper");
  expect(message).toContain("File ended while scanning use of \\@footnotetext. at “{A footnote with \\url {https://a.b/\\par…”");
  expect(mend).toContain("\\url needs \\%");
});
