import {isPart, mapPlots, mapUnits, markOf, partOf, partsOf, type Part} from "./views.ts";

/** The legend of a figure that draws lines and no points shows pieces of line. */
export function withLineSymbols(spec: Part): Part {
  const marks = marksOf(spec);
  if (marks.has("point") || !(marks.has("line") || marks.has("trail"))) return spec;
  return mapPlots(mapUnits(spec, ({unit}) => withLegend(unit, lineSymbol)), (plot) => withLegend(plot, lineSymbol));
}

const lineSymbol = {symbolType: "stroke", symbolSize: 160, rowPadding: 0};

/**
 * Where a compiled figure's legend shows points, takes the dashes of its lines away: they would run around the points.
 * Vega-Lite merges the two legends whatever the specification says of them.
 */
export function withSolidPoints<Value>(compiled: Value): Value {
  if (Array.isArray(compiled)) return compiled.map(withSolidPoints) as Value;
  if (!isPart(compiled)) return compiled;
  const members = Object.entries(compiled).map(([key, value]) => [key, key === "legends" ? legendsOf(value) : key === "data" ? value : withSolidPoints(value)]);
  return Object.fromEntries(members) as Value;
}

const legendsOf = (legends: unknown): readonly Part[] =>
  partsOf(legends).map(({strokeDash, ...legend}) => ("shape" in legend || strokeDash === undefined ? legend : {...legend, strokeDash}));

function marksOf(spec: Part): ReadonlySet<string> {
  const marks = new Set<string>();
  mapUnits(spec, ({unit}) => {
    marks.add(markOf(unit));
    return unit;
  });
  return marks;
}

/** Adds to the legends of categories what they do not say themselves. */
function withLegend(view: Part, legend: Part): Part {
  if (!("encoding" in view)) return view;
  const channels = Object.entries(partOf(view["encoding"])).map(([channel, definition]) => [channel, withDefault(definition, legend)]);
  return {...view, encoding: Object.fromEntries(channels) as Part};
}

function withDefault(definition: unknown, legend: Part): unknown {
  if (!isPart(definition) || definition["type"] !== "nominal" || !isPart(definition["legend"])) return definition;
  return {...definition, legend: {...legend, ...definition["legend"]}};
}
