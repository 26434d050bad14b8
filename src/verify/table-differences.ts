import type {TableRecord} from "../records/report.ts";
import type {Difference} from "../records/verdicts.ts";
import {jsonDifferences} from "../results/differences.ts";

type Cells = Readonly<Record<string, string>>;

/** In which cells two tables differ, each named by its row and column: `MLP, macro F1`; then caption, notes and bold. */
export function tableDifferences(baseline: TableRecord, fresh: TableRecord): readonly Difference[] {
  const around = ({caption, notes}: TableRecord) => ({caption: caption.plain, notes: notes.map(({plain}) => plain)});
  const [before, after] = [cellsOf(baseline), cellsOf(fresh)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const cells = names.flatMap((name) => (before[name] === after[name] ? [] : [{where: name, baseline: before[name] ?? "absent", fresh: after[name] ?? "absent"}]));
  return [...cells, ...jsonDifferences(around(baseline), around(fresh))];
}

/** The texts of a table's cells by where they stand; what is marked as best says so. */
function cellsOf(table: TableRecord): Cells {
  const cells: Record<string, string> = {};
  table.rows.forEach((row, index) => {
    const head = row.slice(0, table.rowHeaders).map(({text}) => text.plain).join(", ") || `row ${index + 1}`;
    row.forEach(({text, best}, column) => {
      const name = `${head}, ${table.columns[column]?.label.plain ?? `column ${column + 1}`}`;
      cells[name in cells ? `${name} (row ${index + 1})` : name] = `${text.plain}${best ? " (best)" : ""}`;
    });
  });
  return cells;
}
