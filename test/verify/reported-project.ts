import {cp, mkdtemp} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {makeProject, sampleFiles, type SampleProject} from "../run/sample-project.ts";

/** The sample project with a report: a value, a claim, a table and a figure. */
export const reportedFiles: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "experiments/line/report.ts": `import {atMost, claim, comparison, defineReport, figure, interval, table, value} from "reprise/report";

export default defineReport("line", ({results}) => [
  value("fast-error", interval(results.where({name: "fast"}).metric("error"))),
  value("slow-error", interval(results.where({name: "slow"}).metric("error"))),
  claim("fast-fits", "The fast variant ends near the line.", atMost(results.where({name: "fast"}).metric("error"), 0.3, {each: true})),
  table("errors", {of: results, rows: "variant", columns: ["error"], caption: "Errors."}),
  figure("errors-by-variant", comparison(results, {metric: "error", by: "variant"}), {caption: "Errors."}),
]);
`,
};

export const reportedProject = (toolkit?: string): Promise<SampleProject> => makeProject(reportedFiles, toolkit);

/** A copy of a project's results, as a folder to compare with. */
export async function copyResults({root}: SampleProject): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "reprise-results-"));
  await cp(join(root, "results"), join(copy, "results"), {recursive: true});
  await cp(join(root, "provenance.jsonl"), join(copy, "provenance.jsonl"));
  return copy;
}
