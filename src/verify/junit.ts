import {junitXml, type JUnitCase, type JUnitSuite} from "../records/junit.ts";
import type {ItemVerdict, RunVerdict, Verdict, Verdicts} from "../records/verdicts.ts";
import {runPath} from "../results/names.ts";
import {differencesOf, differenceText} from "../records/difference-text.ts";
import {partingText} from "../records/parting-text.ts";

/** The verdicts as a JUnit report: a suite per experiment with a case per run and metric, then values, claims, tables and figures. */
export function verdictsJUnit(project: string, verdicts: Verdicts): string {
  const experiments = Map.groupBy(verdicts.runs, ({experiment}) => experiment);
  const suites: JUnitSuite[] = [
    ...[...experiments].map(([experiment, runs]) => ({name: `${experiment}: runs`, cases: runs.flatMap(runCases)})),
    ...(["values", "claims", "tables", "figures"] as const).map((kind) => ({name: kind, cases: verdicts[kind].map((item) => itemCase(kind, item))})),
  ];
  return junitXml(`${project}: verification from ${verdicts.depth}`, suites.filter(({cases}) => cases.length > 0));
}

function runCases(run: RunVerdict): readonly JUnitCase[] {
  const path = runPath(run);
  const classname = `verify.runs.${run.experiment}`;
  return [
    {name: path, classname, outcome: outcomeOf(run.verdict)},
    ...Object.entries(run.metrics).map(([metric, verdict]) => ({name: `${path}, ${metric}`, classname: `verify.metrics.${run.experiment}`, outcome: outcomeOf(verdict)})),
  ];
}

const itemCase = (kind: string, {id, experiment, title, verdict}: ItemVerdict): JUnitCase =>
  ({name: `${id}: ${title}`, classname: `verify.${kind}.${experiment}`, outcome: outcomeOf(verdict)});

function outcomeOf(verdict: Verdict): JUnitCase["outcome"] {
  switch (verdict.status) {
    case "identical": return {status: "passed"};
    case "within-tolerance": return {status: "passed", text: `within tolerance: ${verdict.differences.map(differenceText).join("\n")}`};
    case "stale": case "not-run": return {status: "skipped", message: `${verdict.status}: ${verdict.because}`};
    case "recorded": return {status: "skipped", message: "recorded: computed elsewhere"};
    case "new": return {status: "failed", type: "new", message: "there is no baseline to compare with", text: ""};
    case "missing": return {status: "failed", type: "missing", message: verdict.because, text: ""};
    case "differs": return {status: "failed", type: "differs", message: differencesOf(verdict).slice(0, 1).map(differenceText).join(""), text: details(verdict)};
  }
}

const details = ({differences, parting, causes = []}: Extract<Verdict, {readonly status: "differs"}>): string =>
  [...differences.map(differenceText), ...(parting === undefined ? [] : [partingText(parting)]), ...causes.map(({text}) => `cause: ${text}`)].join("\n");
