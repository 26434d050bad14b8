import {mkdir, mkdtemp, readdir, readFile, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {openCheckpoints} from "../../src/run/checkpoints.ts";
import {startIn} from "../../src/store/start.ts";
import {openStore, sha256} from "../../src/store/store.ts";

const [one, other] = [sha256("one"), sha256("other")];
const bytes = (...values: readonly number[]) => Uint8Array.from(values);

async function opened() {
  const told: string[] = [];
  const root = await mkdtemp(join(tmpdir(), "reprise-checkpoints-"));
  const store = await openStore(root, (message) => told.push(message));
  const folder = join(store.folder, "checkpoints");
  return {root, store, folder, told, again: () => openCheckpoints(store, (message) => told.push(message)), files: async () => (await readdir(folder)).toSorted()};
}

test("the latest checkpoint of a training comes back, and is taken away with it", async () => {
  const {again, files} = await opened();
  const checkpoints = again();
  expect(await checkpoints.read(one)).toBeUndefined();
  for (const each of [1, 2, 3]) checkpoints.write({key: one, run: "a/b/c"}, bytes(each, 10, 13));
  checkpoints.write({key: other, run: "a/b/d"}, bytes());
  await expect.poll(files).toEqual([one, other].toSorted());
  await expect.poll(() => checkpoints.read(one)).toEqual(Buffer.of(3, 10, 13));
  expect(await again().read(other)).toEqual(Buffer.of());
  checkpoints.write({key: one, run: "a/b/c"}, bytes(4));
  await checkpoints.remove(one);
  expect(await files()).toEqual([other]);
});

test.each<readonly [string, (whole: Buffer) => Buffer]>([
  ["with a flipped bit", (whole) => Buffer.from(whole.with(-1, whole.at(-1)! ^ 1))], ["cut off", (whole) => whole.subarray(0, -1)], ["empty", () => Buffer.of()],
  ["of another run by its name", (whole) => Buffer.from(whole.toString("latin1").replace("a/b/c", "a/b/d"), "latin1")],
])("a checkpoint %s is set aside and told", async (_, change) => {
  const {again, folder, told, store} = await opened();
  again().write({key: one, run: "a/b/c"}, bytes(1, 2, 3));
  await expect.poll(() => readdir(folder)).toEqual([one]);
  await writeFile(join(folder, one), change(await readFile(join(folder, one))));
  expect(await again().read(one)).toBeUndefined();
  expect(told).toEqual([expect.stringContaining("set aside, the run begins anew")]);
  expect(await readdir(folder)).toEqual([]);
  expect(await readdir(join(store.folder, "aside"))).toEqual([`checkpoint-${one}`]);
});

test("a checkpoint under another training's key is no checkpoint of it", async () => {
  const {again, folder, files} = await opened();
  again().write({key: one, run: "a/b/c"}, bytes(1));
  await expect.poll(() => readdir(folder)).toEqual([one]);
  await writeFile(join(folder, other), await readFile(join(folder, one)));
  expect(await again().read(other)).toBeUndefined();
  expect(await files()).toEqual([one]);
});

test("what a run left under other code goes with its first new checkpoint, and that of a training that is kept at the next start", async () => {
  const {again, files, root, store} = await opened();
  again().write({key: one, run: "a/b/c on wasm"}, bytes(1));
  await expect.poll(files).toEqual([one]);
  again().write({key: other, run: "a/b/c on wasm"}, bytes(2));
  await expect.poll(files).toEqual([other]);
  await store.remember("trained", other, "{}");
  await startIn(root, [], () => undefined);
  expect(await files()).toEqual([]);
});

test("a folder that cannot be written is told once, and training goes on", async () => {
  const {again, folder, store, told} = await opened();
  const checkpoints = again();
  await mkdir(store.folder, {recursive: true});
  await writeFile(folder, "a file where the folder should be");
  for (const each of [1, 2]) checkpoints.write({key: one, run: "a/b/c"}, bytes(each));
  await checkpoints.remove(one);
  checkpoints.write({key: one, run: "a/b/c"}, bytes(3));
  await checkpoints.remove(one);
  expect(told).toEqual([expect.stringContaining("no checkpoint could be written, so that an interrupted run begins anew")]);
});
