import {count, failed, notApplicable, verified, type Check, type EvidenceItem} from "../check.ts";
import {readText, sourceFiles, type Evidence} from "../evidence.ts";

export const dataCited: Check = {
  id: "data-cited",
  group: "data",
  title: "Every data set credits who made it",
  description: "Each data set names the key of its entry in a bibliography of the project, and the entry is there.",
  severity: "recommended",
  sources: ["NeurIPS 12", "AAAI 3.5", "ACL B1"],
  ask: async (evidence) => {
    const {data} = evidence.plan;
    if (data.length === 0) return notApplicable("No experiment declares data.");
    const keys = await bibliographyKeys(evidence);
    const faults = data.flatMap(({id, citation}): readonly EvidenceItem[] => {
      if (citation === undefined) return [{text: `data ${id} names no citation`}];
      return keys.has(citation) ? [] : [{text: `data ${id} cites ${citation}, which no .bib file of the project has`}];
    });
    return faults.length === 0
      ? verified(`${count(data.length, "data set")} cited.`, data.map((card) => ({text: `data ${card.id}: ${card.citation}`, link: keys.get(card.citation ?? "") ?? "paper"})))
      : failed(`${count(faults.length, "data set")} of ${data.length} without a reference.`, faults, "add the entry to the paper's .bib file and its key to the data's declaration as `citation`");
  },
};

/** Keys of all entries, with the file that has them. */
async function bibliographyKeys(evidence: Evidence): Promise<ReadonlyMap<string, string>> {
  const files = (await sourceFiles(evidence)).filter((path) => path.endsWith(".bib"));
  const keys = await Promise.all(files.map(async (path) => {
    const text = await readText(evidence, path) ?? "";
    return [...text.matchAll(/^\s*@\w+\s*\{\s*([^\s,{}]+)\s*,/gm)].map((entry) => [entry[1] ?? "", path] as const);
  }));
  return new Map(keys.flat());
}
