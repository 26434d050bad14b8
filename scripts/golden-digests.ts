import {readFile} from "node:fs/promises";

export type Digests = Readonly<Record<string, string>>;

/** Compares digests with the stored ones and tells what differs; 0 if nothing does, else 1. */
export async function tellDifferences(where: string, computed: Digests): Promise<0 | 1> {
  const expected: Digests = {...(await stored("test/math/golden.json")), ...(await stored("test/engine/golden.json"))};
  const names = Object.keys(expected);
  const differing = names.filter((name) => computed[name] !== expected[name]);
  console.log(`${names.length - differing.length} of ${names.length} digests are identical in ${where}.`);
  for (const name of differing) console.log(`  ${name}: ${expected[name]} → ${computed[name] ?? "missing"}`);
  return differing.length === 0 ? 0 : 1;
}

const stored = async (path: string): Promise<Digests> => JSON.parse(await readFile(new URL(`../${path}`, import.meta.url), "utf8")) as Digests;
