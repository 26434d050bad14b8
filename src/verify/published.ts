import type {Report} from "../records/report.ts";
import {worstStatus, type Difference, type ItemVerdict, type Verdict, type Verdicts} from "../records/verdicts.ts";
import {jsonDifferences} from "../results/differences.ts";

/** The files of a paper's `generated/`, by path inside it. */
type Generated = ReadonlyMap<string, Uint8Array>;

interface Item {
  readonly id: string;
  readonly experiment: string;
}

/** How something stands in `generated/`: a line of a list, begun by a macro and its id, and for what is drawn or set a file of its own. */
interface Place<T extends Item> {
  readonly list: string;
  readonly macro: string;
  readonly file?: (name: string) => string;
  readonly title: (item: T) => string;
  readonly runs: (item: T) => readonly string[];
}

/** Values, tables, figures and claims computed again from the committed results, beside what the committed `generated/` of the paper prints. */
export function publishedVerdicts(report: Report, committed: Generated, computed: Generated, standing: (runs: readonly string[]) => readonly Verdict[]): Pick<Verdicts, "values" | "tables" | "figures" | "claims"> {
  const of = <T extends Item>(items: readonly T[], place: Place<T>): ItemVerdict[] => {
    const [before, after] = [linesOf(committed, place), linesOf(computed, place)];
    const known = items.map((item) => ({id: item.id, experiment: item.experiment, title: place.title(item), verdict: verdictOf(item, place, before, after, committed, computed, standing(place.runs(item)))}));
    const gone = [...before.keys()].filter((id) => !items.some((item) => item.id === id))
      .map((id): ItemVerdict => ({id, experiment: id.split("/")[0] ?? id, title: id, verdict: {status: "missing", because: "the paper prints it, and the report no longer shows it"}}));
    return [...known, ...gone];
  };
  return {
    values: of(report.values, {list: "values.tex", macro: "repriseValue", title: ({label}) => label, runs: ({derivation}) => derivation.points.map(({run}) => run)}),
    tables: of(report.tables, {list: "tables.tex", macro: "repriseTable", file: (name) => `tables/${name}.tex`, title: ({caption}) => caption.plain, runs: ({runs}) => runs}),
    figures: of(report.figures, {list: "figures.tex", macro: "repriseFigure", file: (name) => `figures/${name}.pdf`, title: ({caption}) => caption.plain, runs: ({runs}) => runs}),
    claims: of(report.claims, {list: "claims.tex", macro: "repriseClaim", title: ({sentence}) => sentence, runs: ({runs}) => runs}),
  };
}

/** What follows `\macro{id}` on each line of a list, by id. */
function linesOf(files: Generated, {list, macro}: Pick<Place<Item>, "list" | "macro">): ReadonlyMap<string, string> {
  const begin = `\\${macro}{`;
  const lines = textOf(files.get(list)).split("\n").filter((line) => line.startsWith(begin)).map((line) => line.slice(begin.length));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf("}")), line.slice(line.indexOf("}") + 1)]));
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes ?? new Uint8Array());

function verdictOf<T extends Item>({id}: T, {file}: Place<T>, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, committed: Generated, computed: Generated, runs: readonly Verdict[]): Verdict {
  if (!before.has(id)) return {status: "new"};
  const path = file?.(id.replace("/", "-"));
  const differences = [...jsonDifferences({text: inner(before.get(id))}, {text: inner(after.get(id))}), ...(path === undefined ? [] : fileDifference(path, committed, computed))];
  if (differences.length > 0) return {status: "differs", differences};
  const lacking = runs.filter(({status}) => status === "stale" || status === "recorded");
  return lacking.find(({status}) => status === worstStatus(lacking)) ?? {status: "identical"};
}

/** `{97.2\,\%}` → `97.2\,\%` */
const inner = (text: string | undefined): string => (text ?? "").replace(/^\{(.*)\}$/s, "$1");

function fileDifference(path: string, committed: Generated, computed: Generated): readonly Difference[] {
  const [a, b] = [committed.get(path), computed.get(path)];
  if (a !== undefined && b !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index])) return [];
  const size = (bytes: Uint8Array | undefined): string => (bytes === undefined ? "absent" : `${bytes.length} bytes`);
  return [{where: path, baseline: size(a), fresh: a?.length === b?.length ? "other bytes" : size(b)}];
}
