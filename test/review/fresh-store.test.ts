import {mkdir, mkdtemp, readdir, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {freshStore} from "../../src/review/fresh-store.ts";
import {openCheckpoints} from "../../src/run/checkpoints.ts";
import {openStore} from "../../src/store/store.ts";

const key = "ab".repeat(32);
const open = async () => openStore(await mkdtemp(join(tmpdir(), "reprise-fresh-")), () => undefined);

test("what was remembered before a review is not recalled in it, and what the review remembers is", async () => {
  const store = await open();
  await store.remember("runs", key, "before");
  const fresh = freshStore(store);
  expect(await fresh.recall("runs", key)).toBeUndefined();
  await fresh.remember("runs", key, "now");
  expect(await fresh.recall("runs", key)).toBe("now");
  expect(await fresh.recall("trained", key)).toBeUndefined();
});

test("a review sees no checkpoint of before, leaves that where it is, and none of its own", async () => {
  const store = await open();
  await mkdir(join(store.folder, "checkpoints"));
  await writeFile(join(store.folder, "checkpoints", key), "half trained");
  const fresh = freshStore(store);
  const own = await openCheckpoints(fresh, () => undefined);
  expect(await own.read(key)).toBeUndefined();
  own.write({key, run: "line/fast/seed-1"}, Buffer.from("begun anew"));
  await own.remove(key);
  await fresh.close();
  expect((await readdir(store.folder)).filter((name) => name.startsWith(".tmp-"))).toEqual([]);
  expect(await readdir(join(store.folder, "checkpoints"))).toEqual([key]);
});

test("content is found by its digest, whoever stored it", async () => {
  const store = await open();
  const digest = await store.put(Buffer.from("data"));
  expect(await freshStore(store).get(digest)).toEqual(Buffer.from("data"));
});
