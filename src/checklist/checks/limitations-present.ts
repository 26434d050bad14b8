import {askForSection} from "../section-check.ts";
import type {Check} from "../check.ts";

export const limitationsPresent: Check = {
  id: "limitations-present",
  group: "release",
  title: "The paper discusses its limitations",
  description: "The paper has a section on limitations, and it is not empty. Whether it is adequate is for readers to judge.",
  severity: "required",
  sources: ["NeurIPS 2", "ACL A1", "REFORMS 8b"],
  ask: askForSection({title: /limitation/i, noun: "limitations", mend: "add a section named Limitations to the paper: what was not studied, what may not carry over, what the results assume"}),
};
