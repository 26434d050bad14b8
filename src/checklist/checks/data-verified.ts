import type {DataCard} from "../../records/plan.ts";
import {canonicalJson} from "../../results/canonical-json.ts";
import {byCodeUnit, runPath} from "../../results/names.ts";
import {sha256} from "../../store/store.ts";
import {count, failed, listed, notApplicable, notRun, verified, type Check, type EvidenceItem} from "../check.ts";
import type {Evidence} from "../evidence.ts";

export const dataVerified: Check = {
  id: "data-verified",
  group: "data",
  title: "Data are byte for byte those that were declared",
  description: "The SHA-256 of every data file is computed again where a copy is at hand, and the digests that results recorded when they read the data equal the declared ones.",
  severity: "required",
  sources: ["NeurIPS 5", "AAAI 3.6", "REFORMS 2a", "Pineau: datasets"],
  ask: async (evidence) => {
    const {data} = evidence.plan;
    if (data.length === 0) return notApplicable("No experiment declares data.");
    const faults = [...recordedFaults(evidence), ...(await Promise.all(data.map((card) => copyFaults(evidence, card)))).flat()];
    if (faults.length > 0) return failed(`${count(faults.length, "file")} ${faults.length === 1 ? "is" : "are"} not as declared.`, faults, "restore the file, or declare the new SHA-256 in the experiment's data and compute its runs again");
    const unread = data.filter((card) => !wasRead(evidence, card));
    const files = data.flatMap((card) => card.files.map((file) => fileItem(card, file)));
    const summary = `${count(files.length, "file")} of ${count(data.length, "data set")}: what ${count(evidence.results.length, "result")} recorded of them is as declared`;
    return unread.length === 0
      ? verified(`${summary}, and every file was read and verified here.`, files)
      : notRun(`${summary}. Not read in this reproduction: ${listed(unread.map((card) => card.id))}.`, files, "run the experiments that read them: `./reproduce.sh --all`, with REPRISE_MIRROR naming a folder that has the files where there is no network");
  },
};

const fileItem = (card: DataCard, file: DataCard["files"][number]): EvidenceItem =>
  ({text: `${card.id}, ${file.name}: ${count(file.bytes, "byte")}`, digest: file.sha256});

/** Each result records the digest of every data set that its experiment reads, and that digest is the declared one. */
function recordedFaults({plan, results}: Evidence): readonly EvidenceItem[] {
  return results.filter((result) => result.origin !== "imported").flatMap((result) => {
    const ids = plan.experiments.find((each) => each.id === result.experiment)?.data ?? [];
    return plan.data.filter((card) => ids.includes(card.id)).flatMap((card) => {
      const recorded = result.digests.data[card.id];
      if (recorded === declaredDigest(card)) return [];
      const what = recorded === undefined ? `records no digest of ${card.id}` : `read other bytes of ${card.id} than are declared`;
      return [{text: `${runPath(result)} ${what}`, link: `results/${runPath(result)}.json`, ...(recorded === undefined ? {} : {digest: recorded})}];
    });
  });
}

/** One digest for a data set, as results record it: its file's, or that of the list of its files' digests. */
function declaredDigest({files}: DataCard): string | undefined {
  return files.length === 1 ? files[0]?.sha256 : sha256(canonicalJson(Object.fromEntries(files.map((file) => [file.name, file.sha256]))));
}

/**
 * Whether the data passed through this reproduction: a run that reads them has a verdict other than "not run" (a source
 * whose digest is another is refused), or a copy lies in the project. What the store happens to hold decides nothing here,
 * so that the report is the same on every machine that ran the same command.
 */
function wasRead({plan, verdicts}: Evidence, card: DataCard): boolean {
  const readers = plan.experiments.filter((experiment) => experiment.data.includes(card.id)).map((experiment) => experiment.id);
  return (verdicts?.runs ?? []).some((run) => readers.includes(run.experiment) && !["not-run", "stale", "recorded", "missing"].includes(run.verdict.status));
}

async function copyFaults(evidence: Evidence, card: DataCard): Promise<readonly EvidenceItem[]> {
  const faults = await Promise.all(card.files.map(async (file) => {
    const copies = await copiesAtHand(evidence, file);
    return copies.filter(({bytes}) => sha256(bytes) !== file.sha256).map(({place, bytes}) => ({text: `${card.id}, ${file.name}: ${place} has ${count(bytes.length, "byte")} of another SHA-256`, digest: sha256(bytes)}));
  }));
  return faults.flat().toSorted((a, b) => byCodeUnit(a.text, b.text));
}

async function copiesAtHand(evidence: Evidence, file: DataCard["files"][number]): Promise<readonly {readonly place: string; readonly bytes: Uint8Array}[]> {
  const places = file.sources.map(pathOfSource).filter((path) => path !== null);
  const copies = await Promise.all(places.map(async (place) => ({place, bytes: await evidence.readFile(place)})));
  const stored = {place: "the store", bytes: await evidence.store?.read(file.sha256) ?? null};
  return [...copies, stored].flatMap(({place, bytes}) => (bytes === null ? [] : [{place, bytes}]));
}

/** Where a source lies in the project: a file of its own, or of an installed package; null for an address. */
function pathOfSource(source: string): string | null {
  if (/^https?:/.test(source)) return null;
  const packaged = /^npm:((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(source);
  return packaged === null ? source.replace(/^file:/, "") : `node_modules/${packaged[1]}/${packaged[2]}`;
}
