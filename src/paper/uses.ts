import {UserError} from "../errors.ts";
import type {Paper} from "../records/paper.ts";
import type {Report} from "../records/report.ts";
import {byCodeUnit} from "../results/names.ts";
import {didYouMean} from "./nearest.ts";
import {type Place, placeText} from "./place.ts";
import type {Use} from "./structure.ts";
import type {TexNode} from "./syntax.ts";

/** Refuses a use of anything that the report does not hold, naming its line and the nearest id. */
export function refuseUnknownUses(uses: readonly Use[], report: Report, placeOf: (node: TexNode) => Place): void {
  const known = {value: report.values, table: report.tables, figure: report.figures, claim: report.claims};
  for (const {kind, id, node} of uses) {
    const ids = known[kind].map((record) => record.id);
    if (ids.includes(id)) continue;
    throw new UserError(`${placeText(placeOf(node))}: there is no ${kind} ${id === "" ? "without a name" : id} in the report`,
      didYouMean(id, ids, `declare it in the experiment's report.ts`));
  }
}

/** Where each id is used, in reading order; a table also uses the values in its cells. */
export function recordUses(uses: readonly Use[], report: Report, placeOf: (node: TexNode) => Place): Paper["uses"] {
  const places = new Map<string, Paper["uses"][string]>();
  for (const use of uses) {
    const place = {where: use.where, anchor: use.anchor, ...placeOf(use.node)};
    for (const id of [use.id, ...cellsOf(use, report)]) places.set(id, [...(places.get(id) ?? []), place]);
  }
  return Object.fromEntries([...places].sort(([a], [b]) => byCodeUnit(a, b)));
}

function cellsOf(use: Use, report: Report): readonly string[] {
  if (use.kind !== "table") return [];
  const cells = report.tables.find((table) => table.id === use.id)?.rows.flat() ?? [];
  return [...new Set(cells.flatMap((cell) => cell.value ?? []))];
}
