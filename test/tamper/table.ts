import {alignedTable} from "../../src/cli/table.ts";
import {detectors, type Measured, type MeasuredRow} from "./measure.ts";

/** The table attack × detector: found of tried; a letter where nothing is promised, explained below; a dot where a detector never looks. */
export function attackTable(rows: readonly MeasuredRow[]): string {
  const reasons = [...new Set(rows.flatMap(({cells}) => detectors.flatMap((name) => reasonOf(cells[name]))))];
  const cellText = (cell: Measured): string => cell.kind === "none" ? "·" : cell.kind === "measured" ? `${cell.found}/${cell.tried}` : `not promised (${letter(reasons.indexOf(cell.because))})`;
  const body = rows.map(({artefact, attack, cells}, index) => [`${rows[index - 1]?.artefact === artefact ? "" : artefact}`.padEnd(26) + attack, ...detectors.map((name) => cellText(cells[name]))]);
  return [alignedTable([["what is changed".padEnd(26) + "how", ...detectors], ...body]), "", ...reasons.map((because, index) => `  (${letter(index)}) ${because}`)].join("\n");
}

const reasonOf = (cell: Measured): readonly string[] => (cell.kind === "not-promised" ? [cell.because] : []);

const letter = (index: number): string => String.fromCodePoint(97 + index);
