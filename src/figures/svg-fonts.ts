import subsetFont from "subset-font";
import {byCodeUnit} from "../results/names.ts";
import {textsOf, type Drawing, type Lettering} from "./drawing.ts";
import {runsOf, type Face} from "./faces.ts";

/** The characters that a drawing takes from a face. */
interface Use {
  readonly face: Face;
  readonly lettering: Lettering;
  readonly characters: ReadonlySet<string>;
}

/** `@font-face` rules that hold the glyphs a drawing uses, and nothing else: what makes an SVG file look right alone. */
export async function fontRules(drawing: Drawing): Promise<string> {
  const rules = await Promise.all(usesOf(drawing).map(fontRule));
  return rules.join("");
}

function usesOf({shapes}: Drawing): readonly Use[] {
  const uses = new Map<string, Use>();
  for (const {text, lettering} of textsOf(shapes)) {
    for (const run of runsOf(text, lettering)) {
      const before = uses.get(run.face.name)?.characters ?? [];
      uses.set(run.face.name, {face: run.face, lettering, characters: new Set([...before, ...run.text])});
    }
  }
  return [...uses.values()].toSorted((a, b) => byCodeUnit(a.face.name, b.face.name));
}

async function fontRule({face, lettering, characters}: Use): Promise<string> {
  const text = [...characters].toSorted(byCodeUnit).join("");
  const bytes = await subsetFont(face.bytes, text, {targetFormat: "woff2", noHinting: true, keepFeatures: ["kern", "liga"]});
  const weight = lettering.weight === "bold" ? "700" : "400";
  return `@font-face{font-family:"${face.family}";font-weight:${weight};font-style:${lettering.style};`
    + `src:url(data:font/woff2;base64,${Buffer.from(bytes).toString("base64")}) format("woff2")}\n`;
}
