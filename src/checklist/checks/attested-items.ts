import {attestedBy} from "../attestations.ts";
import type {Check} from "../check.ts";

type Item = Pick<Check, "id" | "title" | "description" | "sources">;

const items: readonly Item[] = [
  {
    id: "code-of-ethics",
    title: "The research conforms to a code of ethics",
    description: "A named person states that the work conforms to the code of ethics of its venue or field.",
    sources: ["NeurIPS 9"],
  },
  {
    id: "broader-impacts",
    title: "Broader impacts were considered",
    description: "A named person states which positive and negative effects the work may have on others, or why it has none worth naming.",
    sources: ["NeurIPS 10", "NeurIPS 11", "ACL A2"],
  },
  {
    id: "human-subjects",
    title: "People whose data are used consented, or none are used",
    description: "A named person states that no human subjects took part, or that they consented, were paid and were protected as their ethics board asked.",
    sources: ["NeurIPS 14", "NeurIPS 15", "ACL D4"],
  },
  {
    id: "language-models-declared",
    title: "The use of language models is declared",
    description: "A named person states whether language models are part of the method, or helped to write code or text, and how.",
    sources: ["NeurIPS 16", "ACL E1"],
  },
  {
    id: "baselines-fair",
    title: "Baselines had a fair chance",
    description: "A named person states that baselines got the same data, splits and effort of tuning as the method that they are compared with.",
    sources: ["REFORMS 5f"],
  },
];

const known = items.map((item) => item.id);

/** What only people can answer. Recommended: an absent signature does not fail a build, a stale one does. */
export const attestedItems: readonly Check[] = items.map((item) => ({...item, group: "release", severity: "recommended", ask: attestedBy(item.id, known)}));
