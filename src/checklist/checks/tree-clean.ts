import {count, failed, notApplicable, verified, type Check} from "../check.ts";

export const treeClean: Check = {
  id: "tree-clean",
  group: "code",
  title: "The working tree is exactly a commit",
  description: "After everything was computed, drawn and written again, git sees no change and no file that is neither tracked nor ignored.",
  severity: "required",
  sources: ["NeurIPS 5", "REFORMS 2b", "FAIR F1.2"],
  ask: async ({git}) => {
    if (git === null) return notApplicable("The project is not in a git repository here.");
    const lines = await git.status();
    return lines.length === 0
      ? verified("`git status --porcelain` prints nothing.")
      : failed(`${count(lines.length, "file")} differ${lines.length === 1 ? "s" : ""} from the commit.`, lines.map((text) => ({text})), "look at `git diff`, then commit what is right");
  },
};
