import {dashes} from "./palette.ts";
import {isPart, markOf, partOf, type Part, type UnitView} from "./views.ts";

/**
 * What is told apart by colour is told apart a second way: lines by their dashes, points by their shapes. So a figure
 * reads in grey print and for every kind of colour vision.
 */
export function withSecondEncoding({unit, inherited}: UnitView): Part {
  const own = partOf(unit["encoding"]);
  const channels = {...inherited, ...own};
  const channel = second[markOf(unit)];
  const colour = channels["color"];
  if (channel === "strokeDash" && isPart(own[channel])) return {...unit, encoding: {...own, [channel]: withDashes(own[channel])}};
  if (channel === undefined || channel in channels || !isPart(colour) || colour["type"] !== "nominal") return unit;
  return {...unit, encoding: {...own, [channel]: sameCategories(colour, channel)}};
}

const second: Readonly<Record<string, string>> = {line: "strokeDash", trail: "strokeDash", point: "shape"};

/** The colour's field with its order, title and domain, so that both share one legend. */
function sameCategories({scale, ...shared}: Part, channel: string): Part {
  const {domain} = partOf(scale);
  const same = {...shared, ...(domain !== undefined && {scale: {domain}})};
  return channel === "strokeDash" ? withDashes(same) : same;
}

const withDashes = (definition: Part): Part =>
  ("field" in definition ? {...definition, scale: {range: dashes, ...partOf(definition["scale"])}} : definition);
