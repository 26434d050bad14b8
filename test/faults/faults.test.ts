import {spawn, spawnSync} from "node:child_process";
import {once} from "node:events";
import {chmod, lchown, readdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {expect, test} from "vitest";
import {walk} from "../../src/store/walk.ts";
import {makeProject, sampleFiles, type SampleProject} from "../run/sample-project.ts";
import {runFaulty} from "./faulty-process.ts";
import {commandLine} from "./kill.ts";
import {stateOf} from "./tree.ts";

const train = sampleFiles["experiments/line/train.ts"] ?? "";
const telling = train.replace("const noise", 'console.log("training", random.stream("told").uniform(0, 1));\n  const noise');
const files = async (root: string, folder: string) =>
  (await walk(join(root, folder))).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();

test("two processes that run at once share the work: each run is computed once", {timeout: 120_000}, async () => {
  const project = await makeProject({...sampleFiles, "experiments/line/train.ts": telling, "experiments/line/experiment.ts": (sampleFiles["experiments/line/experiment.ts"] ?? "").replace("seed: 2", "seed: 4")});
  const both = await Promise.all([0, 1].map(() => project.reprise(["run", "--jobs", "1"])));
  expect(both.map(({code, error}) => ({code, error}))).toEqual([{code: 0, error: ""}, {code: 0, error: ""}]);
  const trained = both.flatMap(({out}) => [...out.matchAll(/^ {2}training (.*)$/gm)].map(([, number]) => number));
  expect(trained).toHaveLength(8);
  expect(await readdir(join(project.root, ".reprise", "locks"))).toEqual([]);
});

/** A command that goes on beside the test; `heard` resolves when it has said something. */
function begin(root: string, words: readonly string[]) {
  const child = spawn(process.execPath, [...commandLine, ...words], {cwd: root, stdio: ["ignore", "pipe", "inherit"], env: {...process.env, NO_COLOR: "1", NODE_OPTIONS: ""}});
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => { out += text; });
  const ended = new Promise<number | null>((done) => child.once("close", done));
  const heard = async (text: string) => { while (!out.includes(text) && child.exitCode === null) await Promise.race([once(child.stdout, "data"), ended]); };
  return {child, ended, heard};
}

test("the run of a process that is killed is taken over by one that waits for it", {timeout: 120_000}, async () => {
  const project = await makeProject({...sampleFiles, "experiments/line/train.ts": telling});
  const first = begin(project.root, ["run", "--jobs", "1"]);
  await first.heard("training");
  first.child.kill("SIGSTOP"); // it has its run, and does not get round to keeping it
  const second = begin(project.root, ["run", "--jobs", "1"]);
  await second.heard("waiting for 1 run of another process");
  first.child.kill("SIGKILL");
  expect(await second.ended).toBe(0);
  expect((await project.reprise(["run"])).out).toContain("0 computed");
});

test("everything in the store that is corrupted by hand is told, set aside and made again: exit code 0, the same results", {timeout: 180_000}, async () => {
  const project = await makeProject();
  expect((await project.reprise(["accept"])).code).toBe(0);
  const results = await stateOf(project.root, "results");
  for (const folder of ["runs", "trained", "objects"]) {
    for (const file of await files(project.root, `.reprise/store/${folder}`)) await writeFile(file, (await readFile(file)).subarray(0, 70));
  }
  const again = await project.reprise(["verify"]);
  expect([again.code, again.error]).toEqual([0, ""]);
  expect(again.out).toContain("set aside and made again");
  expect(again.out).toMatch(/line\s+4\s+4\s+0\s+0\s+0/);
  expect(await stateOf(project.root, "results")).toBe(results);
});

test("store check finds a flipped bit, a strange file and a changed bundle by their digests", {timeout: 120_000}, async () => {
  const project = await makeProject();
  expect((await project.reprise(["run"])).code).toBe(0);
  expect((await project.reprise(["store", "check"])).out).toContain("each is what its name says");
  const [object] = await files(project.root, ".reprise/store/objects");
  const [bundle] = await files(project.root, ".reprise/bundles");
  const bytes = await readFile(object!);
  bytes[10]! ^= 1;
  await writeFile(object!, bytes);
  await writeFile(join(project.root, ".reprise/store/runs/stranger.json"), "{}");
  await writeFile(bundle!, "export const train = () => 1;\n");
  const {code, out} = await project.reprise(["store", "check", "--json"]);
  expect(code).toBe(1);
  expect((JSON.parse(out) as {readonly faults: readonly unknown[]}).faults).toHaveLength(2 + (out.includes("bundles/") ? 1 : 0));
  expect((await project.reprise(["store", "check"])).code).toBe(0);
  expect((await project.reprise(["run"])).code).toBe(0);
});

/** Someone who may not do everything; undefined where the toolkit is closed to such a person, or nobody else can be played. */
function somebody(): {readonly uid: number; readonly gid: number} | undefined {
  const nobody = {uid: 65534, gid: 65534};
  return process.getuid?.() === 0 && spawnSync(process.execPath, ["-e", `require("fs").readFileSync(${JSON.stringify(commandLine[1])})`], nobody).status === 0 ? nobody : undefined;
}

/** The command line of someone to whom `results/` is closed: by its permissions, or, where those bind nobody here, since every call there is refused. */
async function closeResults({root}: SampleProject): Promise<(words: readonly string[]) => Promise<{readonly code: number | null; readonly out: string}>> {
  const person = somebody();
  if (process.getuid?.() === 0 && person === undefined) return (words) => runFaulty([...commandLine, ...words], {root, at: 0, kind: "EACCES", below: "results"});
  const entries = await walk(root);
  if (person !== undefined) for (const path of [root, ...entries.map((entry) => join(entry.parentPath, entry.name))]) await lchown(path, person.uid, person.gid);
  for (const folder of ["results", "results/line", "results/line/slow", "results/line/fast"]) await chmod(join(root, folder), 0o555);
  return (words) => new Promise((done) => {
    const child = spawn(process.execPath, [...commandLine, ...words], {cwd: root, ...person, env: {...process.env, NO_COLOR: "1", NODE_OPTIONS: "", HOME: root}});
    let out = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => { out += text; });
    child.once("close", (code) => done({code, out}));
  });
}

test("where results/ cannot be written, run and verify work, and accept says why it cannot and changes nothing", {timeout: 180_000}, async () => {
  const project = await makeProject();
  expect((await project.reprise(["accept"])).code).toBe(0);
  await project.replace("experiments/line/truth.ts", "2 * x + 1", "3 * x + 1");
  const before = await stateOf(project.root, "results");
  const reprise = await closeResults(project);
  expect(await reprise(["run"])).toMatchObject({code: 0});
  expect(await reprise(["verify"])).toMatchObject({code: 1});
  const {code, out} = await reprise(["accept"]);
  expect(code).toBe(2);
  expect(out).toContain("results could not be accepted, and nothing was changed: this machine refused");
  expect(out).toMatch(/EACCES.*results\/line/);
  expect(out).toContain("mend:");
  expect(await stateOf(project.root, "results")).toBe(before);
  expect((await files(project.root, "results")).filter((file) => file.includes(".tmp-"))).toEqual([]);
});

test("a result that a full disk has no room for was not run, in words, and what was kept before stays", {timeout: 120_000}, async () => {
  const project = await makeProject();
  const {code, out} = await runFaulty([...commandLine, "run", "--jobs", "1"], {root: project.root, at: 0, kind: "ENOSPC", below: ".reprise/store/runs"});
  expect(code).toBe(3);
  expect(out).toContain("the disk is full");
  expect(out).toContain("reprise store clean");
  expect(out).not.toMatch(/\n\s+at |defect of Reprise/);
  expect((await project.reprise(["run"])).code).toBe(0);
  expect((await files(project.root, ".reprise")).filter((file) => file.includes(".tmp-"))).toEqual([]);
});
