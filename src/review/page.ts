import {oneLine} from "../records/one-line.ts";
import {propertiesOf, resultOf} from "./properties.ts";
import {cameOut, wasMade, type Review, type ReviewedRun} from "./record.ts";
import {sentencesOf} from "./sentences.ts";

const shown = 20;

/** One page of Markdown for people: what was made again, what came of it, by which code, on which machine. */
export function reviewPage(review: Review, signedBy: string | undefined): string {
  const {project, reviewer, source, nonce, budget, machine, toolkit} = review;
  return [
    `# Review of ${plain(project.title)} ${plain(project.version)}`,
    "",
    `**${verdictWord(review)}**`,
    "",
    ...sentencesOf(review).map((sentence) => `- ${plain(sentence)}`),
    "",
    "| | |", "|---|---|",
    ...[
      ["reviewer", reviewer ?? "anonymous"],
      ["signed", signedBy === undefined ? "no: whoever holds this file could have written it" : `key ${signedBy}`],
      ["commit", source.commit === null ? "none: no git repository" : `${source.commit}${source.changed > 0 ? `, with ${source.changed} changed files` : ""}`],
      ["nonce", `${nonce.text} (${nonce.by === "reviewer" ? "given by the reviewer" : "drawn by the toolkit"})`],
      ["time", `${review.began} to ${review.ended}: ${Math.round(review.seconds)} s of ${budget.asked}; ${Math.round(review.expected)} s were expected`],
      ["machine", `${machine.system}, ${machine.arch}, Node ${machine.node}, ${machine.cores} × ${machine.cpu}, ${Math.round(machine.memory / 0x40000000)} GiB`],
      ["toolkit", `Reprise ${toolkit.version} (${toolkit.form}), digest ${toolkit.digest}`],
      ["properties", propertiesOf(review).join(", ") || "none"],
    ].map(([name = "", text = ""]) => `| ${name} | ${plain(text)} |`),
    "",
    "## Runs",
    "",
    ...runLines(review.runs.filter(wasMade)),
    "",
    `${review.runs.filter((run) => !wasMade(run)).length} runs were not made; \`certificate.json\` names each with the reason. Check it: \`npx reprise review --check certificate.json\`.`,
    "",
  ].join("\n");
}

/** What did not come out first. */
function runLines(runs: readonly ReviewedRun[]): readonly string[] {
  const ordered = [...runs.filter((run) => !cameOut(run)), ...runs.filter(cameOut)];
  const lines = ordered.slice(0, shown).map((run) => `- ${run.run}: ${run.status === "within-tolerance" ? "within tolerance" : run.status}${"because" in run ? ` (${plain(run.because)})` : ""}`);
  return ordered.length > shown ? [...lines, `- and ${ordered.length - shown} more, ${ordered.slice(shown).every(cameOut) ? "all of which came out" : "not all of which came out"}`] : lines;
}

/** The whole in a sentence. */
export const verdictWord = (review: Review): string => ({
  PASSED: "Everything that was made again came out again.",
  WARNED: "Nothing differs, but not all is well.",
  FAILED: "Not everything came out again.",
})[resultOf(review)];

/** Titles and messages are the project's: their text, and no markup of theirs. */
const plain = (text: string): string => oneLine(text).replaceAll(/[\\`*_[\]<>|#]/g, "\\$&");
