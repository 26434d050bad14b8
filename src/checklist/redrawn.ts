import {byCodeUnit} from "../results/names.ts";
import {sha256} from "../store/store.ts";
import {count, failed, listed, notRun, verified, type EvidenceItem, type Finding} from "./check.ts";
import type {Evidence} from "./evidence.ts";

interface Redrawing {
  /** Which of the redrawn files are looked at. */
  readonly belongs: (path: string) => boolean;
  /** Folders in which nothing else may lie. */
  readonly folders: readonly string[];
  readonly noun: string;
  readonly mend: string;
}

/** `paper/generated` of every paper that has one. */
export async function generatedFolders({listFiles}: Evidence): Promise<readonly string[]> {
  const folders = (await listFiles("")).flatMap((path) => /^(.*\/generated)\/values\.tex$/.exec(path)?.[1] ?? []);
  return [...new Set(folders)];
}

/** Compares files of the project, byte for byte, with the same files made again in memory. */
export async function compareRedrawn(evidence: Evidence, {belongs, folders, noun, mend}: Redrawing): Promise<Finding> {
  if (evidence.redraw === null) return notRun(`The ${noun}s were not made again.`, [], mend);
  const redrawn = new Map([...await evidence.redraw()].filter(([path]) => belongs(path)).toSorted(([a], [b]) => byCodeUnit(a, b)));
  if (redrawn.size === 0) return failed(`The reports draw no ${noun}.`, [], "let a report.ts declare one");
  const faults = [...await changed(evidence, redrawn), ...await left(evidence, redrawn, folders, belongs)];
  return faults.length === 0
    ? verified(`${count(redrawn.size, noun)} made again from results, byte for byte the same.`, byDigest(redrawn))
    : failed(`${count(faults.length, noun)} not what the results give.`, faults, mend);
}

/** Files with the same bytes in one line, as the paper's and the site's copy of a figure. */
function byDigest(redrawn: ReadonlyMap<string, Uint8Array>): readonly EvidenceItem[] {
  const paths = Map.groupBy([...redrawn.keys()], (path) => sha256(redrawn.get(path) ?? new Uint8Array()));
  return [...paths].map(([digest, same]) => ({text: listed(same), link: same.at(-1) ?? "", digest}));
}

async function changed(evidence: Evidence, redrawn: ReadonlyMap<string, Uint8Array>): Promise<readonly EvidenceItem[]> {
  const found = await Promise.all([...redrawn].map(async ([path, bytes]): Promise<readonly EvidenceItem[]> => {
    const there = await evidence.readFile(path);
    if (there === null) return [{text: `${path} is missing`}];
    return Buffer.compare(there, bytes) === 0 ? [] : [{text: `${path} has other bytes than its results give`, link: path, digest: sha256(there)}];
  }));
  return found.flat();
}

/** Files that a former report left behind. */
async function left(evidence: Evidence, redrawn: ReadonlyMap<string, Uint8Array>, folders: readonly string[], belongs: (path: string) => boolean): Promise<readonly EvidenceItem[]> {
  const files = (await Promise.all(folders.map((folder) => evidence.listFiles(folder)))).flat();
  return files.filter((path) => belongs(path) && !redrawn.has(path)).map((path) => ({text: `${path} belongs to no report`, link: path}));
}
