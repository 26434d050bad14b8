/** What changes files, each as small as it can be: old and new are told apart by every byte. `node operations.ts NAME ROOT` does one. */
import {mkdir, open, readFile, rename, rm, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {writeDurably} from "../../src/store/durable-write.ts";
import {withLock} from "../../src/store/lock.ts";
import {startIn} from "../../src/store/start.ts";
import {openStore, sha256} from "../../src/store/store.ts";
import {ownerOf, temporaryPath} from "../../src/store/temporary.ts";
import {walk} from "../../src/store/walk.ts";
import {changeTogether} from "../../src/store/transaction.ts";

export interface Operation {
  /** Files before, by path. */
  readonly before: Readonly<Record<string, string>>;
  /** Files after. */
  readonly after: Readonly<Record<string, string>>;
  run(root: string): Promise<unknown>;
}

const key = "ab".repeat(32);
const sealed = `${sha256(`runs ${key}\nnew`)}\nnew`;

export const operations: Readonly<Record<string, Operation>> = {
  "one file": {
    before: {"results/a": "old"}, after: {"results/a": "new"},
    run: (root) => writeDurably(join(root, "results", "a"), "new"),
  },
  "several files": {
    before: {"results/a": "old", "results/b": "old", "results/gone": "old"}, after: {"results/a": "new", "results/b": "new", "results/deep/er/c": "new"},
    run: (root) => changeTogether(root, "accept", [...["a", "b", "deep/er/c"].map((file) => ({path: `results/${file}`, content: "new"})), {path: "results/gone", removed: true}]),
  },
  "a folder": {
    before: {"dist/index.html": "old", "dist/gone/index.html": "old"}, after: {"dist/index.html": "new", "dist/more/index.html": "new"},
    async run(root) {
      const made = temporaryPath(join(root, "build"));
      await writeAll(made, {"index.html": "new", "more/index.html": "new"});
      await changeTogether(root, "site", [{path: "dist", folder: made}]);
    },
  },
  "the store": {
    before: {}, after: {[`.reprise/store/runs/ab/${key.slice(2)}.json`]: sealed, [`.reprise/store/objects/${sha256("new").slice(0, 2)}/${sha256("new").slice(2)}`]: "new"},
    async run(root) {
      const store = await openStore(root, () => undefined);
      await store.put(Buffer.from("new"));
      await store.remember("runs", key, "new");
    },
  },
  "under a lock": {
    before: {"results/a": "old"}, after: {"results/a": "new"},
    run: (root) => withLock(root, "work", () => undefined, () => writeDurably(join(root, "results", "a"), "new")),
  },
};

/** Three ways to lose a file, as they are often written: what the sweep has to find. */
export const careless: Readonly<Record<string, Operation & {readonly finds: RegExp}>> = {
  "in place": {
    before: {"results/a": "old".repeat(9)}, after: {"results/a": "new".repeat(9)}, finds: /kill at write.*torn: results\/a/,
    run: (root) => open(join(root, "results", "a"), "r+").then(async (file) => {
      await file.writeFile("new".repeat(9));
      await file.close();
    }),
  },
  "renamed without a flush": {
    before: {"results/a": "old"}, after: {"results/a": "new"}, finds: /power-data at .*torn: results\/a/,
    async run(root) {
      const temporary = temporaryPath(join(root, "results"));
      await writeFile(temporary, "new");
      await rename(temporary, join(root, "results", "a"));
      await rm(join(root, "results", "b"), {force: true});
      await mkdir(join(root, "build"), {recursive: true});
    },
  },
  "one after the other": {
    before: {"results/a": "old", "results/b": "old"}, after: {"results/a": "new", "results/b": "new"}, finds: /kill at .*neither old nor new/,
    async run(root) {
      for (const name of ["a", "b"]) await writeDurably(join(root, "results", name), "new");
    },
  },
};

export async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), {recursive: true});
    await writeFile(join(folder, file), text);
  }
}

/** The files in a folder and below, with their text. */
export async function filesOf(root: string): Promise<Readonly<Record<string, string>>> {
  const entries = await walk(root);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.slice(root.length + 1), await readFile(file, "utf8")] as const)));
}

/** The files of a project as people see them: without what is not done yet, and without what the toolkit notes for itself. */
export const settledFiles = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).filter(([file]) => !/^\.reprise\/(?!store)/.test(file) && !file.split("/").some((part) => ownerOf(part) !== undefined)));

export const start = (root: string): Promise<void> => startIn(root, ["results", "build"], () => undefined);

if (import.meta.main) {
  const [name = "", root = ""] = process.argv.slice(2);
  await start(root);
  await {...operations, ...careless}[name]!.run(root);
}
