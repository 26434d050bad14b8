import {create} from "fontkit";
import {expect, test} from "vitest";
import {webFonts} from "../../src/figures/web-fonts.ts";

test("a page's fonts for figures are small and have the signs of mathematics between them", async () => {
  const fonts = await webFonts();
  expect(fonts.map(({family, file}) => [family, file])).toEqual([["CMU Sans Serif", "cmu-sans-serif-500-roman.woff2"], ["DejaVu Sans", "DejaVuSans.woff2"]]);
  const opened = fonts.map(({bytes}) => create(bytes));
  for (const character of "Aé−±≤∞αΔ₂→") expect(opened.filter((font) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))).toHaveLength(1);
  for (const {bytes} of fonts) expect(bytes.length).toBeLessThan(40_000);
});
