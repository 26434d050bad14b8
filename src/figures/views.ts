/** A part of a Vega-Lite specification: a JSON object. */
export type Part = Readonly<Record<string, unknown>>;

/** One view that draws marks, with the channels it inherits from the layers around it. */
export interface UnitView {
  readonly unit: Part;
  readonly inherited: Part;
  /** The layer that it belongs to, if any: its fellows are `layer.layer`. */
  readonly layer?: Part;
}

export const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && !Array.isArray(value);

export const partOf = (value: unknown): Part => (isPart(value) ? value : {});

export const partsOf = (value: unknown): readonly Part[] => (Array.isArray(value) ? value.filter(isPart) : []);

/** `line` of `"line"` and of `{type: "line"}`. */
export const markOf = (unit: Part): string => String(isPart(unit["mark"]) ? unit["mark"]["type"] : unit["mark"]);

/** Rebuilds a specification with every unit view changed. */
export function mapUnits(view: Part, change: (unit: UnitView) => Part, inherited: Part = {}, layer?: Part): Part {
  if ("mark" in view) return change({unit: view, inherited, ...(layer !== undefined && {layer})});
  const channels = {...inherited, ...partOf(view["encoding"])};
  const children = Object.entries(view).map(([key, value]) => {
    if (key === "layer") return [key, partsOf(value).map((child) => mapUnits(child, change, channels, view))];
    if (concatenations.includes(key)) return [key, partsOf(value).map((child) => mapUnits(child, change))];
    return [key, key === "spec" ? mapUnits(partOf(value), change) : value];
  });
  return Object.fromEntries(children) as Part;
}

/** Rebuilds a specification with every plot changed: the unit views and layers that have a width of their own. */
export function mapPlots(view: Part, change: (plot: Part) => Part): Part {
  if ("mark" in view || "layer" in view) return change(view);
  const children = Object.entries(view).map(([key, value]) => {
    if (concatenations.includes(key)) return [key, partsOf(value).map((child) => mapPlots(child, change))];
    return [key, key === "spec" ? mapPlots(partOf(value), change) : value];
  });
  return Object.fromEntries(children) as Part;
}

const concatenations: readonly string[] = ["concat", "hconcat", "vconcat"];
