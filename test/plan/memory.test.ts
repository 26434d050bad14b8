import {mkdtemp, readdir, readFile, stat, utimes, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {expect, test} from "vitest";
import {Forgotten, openFixedMemory, openMemory} from "../../src/plan/memory.ts";
import {openStore} from "../../src/store/store.ts";
import {copyToolkit, makeProject, sampleFiles, type SampleProject} from "../run/sample-project.ts";

test("what is remembered is not made again, unless it no longer holds", async () => {
  const store = await openStore(await mkdtemp(join(tmpdir(), "reprise-memory-")), () => undefined);
  const memory = openMemory(store);
  let made = 0;
  const recall = (holds?: (value: number) => boolean) => memory.recall("a", async () => (made += 1), holds);
  expect([await recall(), await recall()]).toEqual([1, 1]);
  expect([await recall((value) => value > 1), await recall()]).toEqual([2, 2]);
});

test("a memory that makes nothing says what it was asked for in vain", async () => {
  const store = await openStore(await mkdtemp(join(tmpdir(), "reprise-memory-")), () => undefined);
  await openMemory(store).recall("a", async () => 1);
  expect(await openFixedMemory(store).recall("a", async () => 2)).toBe(1);
  await expect(openFixedMemory(store).recall("b", async () => 2)).rejects.toThrow(Forgotten);
});

const keys = async (project: SampleProject): Promise<string> => (await project.reprise(["plan", "--json"])).out;

/** Puts other text of the same size into a file and gives it the time that it had. */
async function editUnseen(file: string, from: string, to: string): Promise<void> {
  const {size, atime, mtime} = await stat(file);
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(from, to));
  await utimes(file, atime, mtime);
  expect((await stat(file)).size).toBe(size);
  expect(await readFile(file, "utf8")).not.toBe(text);
}

test("an edit of the same size with its time set back is seen, in the toolkit and in an experiment", {timeout: 120_000}, async () => {
  const toolkit = await copyToolkit();
  const project = await makeProject(sampleFiles, toolkit);
  await setTimeout(2500); // until then the files are too new for their digests to be remembered
  const before = await keys(project);
  const shelf = join(project.root, ".reprise/store/digests");
  const remembered = await Promise.all((await readdir(shelf, {recursive: true, withFileTypes: true})).filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), "utf8")));
  expect(remembered.filter((text) => text.includes("src/math/exponential.ts")), "the toolkit's digest is remembered").toHaveLength(1);
  expect(await keys(project)).toBe(before);

  await editUnseen(join(toolkit, "src/math/exponential.ts"), "n <= 28", "n <= 27");
  const withToolkit = await keys(project);
  expect(withToolkit).not.toBe(before);
  await editUnseen(join(project.root, "experiments/line/truth.ts"), "2 * x", "3 * x");
  expect(await keys(project)).not.toBe(withToolkit);
});

test("where every run is cached, run writes nothing", {timeout: 120_000}, async () => {
  const project = await makeProject();
  expect((await project.reprise(["run"])).out).toContain("4 computed");
  const files = async () => Promise.all((await Promise.all([".reprise", "build"].map((folder) => readdir(join(project.root, folder), {recursive: true, withFileTypes: true})))).flat()
    .map(async ({name, parentPath}) => [join(parentPath, name), (await stat(join(parentPath, name))).ctimeMs] as const));
  const before = await files();
  expect((await project.reprise(["run"])).out).toBe("  4 runs: 0 computed, 4 cached, 0 not run\n");
  expect(await files()).toEqual(before);
});

test("a corrupt entry is found where every run is cached: told, set aside and made again", {timeout: 120_000}, async () => {
  const project = await makeProject();
  await project.reprise(["run"]);
  const shelf = join(project.root, ".reprise/store/runs");
  const [entry] = (await readdir(shelf, {recursive: true})).filter((name) => name.endsWith(".json"));
  await writeFile(join(shelf, entry!), (await readFile(join(shelf, entry!), "utf8")).replace("completed", "Completed"));
  const {code, out} = await project.reprise(["run"]);
  expect(code).toBe(0);
  expect(out).toContain("its content is not what was stored under this key");
  expect(out).toContain("1 computed, 3 cached");
});

test("what a killed process left is cleared away, though every run is cached", {timeout: 120_000}, async () => {
  const project = await makeProject();
  await project.reprise(["run"]);
  const dead = "999999999-1-00000000";
  await project.write(`.reprise/processes/${dead}`, "run\n");
  await utimes(join(project.root, ".reprise/processes", dead), new Date(0), new Date(0));
  await project.write(`.reprise/store/.tmp-0000000000000000-${dead}`, "torn");
  expect((await project.reprise(["run"])).out).toContain("4 cached");
  expect((await readdir(join(project.root, ".reprise"), {recursive: true})).filter((name) => name.includes(dead))).toEqual([]);
});
