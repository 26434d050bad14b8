import {isPart, partOf, type Part, type UnitView} from "./views.ts";

/** Legends of categories lie above the plot, in rows; those of numbers stand beside it, as their axis would. */
export function withLegendPlace(columns: number | undefined): (view: UnitView) => Part {
  return ({unit}) => {
    if (!isPart(unit["encoding"])) return unit;
    return {...unit, encoding: placed(unit["encoding"], columns)};
  };
}

/** The same for channels that a layer declares for its children. */
export function withSharedLegendPlace(plot: Part, columns: number | undefined): Part {
  return "layer" in plot && isPart(plot["encoding"]) ? {...plot, encoding: placed(plot["encoding"], columns)} : plot;
}

const withLegends: readonly string[] = ["color", "fill", "stroke", "shape", "strokeDash"];

function placed(encoding: Part, columns: number | undefined): Part {
  return Object.fromEntries(Object.entries(encoding).map(([channel, definition]) =>
    [channel, withLegends.includes(channel) && isPart(definition) && "field" in definition ? withPlace(definition, columns) : definition]));
}

function withPlace(definition: Part, columns: number | undefined): Part {
  if (definition["legend"] === null) return definition;
  const place = definition["type"] === "quantitative" ? {orient: "right", tickCount: 4} : {orient: "top", direction: "horizontal", ...(columns !== undefined && {columns})};
  return {...definition, legend: {...place, ...partOf(definition["legend"])}};
}
