import type {CheckRecord, Checks} from "../records/checks.ts";
import {junitXml, type JUnitCase} from "../records/junit.ts";
import {byGroup, statusWords} from "./words.ts";

/** The checklist as a JUnit report, as CI servers read it: a suite per group, a case per check. */
export const renderJUnit = ({checks, project}: Checks): string =>
  junitXml(`${project}: checklist`, byGroup(checks).map((group) => ({name: group.title, cases: group.checks.map(caseOf)})));

const caseOf = (check: CheckRecord): JUnitCase => ({name: check.title, classname: `checklist.${check.id}`, outcome: outcomeOf(check)});

function outcomeOf(check: CheckRecord): JUnitCase["outcome"] {
  const text = details(check);
  switch (check.status) {
    case "failed": case "stale": return {status: "failed", type: check.status, message: check.summary, text};
    case "not-run": case "not-applicable": return {status: "skipped", message: `${statusWords[check.status]}: ${check.summary}`, text};
    default: return {status: "passed", text};
  }
}

function details({summary, evidence, mend}: CheckRecord): string {
  const lines = evidence.map((item) => `- ${item.text}${item.digest === undefined ? "" : ` (sha256 ${item.digest})`}`);
  return [summary, ...lines, ...(mend === "" ? [] : [`Mend: ${mend}`])].join("\n");
}
