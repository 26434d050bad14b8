import {mkdtemp, rename, utimes, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {hold, settledFacts} from "../../src/plan/facts.ts";

const later = (seconds: number): bigint => BigInt(Date.now() + seconds * 1000) * 1_000_000n;

async function twoFiles(): Promise<readonly [string, string]> {
  const folder = await mkdtemp(join(tmpdir(), "reprise-facts-"));
  const paths = [join(folder, "a.ts"), join(folder, "b.ts")] as const;
  for (const path of paths) await writeFile(path, path.slice(-4));
  return paths;
}

test("facts hold while nobody touches the files", async () => {
  const paths = await twoFiles();
  const facts = settledFacts(paths, later(10))!;
  expect(hold(facts)).toBe(true);
});

test("a file of the same size with its time set back is another file", async () => {
  const [path] = await twoFiles();
  const moment = new Date(1e12);
  await utimes(path, moment, moment);
  const facts = settledFacts([path], later(10))!;
  await writeFile(path, "A.ts");
  await utimes(path, moment, moment);
  expect(hold(facts)).toBe(false);
});

test("two files that change places are other files, though size and times are the same", async () => {
  const [a, b] = await twoFiles();
  const moment = new Date(1e12);
  for (const path of [a, b]) await utimes(path, moment, moment);
  const facts = settledFacts([a, b], later(10))!;
  await rename(a, `${a}.kept`);
  await rename(b, a);
  await rename(`${a}.kept`, b);
  expect(hold(facts)).toBe(false);
});

test("a file that comes to be, and one that goes, are told", async () => {
  const [a] = await twoFiles();
  const facts = settledFacts([a, `${a}.json`], later(10))!;
  await writeFile(`${a}.json`, "{}");
  expect(hold(facts)).toBe(false);
  const both = settledFacts([a, `${a}.json`], later(10))!;
  await rename(a, `${a}.gone`);
  expect(hold(both)).toBe(false);
});

test("a file that could change again within the clock's tick has no facts yet", async () => {
  const [a] = await twoFiles();
  expect(settledFacts([a], later(0))).toBeUndefined();
  expect(settledFacts([a], later(-10))).toBeUndefined();
});
