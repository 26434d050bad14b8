import {compareRedrawn, generatedFolders} from "../redrawn.ts";
import {count, failed, notRun, verified, type Check, type EvidenceItem, type Finding} from "../check.ts";
import {readText, type Evidence} from "../evidence.ts";

const mend = "write them again with `reprise build` and commit paper/generated";

export const valuesCurrent: Check = {
  id: "values-current",
  group: "claims",
  title: "The numbers and tables in the paper are those of the results",
  description: "Values, claims and tables are computed again from the committed results; the files below generated/ that the paper reads equal them byte for byte and give every value as the report does.",
  severity: "required",
  sources: ["NeurIPS 1", "PwC 5", "REFORMS 2e"],
  ask: async (evidence) => await outdated(evidence) ?? await comparedFiles(evidence),
};

const isText = (path: string): boolean => /(?:^|\/)generated\//.test(path) && !path.includes("/figures/");

/** The bytes of all generated texts; where a caller redraws figures alone, what was read of the values has to do. */
async function comparedFiles(evidence: Evidence): Promise<Finding> {
  const redrawn = [...await evidence.redraw?.() ?? []];
  if (evidence.redraw === null || redrawn.some(([path]) => isText(path))) return compareRedrawn(evidence, {belongs: isText, folders: await generatedFolders(evidence), noun: "generated file", mend});
  const folders = await generatedFolders(evidence);
  return verified(`${count(evidence.report?.values.length ?? 0, "value")} in the paper as the results give them.`, folders.map((folder) => ({text: `${folder}/values.tex`, link: `${folder}/values.tex`})));
}

/** A finding of its own where some value's line is not what the report says; read here as text, without the code that wrote it. */
async function outdated(evidence: Evidence): Promise<Finding | undefined> {
  if (evidence.report === null) return notRun("No report was computed.", [], "compute it with `reprise build`");
  const folders = await generatedFolders(evidence);
  if (folders.length === 0) return failed("No paper has a generated/values.tex.", [], mend);
  const faults = (await Promise.all(folders.map((folder) => valueFaults(evidence, `${folder}/values.tex`)))).flat();
  return faults.length === 0 ? undefined : failed(`${count(faults.length, "value")} not what the results give.`, faults, mend);
}

async function valueFaults(evidence: Evidence, file: string): Promise<readonly EvidenceItem[]> {
  const written = new Map([...(await readText(evidence, file) ?? "").matchAll(/^\\repriseValue\{([^{}]*)\}\{(.*)\}$/gm)].map(([, id, text]) => [id ?? "", text ?? ""]));
  const values = new Map(evidence.report?.values.map(({id, text}) => [id, text.latex]));
  return [
    ...[...values].filter(([id, text]) => written.get(id) !== text).map(([id, text]) => ({text: `${id}: ${file} has ${written.get(id) ?? "nothing"}, the results give ${text}`, link: file})),
    ...[...written.keys()].filter((id) => !values.has(id)).map((id) => ({text: `${id}: ${file} has it, no report does`, link: file})),
  ];
}
