/** The part of fontkit (which has no types of its own) that measures text. */
declare module "fontkit" {
  export interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): {readonly advanceWidth: number};
  }
  export function create(bytes: Uint8Array): Font;
}

declare module "subset-font" {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: {readonly targetFormat: "woff2"; readonly noHinting?: boolean; readonly keepFeatures?: readonly string[]},
  ): Promise<Uint8Array>;
}
