import type {Laboratory} from "./laboratory.ts";
import type {Cell, Row} from "./rows.ts";

export const detectors = ["rerun", "digest", "signature"] as const;

/** What came of one cell of the table. */
export type Measured =
  | {readonly kind: "measured"; readonly tried: number; readonly found: number; readonly missed: readonly string[]}
  | {readonly kind: "not-promised"; readonly because: string}
  | {readonly kind: "none"};

export interface MeasuredRow {
  readonly artefact: string;
  readonly attack: string;
  readonly cells: Readonly<Record<typeof detectors[number], Measured>>;
}

/** Tries every variant of an attack before each detector that promises to find it. */
export async function measure(row: Row, laboratory: Laboratory, limit: number): Promise<MeasuredRow> {
  const tallies = new Map(detectors.map((name) => [name, {tried: 0, found: 0, missed: [] as string[]}]));
  for await (const {what, apply, undo} of row.trials(laboratory, limit)) {
    for (const name of detectors) {
      const detect = row[name];
      if (typeof detect !== "function") continue;
      const tally = tallies.get(name)!;
      await apply();
      tally.tried += 1;
      if (await detect(laboratory).finally(undo)) tally.found += 1;
      else tally.missed.push(what);
    }
  }
  return {artefact: row.artefact, attack: row.attack, cells: Object.fromEntries(detectors.map((name) => [name, measured(row[name], tallies.get(name)!)])) as MeasuredRow["cells"]};
}

function measured(cell: Cell, tally: {readonly tried: number; readonly found: number; readonly missed: readonly string[]}): Measured {
  if (cell === undefined) return {kind: "none"};
  return typeof cell === "function" ? {kind: "measured", ...tally} : {kind: "not-promised", because: cell.notPromised};
}

/** Whether an attack applies here: a file without letters that can be decomposed has no such twin. */
export const applies = ({cells}: MeasuredRow): boolean => Object.values(cells).some((cell) => cell.kind === "measured" && cell.tried > 0);

/** Cells that promise and were not kept. */
export const broken = (rows: readonly MeasuredRow[]): readonly string[] => rows.flatMap(({artefact, attack, cells}) => detectors.flatMap((name) => {
  const cell = cells[name];
  if (cell.kind !== "measured" || cell.found === cell.tried) return [];
  return [`${artefact}, ${attack}, ${name}: ${cell.found} of ${cell.tried} found${cell.missed.length === 0 ? "" : `; missed: ${cell.missed.slice(0, 5).join("; ")}`}`];
}));
