import fs from "node:fs";
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {syncBuiltinESMExports} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {temporaryPath} from "../../src/store/temporary.ts";
import {changeTogether, readSettled, settleTransactions} from "../../src/store/transaction.ts";

const folder = async () => {
  const root = await mkdtemp(join(tmpdir(), "reprise-transaction-"));
  await mkdir(join(root, "results"));
  await writeFile(join(root, "results", "a"), "old");
  await writeFile(join(root, "results", "gone"), "old");
  return root;
};
const text = (root: string, file: string) => readFile(join(root, file), "utf8").catch(() => undefined);
const changes = [{path: "results/a", content: "new"}, {path: "results/deep/b", content: "new"}, {path: "results/gone", removed: true}] as const;

/** The journal as a process leaves it that is killed when all is decided and nothing done. */
async function decide(root: string): Promise<void> {
  await writeFile(join(root, "results", "staged-a"), "new");
  await mkdir(join(root, ".reprise", "transactions"), {recursive: true});
  const sha256 = "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"; // printf new | sha256sum
  await writeFile(join(root, ".reprise/transactions/accept.json"), JSON.stringify([{kind: "file", path: "results/a", staged: "results/staged-a", sha256}, {kind: "removal", path: "results/gone"}]));
}

test("several files change together, and nothing is left beside them", async () => {
  const root = await folder();
  expect(await changeTogether(root, "accept", changes)).toBe(true);
  expect([await text(root, "results/a"), await text(root, "results/deep/b"), await text(root, "results/gone")]).toEqual(["new", "new", undefined]);
  expect(await readdir(join(root, "results"))).toEqual(["a", "deep"]);
  expect(await readdir(join(root, ".reprise/transactions"))).toEqual([]);
  expect(await changeTogether(root, "accept", changes)).toBe(false);
});

test("where one of several files cannot be written, none changes", async () => {
  const root = await folder();
  await writeFile(join(root, "results", "deep"), "a file where a folder belongs");
  await expect(changeTogether(root, "accept", changes)).rejects.toThrow(/ENOTDIR|EEXIST/);
  expect([await text(root, "results/a"), await text(root, "results/gone")]).toEqual(["old", "old"]);
  expect((await readdir(join(root, "results"))).sort()).toEqual(["a", "deep", "gone"]);
});

test("what a killed process had decided is finished at the next start, once, and told", async () => {
  const root = await folder();
  await decide(root);
  const told: string[] = [];
  await Promise.all([0, 1, 2].map(() => settleTransactions(root, (message) => told.push(message))));
  expect([await text(root, "results/a"), await text(root, "results/gone")]).toEqual(["new", undefined]);
  expect(await readdir(join(root, "results"))).toEqual(["a"]);
  expect(told).toHaveLength(1);
});

test.each([
  ["stat", /staged-a$/],
  ["readFile", /accept\.json$/],
  ["readdir", /transactions$/],
] as const)("what cannot be looked at once (%s) is not taken for absent: the next start finishes what was decided", async (call, where) => {
  const root = await folder();
  await decide(root);
  const original = fs.promises[call] as (...given: unknown[]) => Promise<unknown>;
  Object.assign(fs.promises, {[call]: async (...given: unknown[]) => {
    if (where.test(String(given[0]))) throw Object.assign(new Error("EIO: planted"), {code: "EIO"});
    return original(...given);
  }});
  syncBuiltinESMExports();
  await expect(settleTransactions(root, () => undefined)).rejects.toThrow("EIO: planted");
  Object.assign(fs.promises, {[call]: original});
  syncBuiltinESMExports();
  await settleTransactions(root, () => undefined);
  expect([await text(root, "results/a"), await text(root, "results/gone")]).toEqual(["new", undefined]);
});

test("what was changed by hand meanwhile is not overwritten by halves", async () => {
  const root = await folder();
  await decide(root);
  await rm(join(root, "results/staged-a"));
  const told: string[] = [];
  await settleTransactions(root, (message) => told.push(message));
  expect([await text(root, "results/a"), await text(root, "results/gone")]).toEqual(["old", "old"]);
  expect(told[0]).toContain("results/a was changed since");
});

test("a journal that leads out of the project is not followed", async () => {
  const root = await folder();
  await mkdir(join(root, ".reprise", "transactions"), {recursive: true});
  await writeFile(join(root, "outside"), "safe");
  await writeFile(join(root, ".reprise/transactions/accept.json"), JSON.stringify([{kind: "removal", path: `../${root.split("/").at(-1)}/outside`}]));
  await settleTransactions(root, () => undefined);
  expect(await text(root, "outside")).toBe("safe");
});

test("a folder takes the place of another as a whole", async () => {
  const root = await folder();
  await mkdir(join(root, "build"));
  await writeFile(join(root, "build", "c"), "new");
  await changeTogether(root, "site", [{path: "results", folder: join(root, "build")}]);
  expect(await readdir(join(root, "results"))).toEqual(["c"]);
  expect((await readdir(root)).sort()).toEqual([".reprise", "results"]);
});

test("who reads while several files change sees them all old or all new", async () => {
  const root = await folder();
  const seen = new Set<string>();
  let version = 0;
  const write = async () => { for (; version < 30; version += 1) await changeTogether(root, "accept", [{path: "results/a", content: `${version}`}, {path: "results/gone", content: `${version}`}]); };
  const read = async () => { while (version < 30) seen.add(await readSettled(root, async () => `${await text(root, "results/a")}-${await text(root, "results/gone")}`)); };
  await Promise.all([write(), read()]);
  expect([...seen].filter((pair) => new Set(pair.split("-")).size > 1)).toEqual([]);
});

/** Once, a rename to such a path fails. */
function failRename(to: RegExp): void {
  const {rename} = fs.promises;
  const restore = (): void => { fs.promises.rename = rename; syncBuiltinESMExports(); };
  fs.promises.rename = async (from, where) => {
    if (!to.test(String(where))) return rename(from, where);
    restore();
    throw Object.assign(new Error("planted"), {code: "EIO", syscall: "rename"});
  };
  syncBuiltinESMExports();
}

test("a folder that could not be put in its place is there after the next start; where it was taken away, the former one is", async () => {
  for (const [isTaken, expected] of [[false, "new"], [true, "old"]] as const) {
    const root = await folder();
    await mkdir(join(root, "dist"));
    await writeFile(join(root, "dist", "page"), "old");
    const made = temporaryPath(join(root, "results"));
    await mkdir(made);
    await writeFile(join(made, "page"), "new");
    failRename(/dist$/);
    await expect(changeTogether(root, "site", [{path: "dist", folder: made}])).rejects.toThrow("will be at the next start");
    if (isTaken) await rm(made, {recursive: true});
    await settleTransactions(root, () => undefined);
    expect(await text(root, "dist/page")).toBe(expected);
    expect((await readdir(join(root, "results"))).sort()).toEqual(["a", "gone"]);
  }
});

test("a folder that could not be made ready is taken away", async () => {
  const root = await folder();
  const made = temporaryPath(join(root, "results"));
  await mkdir(made);
  await writeFile(join(root, "dist"), "a file where a folder belongs");
  await expect(changeTogether(root, "site", [{path: "dist/deep", folder: made}])).rejects.toThrow(/ENOTDIR|EEXIST/);
  expect((await readdir(join(root, "results"))).sort()).toEqual(["a", "gone"]);
});
