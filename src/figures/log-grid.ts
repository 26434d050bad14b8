import {isPart, partOf, type Part, type UnitView} from "./views.ts";

/** Lines at every 2, 3, 4, … of a decade would be a fence: on logarithmic axes only powers of ten keep theirs. */
export const withLogGrid = ({unit}: UnitView): Part => withLogGridOf(unit);

/** The same for channels that a layer declares for its children. */
export function withLogGridOf(view: Part): Part {
  if (!isPart(view["encoding"])) return view;
  const channels = Object.entries(view["encoding"]).map(([channel, definition]) => [channel, isLog(definition) ? withFaintMinors(definition) : definition]);
  return {...view, encoding: Object.fromEntries(channels) as Part};
}

const isLog = (definition: unknown): definition is Part =>
  isPart(definition) && partOf(definition["scale"])["type"] === "log" && definition["axis"] !== null;

const decade = "abs(log(datum.value) / LN10 - round(log(datum.value) / LN10)) < 0.000001";

/** Shares of the grid's own opacity. */
const withFaintMinors = (definition: Part): Part =>
  ({...definition, axis: {gridOpacity: {condition: {test: decade, value: 1}, value: 0.25}, ...partOf(definition["axis"])}});
