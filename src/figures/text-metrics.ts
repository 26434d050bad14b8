import * as vega from "vega";
import type {Lettering} from "./drawing.ts";
import {textWidth} from "./faces.ts";

/** What Vega tells of a text that it lays out. */
interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
  readonly fontStyle?: string;
  readonly limit?: number;
}

/** Vega's ruler: exported since its fourth version, but without a type. A test keeps it. */
const ruler = (vega as unknown as {readonly textMetrics?: {width: (item: TextItem, text: unknown) => number}}).textMetrics;

/**
 * Makes Vega lay out text with the fonts that figures embed. Without a canvas it would guess 0.8 em a character, which
 * is some 70 % too wide; with one it would ask whatever fonts the machine has.
 */
export function installTextMetrics(): void {
  if (ruler === undefined) throw new Error("vega.textMetrics is gone: figures can no longer be laid out with their own fonts");
  ruler.width = itemWidth;
}

function itemWidth(item: TextItem, text: unknown): number {
  const width = textWidth(text == null ? "" : String(text).trim(), letteringOf(item));
  return item.limit !== undefined && item.limit > 0 && width > item.limit ? item.limit : width;
}

const letteringOf = (item: TextItem): Lettering => lettering(item.fontWeight, item.fontStyle, item.fontSize ?? 11);

/** A lettering from what CSS calls font-weight, font-style and font-size. */
export const lettering = (weight: string | number | undefined, style: string | undefined, size: number): Lettering => ({
  weight: weight === "bold" || Number(weight) >= 600 ? "bold" : "normal",
  style: style === "italic" || style === "oblique" ? "italic" : "normal",
  size,
});
