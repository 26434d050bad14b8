import type {CheckRecord, Checks} from "../records/checks.ts";
import {count} from "./check.ts";

/** The groups in the order of the report, with the names that people read. */
export const groupTitles: Readonly<Record<CheckRecord["group"], string>> = {
  claims: "Claims and numbers",
  proof: "Proof of reproduction",
  experiments: "Experiments",
  statistics: "Statistics",
  data: "Data",
  code: "Code",
  release: "Release and ethics",
};

export const statusWords: Readonly<Record<CheckRecord["status"], string>> = {
  verified: "verified",
  attested: "attested",
  failed: "failed",
  stale: "stale",
  "not-run": "not run",
  "not-applicable": "not applicable",
};

/** What a status means, said once in every report. */
export const statusMeanings: Readonly<Record<CheckRecord["status"], string>> = {
  verified: "a program looked at the files and found it so",
  attested: "a named person signed it, and what it rests on is unchanged",
  failed: "a program looked and found it not so",
  stale: "a person signed it, but what it rests on has changed",
  "not-run": "not decided here",
  "not-applicable": "the project has nothing to ask this of",
};

/** From what stands to what needs care. */
export const statusOrder: readonly CheckRecord["status"][] = ["verified", "attested", "not-applicable", "not-run", "stale", "failed"];

/** The checks of each group that has any. */
export function byGroup(checks: readonly CheckRecord[]): readonly {readonly title: string; readonly checks: readonly CheckRecord[]}[] {
  return Object.entries(groupTitles).map(([group, title]) => ({title, checks: checks.filter((check) => check.group === group)})).filter((group) => group.checks.length > 0);
}

/** "28 of 33 checks verified, 3 attested, 2 not run; none failed." */
export function verdictSentence(counts: Checks["counts"]): string {
  const total = statusOrder.reduce((sum, status) => sum + counts[status], 0);
  const others = (["attested", "stale", "not-run", "not-applicable"] as const).filter((status) => counts[status] > 0);
  const parts = [`${counts.verified} of ${count(total, "check")} verified`, ...others.map((status) => `${counts[status]} ${statusWords[status]}`)];
  return `${parts.join(", ")}; ${counts.failed === 0 ? "none" : counts.failed} failed.`;
}

/** The date of the release, from the project and never from a clock: 2026-11-23. */
export const releaseDate = (sourceDateEpoch: number): string => new Date(sourceDateEpoch * 1000).toISOString().slice(0, 10);

/** With spaces at which no line breaks: "NeurIPS 5" stays together. */
export const unbroken = (sources: readonly string[]): readonly string[] => sources.map((source) => source.replaceAll(" ", "\u{A0}"));
