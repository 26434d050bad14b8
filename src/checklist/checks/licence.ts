import {count, failed, verified, type Check, type EvidenceItem} from "../check.ts";
import {readJson, readText, type Evidence} from "../evidence.ts";
import {licencePhrases} from "../licence-texts.ts";

export const licence: Check = {
  id: "licence",
  group: "release",
  title: "Code and data have licences, and the texts agree",
  description: "A LICENSE file holds the text of the licence that settings and package.json name, and every data set states its licence as an SPDX identifier or as the address of its terms.",
  severity: "required",
  sources: ["NeurIPS 12", "AAAI 4.5", "REFORMS 2b", "ACM Available"],
  ask: async (evidence) => {
    const faults = [...await licenceFileFaults(evidence), ...await manifestFaults(evidence), ...dataFaults(evidence)];
    if (faults.length > 0) return failed(`${count(faults.length, "licence")} missing or contradicting.`, faults, "put the licence's full text into LICENSE, and the same SPDX identifier into reprise.config.ts and package.json; state the licence of each data set");
    return verified(`Code under ${evidence.plan.project.licence}; licences of ${count(evidence.plan.data.length, "data set")} stated.`, [
      {text: `LICENSE holds the text of ${evidence.plan.project.licence}`, link: await licencePath(evidence) ?? "LICENSE"},
      ...evidence.plan.data.map((card) => ({text: `data ${card.id}: ${card.licence}`})),
    ]);
  },
};

const names = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "LICENCE.txt", "COPYING"];

async function licencePath(evidence: Evidence): Promise<string | undefined> {
  const found = await Promise.all(names.map(async (name) => (await evidence.readFile(name) === null ? undefined : name)));
  return found.find((name) => name !== undefined);
}

async function licenceFileFaults(evidence: Evidence): Promise<readonly EvidenceItem[]> {
  const path = await licencePath(evidence);
  if (path === undefined) return [{text: "no LICENSE file in the project's folder"}];
  const text = (await readText(evidence, path) ?? "").replaceAll(/\s+/g, " ");
  const named = evidence.plan.project.licence;
  const phrases = licencePhrases[named];
  if (phrases === undefined) return text.includes(named) ? [] : [{text: `${path} does not name ${named}`, link: path}];
  const absent = phrases.filter((phrase) => !text.toLowerCase().includes(phrase.toLowerCase()));
  return absent.length === 0 ? [] : [{text: `${path} is not the text of ${named}: it lacks “${absent[0]}”`, link: path}];
}

async function manifestFaults(evidence: Evidence): Promise<readonly EvidenceItem[]> {
  const manifest = await readJson(evidence, "package.json");
  const stated = typeof manifest === "object" && manifest !== null && "license" in manifest ? manifest.license : undefined;
  if (stated === undefined || stated === evidence.plan.project.licence) return [];
  return [{text: `package.json says ${String(stated)}, reprise.config.ts ${evidence.plan.project.licence}`, link: "package.json"}];
}

/** SPDX identifiers, expressions of them, or an address. */
const stated = /^(?:https?:\/\/\S+|[A-Za-z0-9][A-Za-z0-9.+-]*(?: (?:AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.+-]*)*)$/;

function dataFaults({plan}: Evidence): readonly EvidenceItem[] {
  return plan.data.filter((card) => !stated.test(card.licence)).map((card) => ({text: `data ${card.id}: “${card.licence}” is no SPDX identifier and no address`}));
}
