import {create} from "xmlbuilder2";

/** One case of a JUnit report. */
export interface JUnitCase {
  readonly name: string;
  readonly classname: string;
  readonly outcome:
    | {readonly status: "passed"; readonly text?: string}
    | {readonly status: "failed"; /** In a word. */ readonly type: string; readonly message: string; readonly text: string}
    | {readonly status: "skipped"; readonly message: string; readonly text?: string};
}

export interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
}

/** A JUnit report, as CI servers read it: suites of cases. Holds no time. */
export function junitXml(name: string, suites: readonly JUnitSuite[]): string {
  const document = create({version: "1.0", encoding: "UTF-8"}).ele("testsuites", {name: clean(name), ...counted(suites.flatMap(({cases}) => cases))});
  for (const {name: title, cases} of suites) {
    const suite = document.ele("testsuite", {name: clean(title), ...counted(cases)});
    for (const each of cases) addCase(suite, each);
  }
  return `${document.end({prettyPrint: true})}\n`;
}

const counted = (cases: readonly JUnitCase[]) => {
  const count = (status: JUnitCase["outcome"]["status"]): string => String(cases.filter(({outcome}) => outcome.status === status).length);
  return {tests: String(cases.length), failures: count("failed"), errors: "0", skipped: count("skipped")};
};

function addCase(suite: ReturnType<ReturnType<typeof create>["ele"]>, {name, classname, outcome}: JUnitCase): void {
  const one = suite.ele("testcase", {name: clean(name), classname: clean(classname)});
  if (outcome.status === "failed") one.ele("failure", {type: clean(outcome.type), message: clean(outcome.message)}).txt(clean(outcome.text));
  if (outcome.status === "skipped") one.ele("skipped", {message: clean(outcome.message)});
  if (outcome.status !== "failed" && outcome.text !== undefined) one.ele("system-out").txt(clean(outcome.text));
}

/** Without the characters that XML 1.0 forbids. */
const clean = (words: string): string => words.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "");
