import {mkdir, mkdtemp, readdir, symlink, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {expect, test} from "vitest";
import {ownTag} from "../../src/store/process-tag.ts";
import {sweepLeftovers, temporaryPath} from "../../src/store/temporary.ts";
import {killedAfter} from "./killed.ts";

const folder = () => mkdtemp(join(tmpdir(), "reprise-temporary-"));

test("files and folders of killed processes are swept, those of living ones and all others stay", async () => {
  const root = await folder();
  const left = await killedAfter(`import {temporaryPath} from "store/temporary.ts"; console.log(temporaryPath(${JSON.stringify(root)}));`);
  await writeFile(left, "x");
  await mkdir(join(root, "deep", basename(left), "inside"), {recursive: true});
  const living = temporaryPath(root);
  await writeFile(living, "x");
  await writeFile(join(root, "kept"), "x");
  expect(await sweepLeftovers(root, join(root, "processes"))).toBe(2);
  expect((await readdir(root)).sort()).toEqual([basename(living), "deep", "kept"]);
  expect(await readdir(join(root, "deep"))).toEqual([]);
});

test("a process whose number was given to another is gone", async () => {
  const root = await folder();
  const [pid, start, machine] = ownTag().split("-");
  await writeFile(join(root, `.tmp-0123456789abcdef-${pid}-${Number(start) + 1}-${machine}`), "x");
  expect(await sweepLeftovers(root, join(root, "processes"))).toBe(1);
});

test("a process of another machine counts as living as long as it says so", async () => {
  const root = await folder();
  const tag = "4711-1-00000000";
  await writeFile(join(root, `.tmp-0123456789abcdef-${tag}`), "x");
  await mkdir(join(root, "processes"));
  await writeFile(join(root, "processes", tag), "");
  expect(await sweepLeftovers(root, join(root, "processes"))).toBe(0);
  expect(await sweepLeftovers(root, join(root, "elsewhere"))).toBe(1);
});

test("what lies behind a link is not swept: it may be out of the project", async () => {
  const [root, elsewhere] = [await folder(), await folder()];
  const left = await killedAfter(`import {temporaryPath} from "store/temporary.ts"; console.log(temporaryPath(${JSON.stringify(elsewhere)}));`);
  await writeFile(left, "x");
  await symlink(elsewhere, join(root, "link"));
  expect(await sweepLeftovers(root, join(root, "processes"))).toBe(0);
  expect(await readdir(elsewhere)).toEqual([basename(left)]);
});
