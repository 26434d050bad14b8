import {mkdtempSync, mkdirSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {expect, test} from "vitest";
import {isFile, isThere} from "../../src/store/is-there.ts";
import {runFaulty} from "../faults/faulty-process.ts";

const source = (path: string): string => JSON.stringify(resolve(import.meta.dirname, "../../src", path));

/** What a module says of a project where everything below `folder` cannot be read. */
async function said(code: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "reprise-unreadable-"));
  mkdirSync(join(root, "folder", "deep"), {recursive: true});
  writeFileSync(join(root, "folder", "deep", "a.txt"), "a");
  const program = `${code.replaceAll("ROOT", JSON.stringify(root))}\n.then((value) => console.log(JSON.stringify(value)), (error) => console.log(error.code));`;
  return (await runFaulty(["--conditions=reprise-source", "--input-type=module-typescript", "--eval", program], {root, at: 0, kind: "EIO", reads: true, below: "folder"})).out.trim();
}

test("what cannot be read is an error, and what is not there is none", async () => {
  const door = `import {openProject} from ${source("checklist/read-evidence.ts")};\nconst door = openProject(ROOT);\n`;
  expect(await said(`${door}door.readFile("folder/deep/a.txt")`)).toBe("EIO");
  expect(await said(`${door}door.readFile("elsewhere/a.txt")`)).toBe("null");
  expect(await said(`${door}door.listFiles("folder")`)).toBe("EIO");
  expect(await said(`import {walk} from ${source("store/walk.ts")};\nwalk(ROOT)`)).toBe("EIO");
  expect(await said(`import {readResultChanges} from ${source("project/result-changes.ts")};\nreadResultChanges(ROOT)`)).toBe("[]");
  expect(await said(`import {digestOf} from ${source("store/file-digest.ts")};\ndigestOf(ROOT + "/folder/deep/a.txt")`)).toBe("EIO");
  expect(await said(`import {isThere} from ${source("store/is-there.ts")};\nPromise.resolve().then(() => isThere(ROOT + "/folder/deep/a.txt"))`)).toBe("EIO");
});

test("a text that can be no path names nothing", () => {
  expect([isFile("x".repeat(5000)), isFile("a\0b"), isThere(join(import.meta.filename, "below")), isThere(import.meta.dirname), isFile(import.meta.filename), isFile(import.meta.dirname)])
    .toEqual([false, false, false, true, true, false]);
});
