import {parse} from "yaml";
import {z} from "zod";
import {count, failed, verified, type Check, type EvidenceItem} from "../check.ts";
import {readJson, readText, type Evidence} from "../evidence.ts";

export const citation: Check = {
  id: "citation",
  group: "release",
  title: "CITATION.cff is valid and agrees with the project",
  description: "CITATION.cff names title, authors, version and date of release as the Citation File Format 1.2.0 asks, and version, licence and authors are those of package.json and of the settings.",
  severity: "required",
  sources: ["FAIR F2", "FAIR F3", "ACM Available"],
  ask: async (evidence) => {
    const text = await readText(evidence, "CITATION.cff");
    if (text === null) return failed("The project has no CITATION.cff.", [], "write one: citation-file-format.github.io");
    const parsed = citationSchema.safeParse(yamlOf(text));
    if (!parsed.success) return failedWith(parsed.error.issues.map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`));
    const faults = await disagreements(evidence, parsed.data);
    if (faults.length > 0) return failedWith(faults);
    return verified(`Version ${parsed.data.version} of ${parsed.data["date-released"]} by ${count(parsed.data.authors.length, "author")}.`, [{text: parsed.data.title, link: "CITATION.cff"}]);
  },
};

const filled = z.string().min(1);
const author = z.union([
  z.looseObject({"family-names": filled, "given-names": filled.optional(), orcid: z.string().regex(/^https:\/\/orcid\.org\/(?:\d{4}-){3}\d{3}[\dX]$/).optional()}),
  z.looseObject({name: filled}),
]);
const citationSchema = z.looseObject({
  "cff-version": z.string().regex(/^1\.\d\.\d$/, "expected 1.2.0"),
  message: filled,
  title: filled,
  authors: z.array(author).min(1),
  version: filled,
  "date-released": z.iso.date("expected a date such as 2026-01-31"),
  license: z.union([filled, z.array(filled)]).optional(),
  "preferred-citation": z.looseObject({title: filled}).optional(),
});
type Citation = z.infer<typeof citationSchema>;

/** Everything as text, so that `version: 1.10` stays 1.10 and a date a date. */
function yamlOf(text: string): unknown {
  try {
    return parse(text, {schema: "failsafe"});
  } catch {
    return null;
  }
}

const failedWith = (faults: readonly string[]) =>
  failed(`${count(faults.length, "fault")} in CITATION.cff.`, faults.map((text): EvidenceItem => ({text, link: "CITATION.cff"})), "mend CITATION.cff; it is the source of version and date, reprise.config.ts of title and authors");

async function disagreements(evidence: Evidence, cited: Citation): Promise<readonly string[]> {
  const {project} = evidence.plan;
  const manifest = (await readJson(evidence, "package.json") ?? {}) as {readonly version?: unknown};
  const released = Date.parse(`${cited["date-released"]}T00:00:00Z`) / 1000;
  const licences = [cited.license ?? project.licence].flat();
  return [
    ...(manifest.version === undefined || manifest.version === cited.version ? [] : [`version ${cited.version}, in package.json ${String(manifest.version)}`]),
    ...(project.version === cited.version ? [] : [`version ${cited.version}, in the plan ${project.version}`]),
    ...(project.sourceDateEpoch === released ? [] : [`date-released ${cited["date-released"]} is not the date of the plan`]),
    ...(licences.includes(project.licence) ? [] : [`license ${licences.join(", ")}, in the settings ${project.licence}`]),
    ...authorFaults(project.authors.map((each) => each.name), cited),
  ];
}

/** Whoever signs the paper is among the authors of the citation. */
function authorFaults(names: readonly string[], cited: Citation): readonly string[] {
  const cites = cited.authors.map((each) => ("family-names" in each ? [each["family-names"]] : [each["name"]]).join(" "));
  return names.filter((name) => !cites.some((cite) => typeof cite === "string" && (name.includes(cite) || cite.includes(name)))).map((name) => `${name} is an author in the settings, not in CITATION.cff`);
}
