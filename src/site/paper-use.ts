import type {Paper} from "../records/paper.ts";
import {paperAddress} from "./addresses.ts";

/** A place of a paper that uses a value, a claim, a table or a figure. */
export interface PaperUse {
  readonly where: string;
  readonly file: string;
  readonly line: number;
  /** The place itself where the page shows it, else the paper: text may stand in the PDF alone. */
  readonly address: string;
}

/** Every place where the papers use what has this id, in their order. */
export function usesOf(id: string, papers: readonly Paper[]): PaperUse[] {
  return papers.flatMap((paper) => (paper.uses[id] ?? []).map(({where, file, line, anchor}) =>
    ({where, file, line, address: paperAddress(paper, papers) + (paper.html.includes(`id="${anchor}"`) ? `#${anchor}` : "")})));
}
