import {create} from "xmlbuilder2";
import type {CheckRecord, Checks} from "../records/checks.ts";
import {byGroup, statusWords} from "./words.ts";

/** The checklist as a JUnit report, as CI servers read it: a suite per group, a case per check. */
export function renderJUnit({checks, project}: Checks): string {
  const document = create({version: "1.0", encoding: "UTF-8"}).ele("testsuites", {name: `${text(project)}: checklist`, ...counted(checks)});
  for (const group of byGroup(checks)) {
    const suite = document.ele("testsuite", {name: group.title, ...counted(group.checks)});
    for (const check of group.checks) addCase(suite, check);
  }
  return `${document.end({prettyPrint: true})}\n`;
}

const fails = (check: CheckRecord): boolean => check.status === "failed" || check.status === "stale";
const skips = (check: CheckRecord): boolean => check.status === "not-run" || check.status === "not-applicable";

const counted = (checks: readonly CheckRecord[]) =>
  ({tests: String(checks.length), failures: String(checks.filter(fails).length), errors: "0", skipped: String(checks.filter(skips).length)});

function addCase(suite: ReturnType<ReturnType<typeof create>["ele"]>, check: CheckRecord): void {
  const one = suite.ele("testcase", {name: text(check.title), classname: `checklist.${check.id}`});
  if (fails(check)) one.ele("failure", {type: check.status, message: text(check.summary)}).txt(text(details(check)));
  if (skips(check)) one.ele("skipped", {message: text(`${statusWords[check.status]}: ${check.summary}`)});
  if (!fails(check)) one.ele("system-out").txt(text(details(check)));
}

function details({summary, evidence, mend}: CheckRecord): string {
  const lines = evidence.map((item) => `- ${item.text}${item.digest === undefined ? "" : ` (sha256 ${item.digest})`}`);
  return [summary, ...lines, ...(mend === "" ? [] : [`Mend: ${mend}`])].join("\n");
}

/** Without the characters that XML 1.0 forbids. */
const text = (words: string): string => words.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "");
