import type {Diff} from "../records/diff.ts";
import type {Difference, ItemVerdict, RunVerdict} from "../records/verdicts.ts";
import {runPath} from "../results/names.ts";
import {differencesOf, differenceText, pairText, unitsText} from "../records/difference-text.ts";
import {partingText} from "../records/parting-text.ts";

/** How many rows of one kind a comment shows; a pull request's comment may have 65,536 characters. */
const most = 50;

/** A diff as a comment for a pull request: what changed for readers first, then, folded, what changed in the runs. */
export function diffMarkdown(diff: Diff): string {
  const names = `${escaped(diff.before)} → ${escaped(diff.after)}`;
  if (["runs", "values", "tables", "figures", "claims"].every((kind) => diff[kind as "runs"].length === 0)) return `**Reprise:** ${names}: nothing differs (${counted(diff.compared.runs, "run")}, ${counted(diff.compared.values, "value")} compared).\n`;
  const kinds = ["runs", "values", "claims", "tables", "figures"] as const;
  const counts = kinds.filter((kind) => diff[kind].length > 0).map((kind) => `${diff[kind].length} of ${counted(diff.compared[kind], kind.slice(0, -1))}`).join(", ");
  return [
    `**Reprise:** ${names}: ${counts} differ.`,
    causes(diff.runs),
    table(["Value", "Before", "After", ""], diff.values, (item) => [escaped(item.id), ...sides(item), escaped(unitsText(numberOf(item)))]),
    table(["Claim", "Before", "After"], diff.claims, (item) => [`${escaped(item.id)}: ${escaped(item.title)}`, ...sides(item)]),
    folded(`${counted(diff.tables.length, "table")} and ${counted(diff.figures.length, "figure")}`, diff.tables.length + diff.figures.length,
      table(["Table or figure", "Where", "Change"], [...diff.tables, ...diff.figures], placeRow)),
    folded(counted(diff.runs.length, "run"), diff.runs.length, table(["Run", "Metric", "Where the trainings part"], diff.runs, runRow)),
    diff.unbuilt.map(({side, experiment, because}) => `- ${escaped(experiment)}: no values of ${escaped(side)} to compare: ${escaped(because)}`).join("\n"),
  ].filter((part) => part !== "").join("\n\n").concat("\n");
}

function causes(runs: readonly RunVerdict[]): string {
  const all = new Set(runs.flatMap(({verdict}) => (verdict.status === "differs" ? verdict.causes ?? [] : [])).map(({text}) => text));
  return [...all].slice(0, 10).map((text) => `- likely cause: ${escaped(text)}`).join("\n");
}

/** What is shown of an item before and after: its text, or whether it holds, or else its number. */
function sides({verdict}: ItemVerdict): readonly [string, string] {
  if (verdict.status === "new") return ["", "new"];
  if (verdict.status === "missing") return ["", escaped(verdict.because)];
  const first = differencesOf(verdict)[0];
  return first === undefined ? ["", verdict.status] : [escaped(first.baseline), escaped(first.fresh)];
}

const nowhere: Difference = {where: "", baseline: "", fresh: ""};
const numberOf = ({verdict}: ItemVerdict): Difference => differencesOf(verdict).find(({where}) => where === "number") ?? nowhere;

function placeRow({id, verdict}: ItemVerdict): readonly string[] {
  const all = differencesOf(verdict);
  const first = all[0] ?? nowhere;
  const more = all.length + (first.more ?? 0) - 1;
  return [escaped(id), escaped(first.where), `${verdict.status === "differs" || verdict.status === "within-tolerance" ? escaped(pairText(first)) : verdict.status}${more > 0 ? `, and ${more} more` : ""}`];
}

function runRow({verdict, ...run}: RunVerdict): readonly string[] {
  const first = differencesOf(verdict)[0];
  const parts = verdict.status === "differs" && verdict.parting !== undefined ? partingText(verdict.parting) : "";
  return [escaped(runPath(run)), first === undefined ? verdict.status : escaped(differenceText(first)), escaped(parts)];
}

function table<T>(head: readonly string[], items: readonly T[], row: (item: T) => readonly string[]): string {
  if (items.length === 0) return "";
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const more = items.length > most ? `\n\n… and ${items.length - most} more` : "";
  return [line(head), line(head.map(() => "---")), ...items.slice(0, most).map((item) => line(row(item)))].join("\n") + more;
}

const folded = (title: string, count: number, body: string): string => (count === 0 ? "" : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`);

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Text that Markdown, HTML and GitHub's mentions and links leave alone: every character that could mean something becomes a reference. */
export const escaped = (text: string): string =>
  text.replaceAll(/\s+/g, " ").replaceAll(/[^\p{L}\p{N} ,.:()%/=+→−±…-]|[.:](?=[\p{L}/])/gu, (character) => `&#${character.codePointAt(0)};`);
