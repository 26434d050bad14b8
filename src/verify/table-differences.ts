import type {TableRecord} from "../records/report.ts";
import type {Difference} from "../records/verdicts.ts";
import {jsonDifferences} from "../results/differences.ts";

type Cells = Readonly<Record<string, string>>;

/** In which cells two tables differ, each named by its row and column: `MLP, macro F1`; then their order, caption and notes. */
export function tableDifferences(baseline: TableRecord, fresh: TableRecord): readonly Difference[] {
  const around = ({caption, notes}: TableRecord) => ({caption: caption.plain, notes: notes.map(({plain}) => plain)});
  const [before, after] = [cellsOf(baseline), cellsOf(fresh)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const cells = names.flatMap((name) => (before[name] === after[name] ? [] : [{where: name, baseline: before[name] ?? "absent", fresh: after[name] ?? "absent"}]));
  const rows = cells.length > 0 ? [] : jsonDifferences({rows: baseline.rows.map((row, index) => headOf(baseline, row, index))}, {rows: fresh.rows.map((row, index) => headOf(fresh, row, index))});
  return [...cells, ...rows, ...jsonDifferences(around(baseline), around(fresh))];
}

/** What a row is called. */
const headOf = ({rowHeaders}: TableRecord, row: TableRecord["rows"][number], index: number): string =>
  row.slice(0, rowHeaders).map(({text}) => text.plain).join(", ") || `row ${index + 1}`;

/** The texts of a table's cells by where they stand; what is marked as best says so. */
function cellsOf(table: TableRecord): Cells {
  const cells: Record<string, string> = {};
  table.rows.forEach((row, index) => {
    const head = headOf(table, row, index);
    row.forEach(({text, best}, column) => {
      const name = `${head}, ${table.columns[column]?.label.plain ?? `column ${column + 1}`}`;
      cells[name in cells ? `${name} (row ${index + 1}, column ${column + 1})` : name] = `${text.plain}${best ? " (best)" : ""}`;
    });
  });
  return cells;
}
