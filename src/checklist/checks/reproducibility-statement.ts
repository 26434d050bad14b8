import {askForSection} from "../section-check.ts";
import type {Check} from "../check.ts";

export const reproducibilityStatement: Check = {
  id: "reproducibility-statement",
  group: "release",
  title: "The paper says how to reproduce it",
  description: "The paper has a reproducibility statement that names the command or the address from which its results come out again.",
  severity: "required",
  sources: ["NeurIPS 5", "REFORMS 2d"],
  ask: askForSection({title: /reproduc/i, mentions: /reproduce|reprise|https?:|github/i, noun: "reproducibility", mend: "add a section named Reproducibility statement that says where the code is and which command reproduces the results"}),
};
