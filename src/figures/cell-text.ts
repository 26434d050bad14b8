import {isPart, markOf, partOf, partsOf, type Part, type UnitView} from "./views.ts";

/** Black and white have the same contrast (WCAG 2) on a ground of this relative luminance. */
const middle = 0.179;

/** Text over a heat map is black on light cells and white on dark ones. */
export function withCellText({unit, layer}: UnitView): Part {
  const own = partOf(unit["encoding"]);
  const field = heatField(layer);
  if (markOf(unit) !== "text" || field === undefined || "color" in own) return unit;
  const ground = `scale('color', datum[${JSON.stringify(field)}])`;
  const color = {condition: {test: `luminance(${ground}) > ${middle}`, value: "#000000"}, value: "#ffffff"};
  return {...unit, encoding: {...own, color}};
}

/** A heat map whose cells say their number needs no legend. */
export function withoutTwiceToldLegend({unit, layer}: UnitView): Part {
  const own = partOf(unit["encoding"]);
  const colour = partOf(own["color"]);
  const told = partsOf(layer?.["layer"]).some((fellow) => markOf(fellow) === "text" && partOf(partOf(fellow["encoding"])["text"])["field"] === colour["field"]);
  if (!isHeat(unit) || !told || "legend" in colour) return unit;
  return {...unit, encoding: {...own, color: {...colour, legend: null}}};
}

const heatField = (layer: Part | undefined): string | undefined => {
  const field = partsOf(layer?.["layer"]).filter(isHeat).map((heat) => partOf(partOf(heat["encoding"])["color"])["field"])[0];
  return typeof field === "string" ? field : undefined;
};

function isHeat(unit: Part): boolean {
  const colour = partOf(unit["encoding"])["color"];
  return markOf(unit) === "rect" && isPart(colour) && colour["type"] === "quantitative";
}
