import {textsOf, type Drawing, type TextShape} from "./drawing.ts";
import {textWidth} from "./faces.ts";
import {numberText} from "./number-text.ts";
import {isPart, partOf, type Part} from "./views.ts";

/** Level labels are read best, but names that would run into each other lean. */
const slant = {labelAngle: -30, labelAlign: "right", labelBaseline: "middle"};

/** Whether two texts of one line run into each other. */
export function textsCollide({shapes}: Drawing): boolean {
  const lines = new Map<string, Extent[]>();
  for (const text of textsOf(shapes).filter(isLevel)) {
    const line = numberText(text.matrix[5] + text.at[1]);
    lines.set(line, [...(lines.get(line) ?? []), extentOf(text)]);
  }
  return [...lines.values()].some(collide);
}

interface Extent {
  readonly left: number;
  readonly right: number;
}

function collide(line: readonly Extent[]): boolean {
  const sorted = line.toSorted((a, b) => a.left - b.left);
  return sorted.some((extent, index) => extent.left < (sorted[index - 1]?.right ?? -Infinity));
}

const isLevel = ({matrix}: TextShape): boolean => matrix[1] === 0 && matrix[0] > 0;

function extentOf({text, lettering, anchor, matrix, at}: TextShape): Extent {
  const width = textWidth(text, lettering);
  const left = matrix[4] + at[0] - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  return {left, right: left + width};
}

/** Lets the names along x axes lean, in a view or a layer. */
export function withSlantedLabels(view: Part): Part {
  const encoding = partOf(view["encoding"]);
  const x = encoding["x"];
  if (!isPart(x) || x["type"] === "quantitative" || x["type"] === "temporal" || x["axis"] === null) return view;
  return {...view, encoding: {...encoding, x: {...x, axis: {...partOf(x["axis"]), ...slant}}}};
}
