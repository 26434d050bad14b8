import {theme} from "./theme.ts";
import {isPart, mapUnits, markOf, partOf, type Part, type UnitView} from "./views.ts";

/** The share of its opacity that a series keeps when another one is chosen. */
const faded = 0.2;

/**
 * In the live chart a click on a legend's entry keeps its series and fades the others; a click beside brings them back. Nothing chosen, the chart is the still picture. A specification with parameters of its own is left alone.
 */
export function withLegendChoice(spec: Part): Part {
  const field = chosenField(spec);
  if (field === undefined || hasParameters(spec)) return spec;
  let parameters: readonly Part[] = [{name: "chosen", select: {type: "point", fields: [field]}, bind: "legend"}];
  return mapUnits(spec, (view) => {
    if (colourOf(view)["field"] !== field || "opacity" in partOf(view.unit["encoding"])) return view.unit;
    const changed = {...view.unit, ...(parameters.length > 0 && {params: parameters}), encoding: {...partOf(view.unit["encoding"]), opacity: opacityOf(view.unit)}};
    parameters = [];
    return changed;
  });
}

/** The field of the first colours that are categories with a legend. */
function chosenField(spec: Part): string | undefined {
  const fields: string[] = [];
  mapUnits(spec, (view) => {
    const {field, type, legend} = colourOf(view);
    if (typeof field === "string" && type === "nominal" && legend !== null) fields.push(field);
    return view.unit;
  });
  return fields[0];
}

const colourOf = ({unit, inherited}: UnitView): Part => partOf({...inherited, ...partOf(unit["encoding"])}["color"]);

function opacityOf(unit: Part): Part {
  const own = isPart(unit["mark"]) ? unit["mark"]["opacity"] : undefined;
  const usual = Number(own ?? partOf((theme as Part)[markOf(unit)])["opacity"] ?? 1);
  return {condition: {param: "chosen", value: usual}, value: usual * faded};
}

function hasParameters(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasParameters);
  return isPart(value) && ("params" in value || Object.entries(value).some(([key, member]) => key !== "data" && key !== "datasets" && hasParameters(member)));
}
