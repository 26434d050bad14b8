import PDFDocument from "pdfkit";
import {expect, test} from "vitest";
import {facesFor, missingGlyph, runsOf, textWidth} from "../../src/figures/faces.ts";

const regular = {weight: "normal", style: "normal", size: 8} as const;

test("a text is as wide as PDFKit sets it", () => {
  const document = new PDFDocument({font: null as never});
  const [face] = facesFor(regular);
  document.registerFont("face", Buffer.from(face?.bytes ?? [])).font("face").fontSize(8);
  for (const text of ["test accuracy (%)", "AV To fi", "0.0001", "α ± 3 × 10"]) expect(textWidth(text, regular)).toBeCloseTo(document.widthOfString(text), 9);
});

test("each run of a text has the first face that can draw it", () => {
  expect(runsOf("p ≤ 0.05", regular).map(({text, face}) => [text, face.family])).toEqual([["p ", "CMU Sans Serif"], ["≤", "DejaVu Sans"], [" 0.05", "CMU Sans Serif"]]);
  expect(runsOf("", regular)).toEqual([]);
});

test("signs of mathematics have a glyph in every weight and style", () => {
  for (const weight of ["normal", "bold"] as const) {
    for (const style of ["normal", "italic"] as const) expect(missingGlyph("−±×≤≥≈∞∑√αβγδλμσΔ₁²→", {weight, style, size: 8})).toBeUndefined();
  }
});
