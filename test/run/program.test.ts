import {spawn} from "node:child_process";
import {mkdtemp, readFile, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {expect, test} from "vitest";
import {runProgram} from "../../src/run/program/program.ts";

const folder = await mkdtemp(join(tmpdir(), "reprise-program-"));
const node = process.execPath;

async function run(code: string, {words = [], timeLimit}: {readonly words?: readonly string[]; readonly timeLimit?: number} = {}) {
  const heard: string[] = [];
  const end = await runProgram([node, "-e", code, "--", ...words], {cwd: folder, timeLimit, hear: (line) => heard.push(line)});
  return {end, heard};
}

test("what a program writes is heard line by line, long lines cut, and its words reach it as they are", async () => {
  const words = ["a b", '"quoted"', "$HOME", "a&b|c", "ü", "back\\slash\\", ""];
  const {end, heard} = await run("console.log(JSON.stringify(process.argv.slice(1))); console.error('warned'); console.log('x'.repeat(1000))", {words});
  expect(end).toEqual({status: "ended"});
  expect(JSON.parse(heard.find((line) => line.startsWith("["))!)).toEqual(words);
  expect(heard).toContain("warned");
  expect(heard.find((line) => line.startsWith("xx"))).toHaveLength(501);
});

test("how a program failed is told with its last lines", async () => {
  expect((await run("for (let i = 0; i < 9; i += 1) console.error('line', i); process.exitCode = 3")).end)
    .toEqual({status: "failed", how: "ended with 3", last: ["line 3", "line 4", "line 5", "line 6", "line 7", "line 8"]});
  expect((await run("process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)")).end).toMatchObject({status: "failed", how: "was ended by SIGTERM"});
  expect((await runProgram(["no-such-program-here"], {cwd: folder, timeLimit: undefined, hear: () => undefined})).status).toBe("absent");
});

/** Starts another program that outlives it, and says which. */
const withChild = `const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {stdio: "inherit"}); require("node:fs").writeFileSync("child", String(child.pid)); setInterval(() => {}, 1000)`;

/** Whether a process runs; one that ended and whom nobody asked yet does not. */
async function runs(pid: number): Promise<boolean> {
  const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  if (state !== undefined) return !/\) [ZX] /.test(state);
  try {
    return process.kill(pid, 0) && process.platform !== "linux";
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<void> {
  while (await runs(pid)) await new Promise((wait) => setTimeout(wait, 20));
}

test("a program that takes too long is ended, with all that it started", async () => {
  expect((await run(withChild, {timeLimit: 1})).end).toEqual({status: "late"});
  await gone(Number(await readFile(join(folder, "child"), "utf8")));
});

test("a program ends when the one that started it does, with all that it started", async () => {
  const caller = join(folder, "caller.mjs");
  const module = resolve(import.meta.dirname, "../../src/run/program/program.ts");
  await writeFile(caller, `import {runProgram} from ${JSON.stringify(module)};
void runProgram([process.execPath, "-e", ${JSON.stringify(`console.log("up"); ${withChild}; console.log("ready")`)}], {cwd: ${JSON.stringify(folder)}, timeLimit: undefined, hear: (line) => { if (line === "ready") process.exit(0); }});`);
  const calling = spawn(node, ["--conditions=reprise-source", caller], {stdio: "inherit"});
  await new Promise((done) => calling.once("exit", done));
  await gone(Number(await readFile(join(folder, "child"), "utf8")));
});

test("a program knows of its caller's environment what it needs and what is named", async () => {
  process.env["REPRISE_TEST_NAMED"] = "here";
  process.env["REPRISE_TEST_OTHER"] = "here";
  const heard: string[] = [];
  await runProgram([node, "-p", "Object.keys(process.env).sort().join()"], {cwd: folder, timeLimit: undefined, environment: ["REPRISE_TEST_NAMED", "REPRISE_TEST_ABSENT"], hear: (line) => heard.push(line)});
  const names = heard[0]?.split(",") ?? [];
  expect(names).toEqual(expect.arrayContaining(["PATH", "TZ", "LC_ALL", "PYTHONHASHSEED", "REPRISE_TEST_NAMED"]));
  expect(names).not.toContain("REPRISE_TEST_OTHER");
  expect(names).not.toContain("NODE_OPTIONS");
});
