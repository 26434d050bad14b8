import {kinds, type Computed, type Kind} from "./computation.ts";
import type {Golden} from "./golden.ts";

/** What a platform came to. */
export interface Run {
  readonly platform: string;
  readonly version: string;
  readonly seconds: number;
  readonly computed: readonly Computed[];
}

/** A title under which a platform came to something else than what is stored. */
export interface Difference {
  readonly kind: Kind;
  readonly title: string;
  readonly expected: string;
  readonly got: string;
  readonly kernels: readonly string[];
}

/** What is expected under a title that is new. */
export const notStored = "not stored";

/** Every title of the stored digests or of the run under which the two are not the same. */
export function differencesOf({computed}: Run, golden: Golden): readonly Difference[] {
  const differing = computed.filter(({kind, title, digest}) => golden[kind][title] !== digest)
    .map(({kind, title, digest, kernels}) => ({kind, title, expected: golden[kind][title] ?? notStored, got: digest, kernels}));
  const known = new Set(computed.map(({kind, title}) => `${kind} ${title}`));
  const missing = kinds.flatMap((kind) => Object.entries(golden[kind]).filter(([title]) => !known.has(`${kind} ${title}`))
    .map(([title, expected]) => ({kind, title, expected, got: "not computed", kernels: []})));
  return [...differing, ...missing];
}

/** How many titles of a kind there are, and how many of them have different digests on some of the platforms. */
export function disagreements(runs: readonly Run[]): readonly string[] {
  const digests = new Map<string, Set<string>>();
  for (const {computed} of runs) for (const {kind, title, digest} of computed) {
    const name = `${kind} ${title}`;
    digests.set(name, (digests.get(name) ?? new Set()).add(digest));
  }
  return [...digests].filter(([, found]) => found.size > 1).map(([name]) => name);
}

/** A kernel that explains differences: titles that it ran for, and those of them that differ. */
export interface Suspect {
  readonly kernel: string;
  readonly own: Count;
  readonly trainings: Count;
  /** The differences that it explains. */
  readonly explains: readonly Difference[];
}

interface Count {
  readonly differing: number;
  readonly of: number;
}

/** Whether a vector is about a kernel: its title begins with the kernel's name. */
export const isAbout = (title: string, kernel: string): boolean => title === kernel || (title.startsWith(kernel) && !/[A-Za-z0-9_]/.test(title[kernel.length]!));

/**
 * The kernels to suspect, the likeliest first: again and again the one whose running foretells best (by F1 score) which titles differ, until every difference
 * that any kernel ran for is explained. Of kernels that foretell equally well the one whose own vectors differ comes first.
 */
export function suspectsOf(run: Run, differences: readonly Difference[]): readonly Suspect[] {
  const found: Suspect[] = [];
  let left = differences.filter(({kernels, expected}) => kernels.length > 0 && expected !== notStored);
  while (left.length > 0) {
    const suspects = [...new Set(left.flatMap(({kernels}) => kernels))].map((kernel) => suspicion(kernel, run, differences, left));
    const {suspect} = suspects.sort((a, b) => b.score - a.score || b.suspect.own.differing - a.suspect.own.differing || (a.suspect.kernel < b.suspect.kernel ? -1 : 1))[0]!;
    found.push(suspect);
    left = left.filter(({kernels}) => !kernels.includes(suspect.kernel));
  }
  return found;
}

function suspicion(kernel: string, {computed}: Run, differences: readonly Difference[], left: readonly Difference[]): {readonly suspect: Suspect; readonly score: number} {
  const differing = new Set(differences.map(({kind, title}) => `${kind} ${title}`));
  const reached = computed.filter(({kernels}) => kernels.includes(kernel));
  const count = (titles: readonly Computed[]): Count => ({differing: titles.filter(({kind, title}) => differing.has(`${kind} ${title}`)).length, of: titles.length});
  const explains = left.filter(({kernels}) => kernels.includes(kernel));
  return {
    suspect: {kernel, own: count(reached.filter(({kind, title}) => kind === "vectors" && isAbout(title, kernel))), trainings: count(reached.filter(({kind}) => kind === "trainings")), explains},
    score: (2 * explains.length) / (left.length + reached.length),
  };
}
