import {count, failed, notRun, verified, type Check} from "./check.ts";
import {sectionWords} from "./section-text.ts";

interface Section {
  readonly title: RegExp;
  /** What the section must say at least once. */
  readonly mentions?: RegExp;
  readonly noun: string;
  readonly mend: string;
}

/** Fewer words than these say nothing. */
const fewest = 40;

/** Asks every paper for a section of its own, with something in it. Whether it is adequate, a person attests. */
export const askForSection = ({title, mentions, noun, mend}: Section): Check["ask"] => ({papers}) => {
  if (papers.length === 0) return notRun("No paper was read.", [], "read it with `reprise paper`");
  const sections = papers.map((paper) => ({paper: paper.name, words: sectionWords(paper, title)}));
  const faults = sections.flatMap(({paper, words}) => {
    if (words === null) return [{text: `${paper}: no section of ${noun}`}];
    if (words.length < fewest) return [{text: `${paper}: the section of ${noun} has ${count(words.length, "word")}, expected at least ${fewest}`}];
    return mentions === undefined || mentions.test(words.join(" ")) ? [] : [{text: `${paper}: the section of ${noun} does not say how`}];
  });
  return faults.length === 0
    ? verified(`The paper has a section of ${noun}.`, sections.map(({paper, words}) => ({text: `${paper}: ${count(words?.length ?? 0, "word")}`})))
    : failed(`${count(faults.length, "paper")} without a section of ${noun} that says something.`, faults, mend);
};
