import type {ElementContent} from "hast";
import {UserError} from "../../errors.ts";
import type {Report, ValueRecord} from "../../records/report.ts";
import type {Citations} from "../citations.ts";
import type {Definitions} from "../definitions.ts";
import type {DrawnFigure, WrittenTable} from "../generated.ts";
import {type Place, placeText} from "../place.ts";
import type {Structure} from "../structure.ts";
import type {TexNode} from "../syntax.ts";
import type {ReferenceNames} from "./references.ts";

/** What turning LaTeX into HTML needs to know, and what it gathers on the way. */
export interface Conversion {
  readonly structure: Structure;
  readonly definitions: Definitions;
  readonly report: Report;
  readonly figures: ReadonlyMap<string, DrawnFigure>;
  readonly tables: ReadonlyMap<string, WrittenTable>;
  readonly citations: Citations;
  readonly names: ReferenceNames;
  readonly placeOf: (node: TexNode) => Place;
  /** Pieces that are put in after sanitising, since they come from our own renderers. */
  readonly trusted: ElementContent[];
  /** The places of the text that cite each work, by its key. */
  readonly citedAt: Map<string, string[]>;
  readonly footnotes: {readonly anchor: string; readonly number: string; readonly content: readonly ElementContent[]}[];
}

export function valueOf(id: string, {report}: Conversion): ValueRecord {
  const found = report.values.find((value) => value.id === id);
  if (found === undefined) throw new Error(`valueOf: ${id} passed the lint without being in the report`);
  return found;
}

/** Stops at what the site cannot show, naming its line. */
export function refuse(node: TexNode, message: string, mend: string, {placeOf}: Conversion): never {
  throw new UserError(`${placeText(placeOf(node))}: ${message}`, mend);
}

/** Leaves a mark that `placeTrusted` replaces; what stands there is not sanitised again. */
export function trust(made: ElementContent, {trusted}: Conversion): ElementContent {
  trusted.push(made);
  return {type: "element", tagName: "span", properties: {id: `trusted-${trusted.length - 1}`}, children: []};
}
