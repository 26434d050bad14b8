import {mkdtemp, readdir, readFile, rename, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {writeDurably} from "../../src/store/durable-write.ts";
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
  expect(await readdir(dirname(store.path(digest)))).toEqual([]);
  expect(await readdir(join(store.folder, "aside"))).toEqual([`object-${digest}`]);
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

test("an entry that was kept under another key is not recalled", async () => {
  const told: string[] = [];
  const root = await folder();
  const store = await openStore(root, (message) => told.push(message));
  const [one, other] = ["ab".repeat(32), "ab".repeat(31).concat("cd")];
  await store.remember("runs", one, '{"a":1}');
  await rename(join(root, ".reprise/store/runs/ab", `${one.slice(2)}.json`), join(root, ".reprise/store/runs/ab", `${other.slice(2)}.json`));
  expect(await store.recall("runs", other)).toBeUndefined();
  expect(told).toHaveLength(1);
});
