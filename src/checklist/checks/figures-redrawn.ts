import {compareRedrawn, generatedFolders} from "../redrawn.ts";
import type {Check} from "../check.ts";

export const figuresRedrawn: Check = {
  id: "figures-redrawn",
  group: "claims",
  title: "Every figure is what its results draw",
  description: "All figures are drawn again from the committed results; the bytes equal those that the paper includes and those that the site shows.",
  severity: "required",
  sources: ["NeurIPS 5", "PwC 5", "REFORMS 2e"],
  ask: async (evidence) => compareRedrawn(evidence, {
    belongs: (path) => /(?:^|\/)figures\/.*\.(?:svg|pdf)$/.test(path),
    folders: ["build/figures", ...(await generatedFolders(evidence)).map((folder) => `${folder}/figures`)],
    noun: "figure file",
    mend: "draw them again with `reprise build` and commit paper/generated",
  }),
};
