import pc from "picocolors";
import type {Diff} from "../records/diff.ts";
import {itemsText, runsText} from "./differences-text.ts";

/** A diff for people at a terminal. */
export function diffText(diff: Diff): string {
  const head = `  ${pc.bold(diff.before)} ${pc.dim("→")} ${pc.bold(diff.after)}   ${countsText(diff)}`;
  const unbuilt = diff.unbuilt.map(({side, experiment, because}) => pc.yellow(`  ○ ${experiment}: no values of ${side} to compare: ${because.length > 160 ? `${because.slice(0, 159)}…` : because}`));
  const runs = diff.compared.runs === 1 && diff.runs.length === 1 ? runsText(diff.runs, () => `${diff.before} → ${diff.after}`) : runsText(diff.runs);
  return [[head], runs, itemsText(diff), unbuilt].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n");
}

/** `2 of 85 runs, 3 of 53 values and 1 of 6 claims differ` */
export function countsText({compared, ...diff}: Diff): string {
  const kinds = ["runs", "values", "claims", "tables", "figures"] as const;
  const parts = kinds.filter((kind) => diff[kind].length > 0).map((kind) => `${diff[kind].length} of ${compared[kind]} ${kind}`);
  if (compared.runs === 1 && diff.runs.length === 1 && parts.length === 1) return pc.red("they differ");
  if (parts.length === 0) return pc.green(compared.runs === 1 ? "identical" : `all of ${compared.runs} runs are identical`);
  return pc.red(`${[parts.slice(0, -1).join(", "), parts.at(-1)].filter((text) => text !== "").join(" and ")} differ`);
}
