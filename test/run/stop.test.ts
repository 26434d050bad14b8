import {spawn} from "node:child_process";
import {readFile} from "node:fs/promises";
import {resolve} from "node:path";
import {expect, test} from "vitest";
import {makeProject, sampleFiles} from "./sample-project.ts";

const commandLine = resolve(import.meta.dirname, "..", "..", "src", "cli.ts");

/** Whether a process is there and not merely waiting to be counted. */
const lives = async (pid: number): Promise<boolean> =>
  !/^State:\s+Z/m.test(await readFile(`/proc/${pid}/status`, "utf8").catch(() => "State: Z"));

const busyTrain = (sampleFiles["experiments/line/train.ts"] ?? "").replace("const noise", 'console.log("busy");\n  for (let step = 0; step < 1e12; step += 1) if (step < 0) console.log(step);\n  const noise');
/** The worker process that a command line started: a run does not know its own number. */
async function workerOf(parent: number): Promise<number> {
  const children = (await readFile(`/proc/${parent}/task/${parent}/children`, "utf8")).trim().split(" ");
  const lines = await Promise.all(children.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return Number(children[lines.findIndex((line) => line.includes("worker"))]);
}

const command = `import {defineExperiment, points} from "reprise";
export default defineExperiment({id: "line", title: "A line", question: "?", parameters: points([{name: "a"}]), metrics: {error: {label: "error", better: "lower"}}, command: ["node", "busy.mjs"], files: ["busy.mjs"]});
`;
const {"experiments/line/train.ts": _, ...withoutTrain} = sampleFiles;
const kinds = [
  {kind: "a worker", signal: "SIGINT", code: 130, files: {...sampleFiles, "experiments/line/train.ts": busyTrain}},
  {kind: "an external program", signal: "SIGTERM", code: 143, files: {...withoutTrain, "experiments/line/experiment.ts": command, "experiments/line/busy.mjs": 'import {writeFileSync} from "node:fs";\nwriteFileSync("../../pid", `pid ${process.pid}`);\nfor (;;);\n'}},
] as const;

test.for(kinds)("$signal ends $kind that is busy, with exit code $code and in words", {timeout: 60_000}, async ({signal, code, files}) => {
  const project = await makeProject(files);
  const reprise = spawn(process.execPath, ["--conditions=reprise-source", commandLine, "run", "--jobs", "1"], {cwd: project.root, stdio: ["ignore", "pipe", "pipe"]});
  let [out, error] = ["", ""];
  reprise.stdout.setEncoding("utf8").on("data", (text: string) => { out += text; });
  reprise.stderr.setEncoding("utf8").on("data", (text: string) => { error += text; });
  const told = async () => (out.includes("busy") ? workerOf(reprise.pid!) : Number(/pid (\d+)/.exec(await project.read("pid").catch(() => ""))?.[1] ?? 0));
  while (await told() === 0 && reprise.exitCode === null) await new Promise((next) => { setTimeout(next, 50); });
  const pid = await told();
  expect(await lives(pid)).toBe(true);
  const ended = new Promise((done) => reprise.once("exit", done));
  reprise.kill(signal);
  expect(await ended).toBe(code);
  for (let look = 0; look < 100 && await lives(pid); look += 1) await new Promise((next) => { setTimeout(next, 50); });
  expect(await lives(pid)).toBe(false);
  expect(error).toContain("every finished run is kept");
});
