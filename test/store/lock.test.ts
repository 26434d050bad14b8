import {mkdtemp, readdir} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {isLocked, sweepLocks, takeLock, withLock} from "../../src/store/lock.ts";
import {ownTag} from "../../src/store/process-tag.ts";
import {startIn} from "../../src/store/start.ts";
import {killedAfter} from "./killed.ts";

const folder = () => mkdtemp(join(tmpdir(), "reprise-lock-"));
const locks = (root: string) => readdir(join(root, ".reprise", "locks"));

test("of many that ask for a lock at once, one gets it, and the others hear who", async () => {
  const root = await folder();
  const answers = await Promise.all(Array.from({length: 20}, () => takeLock(root, "run")));
  expect(answers.filter((answer) => "lock" in answer)).toHaveLength(1);
  expect(answers.filter((answer) => "holder" in answer && answer.holder === ownTag())).toHaveLength(19);
  expect(await locks(root)).toEqual(["run"]);
});

test("a lock that was released leaves nothing, and can be taken again", async () => {
  const root = await folder();
  for (let time = 0; time < 3; time += 1) {
    const answer = await takeLock(root, "run");
    if (!("lock" in answer)) throw new Error("the lock is free");
    expect(await isLocked(root, "run")).toBe(true);
    await answer.lock.release();
    expect(await locks(root)).toEqual([]);
  }
});

test("the lock of a killed process is free, for one alone of those that find it", async () => {
  const root = await folder();
  await killedAfter(`import {takeLock} from "store/lock.ts"; await takeLock(${JSON.stringify(root)}, "run"); console.log("taken");`);
  expect(await locks(root)).toEqual(["run"]);
  expect(await isLocked(root, "run")).toBe(false);
  const answers = await Promise.all(Array.from({length: 20}, () => takeLock(root, "run")));
  expect(answers.filter((answer) => "lock" in answer)).toHaveLength(1);
});

test("a lock that its process could not take away, and forgot, goes at the next start", async () => {
  const root = await folder();
  await killedAfter(`import {takeLock} from "store/lock.ts"; await takeLock(${JSON.stringify(root)}, "run"); console.log("taken");`);
  expect(await locks(root)).toEqual(["run"]);
  await startIn(root, [], () => undefined); // no process has said that it was here
  expect(await locks(root)).toEqual([]);
});

test("locks of killed processes are swept, those of living ones stay", async () => {
  const root = await folder();
  await killedAfter(`import {takeLock} from "store/lock.ts"; await takeLock(${JSON.stringify(root)}, "dead"); console.log("taken");`);
  await takeLock(root, "living");
  await sweepLocks(root);
  expect(await locks(root)).toEqual(["living"]);
});

test("works under one lock come one after the other, and those that wait are told", async () => {
  const root = await folder();
  let [inside, most, told] = [0, 0, 0];
  await Promise.all(Array.from({length: 3}, () => withLock(root, "build", () => { told += 1; }, async () => {
    most = Math.max(most, inside += 1);
    while (told === 0 && most === 1) await readdir(root); // until somebody waits, or is inside too
    inside -= 1;
  })));
  expect(most).toBe(1);
  expect(told).toBeGreaterThanOrEqual(1);
});
