import {count, failed, notRun, verified, type Check} from "../check.ts";

export const numbersBound: Check = {
  id: "numbers-bound",
  group: "claims",
  title: "No number in the paper is typed by hand",
  description: "Every number in the paper's abstract, results and captions is a value that was computed from results, or one that no result decides: a year, a confidence level, a section's number.",
  severity: "required",
  sources: ["NeurIPS 1", "REFORMS 2e"],
  ask: ({papers}) => {
    if (papers.length === 0) return notRun("No paper was read.", [], "read it with `reprise paper`");
    const numerals = papers.flatMap((paper) => paper.numerals);
    const typed = numerals.filter((numeral) => numeral.bound === "typed");
    if (typed.length > 0) return failed(
      `${count(typed.length, "number")} of ${numerals.length} typed by hand.`,
      typed.map(({text, file, line}) => ({text: `“${text}” in ${file}, line ${line}`, link: file})),
      "let a report.ts declare the value and write \\result{experiment/name} in its place",
    );
    const bound = numerals.filter((numeral) => numeral.bound === "value").length;
    if (bound === 0) return failed("The paper shows no value.", papers.map((paper) => ({text: `${paper.name}: ${count(numerals.length, "number")}, none of them a value`})), "write \\result{experiment/name} where the paper states what was found");
    return verified(`${count(bound, "number")} bound to values, ${numerals.length - bound} that no result decides, none typed.`, papers.map((paper) => ({text: `${paper.name}: ${count(paper.numerals.length, "number")} found`, link: paper.files.find((file) => file.endsWith("/main.tex")) ?? "paper/main.tex"})));
  },
};
