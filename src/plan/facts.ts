import {statSync} from "node:fs";

/** What the file system says of some files: as long as it says the same, they hold the same bytes. Absent files are part of it. */
export type Facts = Readonly<Record<string, string>>;

interface FileFacts {
  readonly text: string;
  /** When content or facts last changed, in nanoseconds since 1970, by the file system's clock; nothing a program can set. */
  readonly changed: bigint;
}

/** A file system's clock may tick as slowly as this, in nanoseconds: what is written twice within may carry the same time. */
const tick = 2_000_000_000n;

/** The facts of files that nobody has touched since well before `mark`, a moment before they were read; undefined where one is too new to be told from its next version. */
export function settledFacts(paths: readonly string[], mark: bigint): Facts | undefined {
  const facts: Record<string, string> = {};
  for (const path of paths) {
    const found = factsOf(path);
    if (found !== undefined && found.changed > mark - tick) return undefined;
    facts[path] = found?.text ?? absent;
  }
  return facts;
}

/** Whether the files are still the same. */
export const hold = (facts: Facts): boolean => Object.entries(facts).every(([path, text]) => (factsOf(path)?.text ?? absent) === text);

const absent = "absent";

/** Device, number, size and times: a file that was swapped, or whose time was set back, has another number or another time of change. */
function factsOf(path: string): FileFacts | undefined {
  const found = statSync(path, {bigint: true, throwIfNoEntry: false});
  return found === undefined ? undefined : {text: [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(" "), changed: found.ctimeNs};
}
