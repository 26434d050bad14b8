import pc from "picocolors";
import type {ItemVerdict, RunVerdict, Verdict, Verdicts} from "../records/verdicts.ts";
import {isOff} from "../records/verdicts.ts";
import {runPath, runTitle} from "../results/names.ts";
import {differencesOf, differenceText, pairText, unitsText} from "../records/difference-text.ts";
import {partingText} from "../records/parting-text.ts";

/** How many runs of one cause are told whole, and how many items of one kind. */
const shownRuns = 3;
const shownItems = 12;

/** What differs, run by run, those of one experiment and one cause together; each group with where its trainings part and why. */
export function runsText(runs: readonly RunVerdict[], titleOf: (run: RunVerdict) => string = runTitle): readonly string[] {
  const groups = Map.groupBy(runs, (run) => `${run.experiment}\n${run.verdict.status}\n${causesText(run.verdict).join("\n")}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const more = group.length - shownRuns;
    return [
      ...group.slice(0, shownRuns).flatMap((run) => runLines(run, titleOf(run))),
      ...(more > 0 ? [pc.red(`  ✗ … and ${more} more ${more === 1 ? "run" : "runs"} of ${first?.experiment ?? ""}${causesText(first!.verdict).length > 0 ? " for the same cause" : ""}`)] : []),
      ...causesText(first!.verdict).map((text) => `      ${pc.dim("cause:")} ${text}`),
    ];
  });
}

/** One run: its first difference beside its name, two more below, and where it parts. */
function runLines({verdict, ...run}: RunVerdict, title: string): readonly string[] {
  const head = pc.red(`  ✗ ${title}`);
  if (verdict.status === "new") return [`${head}   has nothing to be compared with`];
  if (verdict.status === "missing") return [`${head}   ${verdict.because}`];
  const [first, ...others] = differencesOf(verdict).map(differenceText);
  const parts = verdict.status === "differs" && verdict.parting !== undefined ? [`      ${partingText(verdict.parting)}`] : [];
  return [
    `${head}   ${first ?? runPath(run)}`,
    ...others.slice(0, 2).map((text) => `      ${text}`),
    ...(others.length > 2 ? [pc.dim(`      and ${others.length - 2} more ${others.length === 3 ? "difference" : "differences"}`)] : []),
    ...parts,
  ];
}

const causesText = (verdict: Verdict): readonly string[] => (verdict.status === "differs" ? verdict.causes ?? [] : []).map(({text}) => text);

/** Values, tables, figures and claims that are off: the first difference of each. */
export function itemsText(verdicts: Pick<Verdicts, "values" | "tables" | "figures" | "claims">): readonly string[] {
  return ([["value", verdicts.values], ["claim", verdicts.claims], ["table", verdicts.tables], ["figure", verdicts.figures]] as const)
    .flatMap(([kind, items]) => kindLines(kind, items.filter(({verdict}) => isOff(verdict) || verdict.status === "within-tolerance")));
}

function kindLines(kind: string, items: readonly ItemVerdict[]): readonly string[] {
  const width = Math.max(0, ...items.slice(0, shownItems).map(({id}) => id.length));
  const lines = items.slice(0, shownItems).map((item) => `  ${markOf(item.verdict)} ${kind.padEnd(6)}  ${item.id.padEnd(width)}   ${itemText(item.verdict)}`);
  return items.length > shownItems ? [...lines, pc.dim(`  … and ${items.length - shownItems} more ${kind}s`)] : lines;
}

const markOf = (verdict: Verdict): string => (verdict.status === "within-tolerance" ? pc.yellow("~") : pc.red("✗"));

/** A value's text or its number, a claim's holding, a table's first cell, a figure's first datum; and how much more there is. */
export function itemText(verdict: Verdict): string {
  if (verdict.status === "new") return "is new";
  if (verdict.status === "missing" || verdict.status === "not-run" || verdict.status === "stale") return verdict.because;
  const all = differencesOf(verdict);
  const [first] = all;
  if (first === undefined) return "";
  const plain = first.where === "text" || first.where === "holds";
  const silent = first.where === "number" ? pc.dim("(prints the same)") : "";
  const more = !plain && all.length > 1 ? pc.dim(`and ${all.length - 1} more ${all.length === 2 ? "place" : "places"}`) : "";
  const units = plain ? unitsText(all.find(({where}) => where === "number") ?? first) : unitsText(first);
  return [plain ? "" : `${first.where}:`, pairText(first), units, silent, more].filter((text) => text !== "").join("  ");
}
