import {UserError} from "../errors.ts";
import type {Picture, Specification} from "./figure.ts";
import {runsOf, type Sample} from "./sample.ts";
import {selectedPaths, type Selection} from "./selection.ts";

/** A figure of one's own: a Vega-Lite specification with its data inlined. `of` are the results that the data come from. */
export function vegaLite(spec: Specification, options: {readonly alt: string; readonly of: readonly (Selection | Sample)[]}): Picture {
  const address = addressIn(spec);
  if (address !== undefined) throw new UserError(`a figure loads ${address}`, "inline its data: {data: {values: […]}}, computed from results");
  return {spec, alt: options.alt, runs: [...new Set(options.of.flatMap((each) => ("values" in each ? runsOf([each]) : selectedPaths(each))))]};
}

/** A figure fetches nothing: neither data nor images nor pages behind its marks. */
function addressIn(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(addressIn).find((each) => each !== undefined);
  if (value === null || typeof value !== "object") return undefined;
  const own = Object.entries(value).find(([key, member]) => (key === "url" || key === "href") && member !== null);
  return own === undefined ? Object.entries(value).filter(([key]) => key !== "values" && key !== "datasets").map(([, member]) => addressIn(member)).find((each) => each !== undefined) : `${own[0]}: ${JSON.stringify(own[1])}`;
}
