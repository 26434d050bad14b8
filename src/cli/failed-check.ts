import pc from "picocolors";
import type {CheckRecord} from "../records/checks.ts";

const shown = 3;

/** Where a failed check found what it found, a line each, and how to mend it. */
export function failedCheckLines({evidence, mend}: Pick<CheckRecord, "evidence" | "mend">): string {
  const found = evidence.slice(0, shown).map(({text}) => `      ${pc.dim(text)}`);
  const more = evidence.length > shown ? [`      ${pc.dim(`and ${evidence.length - shown} more, in build/checklist/report.html`)}`] : [];
  return [...found, ...more, `      ${pc.bold("mend:")} ${mend}`].join("\n");
}
