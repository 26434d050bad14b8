import type {CheckRecord} from "../records/checks.ts";
import type {Evidence} from "./evidence.ts";

export type EvidenceItem = CheckRecord["evidence"][number];

/** What a check found. */
export type Finding = Pick<CheckRecord, "status" | "summary" | "evidence" | "mend">;

/** One item of the checklist: what is asked, where published checklists ask it, and how the files are asked. */
export interface Check extends Omit<CheckRecord, keyof Finding> {
  readonly ask: (evidence: Evidence) => Finding | Promise<Finding>;
}

export const verified = (summary: string, evidence: readonly EvidenceItem[] = []): Finding =>
  ({status: "verified", summary, evidence: [...evidence], mend: ""});

export const failed = (summary: string, evidence: readonly EvidenceItem[], mend: string): Finding =>
  ({status: "failed", summary, evidence: shorten(evidence), mend});

export const notRun = (summary: string, evidence: readonly EvidenceItem[], mend: string): Finding =>
  ({status: "not-run", summary, evidence: shorten(evidence), mend});

export const notApplicable = (summary: string): Finding => ({status: "not-applicable", summary, evidence: [], mend: ""});

/** Long lists end in how many more there are: a report is read by people. */
const longest = 20;

function shorten(evidence: readonly EvidenceItem[]): EvidenceItem[] {
  if (evidence.length <= longest) return [...evidence];
  return [...evidence.slice(0, longest), {text: `and ${evidence.length - longest} more`}];
}

/** `1 run`, `3 runs`, `2 data sets`, `4 entries`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
