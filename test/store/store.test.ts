import {mkdtemp, readdir, readFile, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {sweepLeftovers, writeDurably} from "../../src/store/durable-write.ts";
import {openStore} from "../../src/store/store.ts";

const folder = () => mkdtemp(join(tmpdir(), "reprise-store-"));
const bytes = new TextEncoder().encode("weights");

test("what is put is got by its digest", async () => {
  const store = await openStore(await folder(), () => undefined);
  expect(await store.get(await store.put(bytes))).toEqual(Buffer.from(bytes));
});

test("a corrupt object is told, set aside and no longer got", async () => {
  const told: string[] = [];
  const store = await openStore(await folder(), (message) => told.push(message));
  const digest = await store.put(bytes);
  await writeFile(store.path(digest), "weightz");
  expect(await store.get(digest)).toBeUndefined();
  expect(told).toHaveLength(1);
  expect(await readdir(dirname(store.path(digest)))).toEqual([`${digest.slice(2)}.corrupt`]);
});

test("a remembered text with one changed letter is forgotten", async () => {
  const told: string[] = [];
  const root = await folder();
  const store = await openStore(root, (message) => told.push(message));
  const key = "ab".repeat(32);
  await store.remember("runs", key, '{"a":1}');
  expect(await store.recall("runs", key)).toBe('{"a":1}');
  const file = join(root, ".reprise/store/runs/ab", `${key.slice(2)}.json`);
  await writeFile(file, (await readFile(file, "utf8")).replace("1}", "2}"));
  expect(await store.recall("runs", key)).toBeUndefined();
  expect(told).toHaveLength(1);
});

test("writing what is there already changes nothing, and says so", async () => {
  const file = join(await folder(), "a", "b.txt");
  expect(await writeDurably(file, "one")).toBe(true);
  expect(await writeDurably(file, "one")).toBe(false);
  expect(await writeDurably(file, "two")).toBe(true);
});

test("leftovers of a killed process are swept, those of a living one stay", async () => {
  const root = await folder();
  await writeFile(join(root, ".tmp-0123456789abcdef-999999999"), "x");
  await writeFile(join(root, `.tmp-0123456789abcdef-${process.pid}`), "x");
  await writeFile(join(root, "kept"), "x");
  expect(await sweepLeftovers(root)).toBe(1);
  expect((await readdir(root)).sort()).toEqual([`.tmp-0123456789abcdef-${process.pid}`, "kept"]);
});
