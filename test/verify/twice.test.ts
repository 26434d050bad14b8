import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {expect, test} from "vitest";
import {culprits} from "../../src/verify/twice.ts";
import type {Condition} from "../../src/verify/twice-conditions.ts";
import {makeProject, sampleFiles} from "../run/sample-project.ts";

/** What a program may read of its machine, as an expression that gives a number, by the condition that it must be traced to. */
const probes = {
  clock: "Date.now()",
  "time zone": "new Date(2020, 0, 1).getTimezoneOffset()",
  locale: "(1.5).toLocaleString().charCodeAt(1)",
  folder: "process.cwd().length",
  "file order": 'readdirSync(".")[0].length',
  processors: "availableParallelism()",
  arithmetic: "Math.exp(1.1)",
  randomness: "Math.random()",
  "hash order": "Number(process.env.PYTHONHASHSEED)",
  umask: "process.umask()",
  home: "homedir().length",
  user: "userInfo().username.length",
  "host name": "hostname().length",
  environment: 'process.env.SEED === undefined ? 1 : 2',
  memory: "totalmem()",
} as const satisfies Partial<Record<Condition, string>>;

const slug = (condition: string): string => condition.replace(" ", "-");

const program: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "reprise.config.ts": (sampleFiles["reprise.config.ts"] ?? "").replace('["line"]', '["outside"]'),
  "experiments/outside/experiment.ts": `import {defineExperiment, grid} from "reprise";
export default defineExperiment({
  id: "outside", title: "A program", question: "On what does it depend?", parameters: grid({reads: ${JSON.stringify([...Object.keys(probes), "nothing"].map(slug))}}),
  metrics: {seen: {label: "seen", better: "neither", tolerance: 0}}, command: ["node", "probe.mjs"], promise: "bitwise",
});
`,
  "experiments/outside/probe.mjs": `import {readFileSync, readdirSync, writeFileSync} from "node:fs";
import {availableParallelism, homedir, hostname, totalmem, userInfo} from "node:os";
const {parameters: {reads}, output} = JSON.parse(readFileSync(process.argv[2], "utf8"));
const probes = {nothing: () => 0, ${Object.entries(probes).map(([condition, code]) => `"${slug(condition)}": () => ${code}`).join(", ")}};
writeFileSync(output + "/metrics.json", JSON.stringify({seen: probes[reads]()}));
`,
};

test("twice names every condition of the host on which a program depends, and finds none where it depends on nothing", {timeout: 600_000}, async () => {
  const project = await makeProject(program);
  const {code, out} = await project.reprise(["twice", ...[...Object.keys(probes), "nothing"].map((condition) => `outside/${slug(condition)}/once`), "--json"]);
  const {runs} = JSON.parse(out) as {readonly runs: readonly {readonly run: string; readonly verdict: {readonly status: string; readonly causes?: readonly {readonly condition: string}[]}}[]};
  const found = Object.fromEntries(runs.map(({run, verdict}) => [run.split("/")[1], [verdict.status, ...(verdict.causes ?? []).map(({condition}) => condition)]]));
  expect(found).toEqual({...Object.fromEntries(Object.keys(probes).map((condition) => [slug(condition), ["differs", condition]])), nothing: ["same"]});
  expect(code).toBe(1);
});

const leaks = {
  clock: "Object.getPrototypeOf(performance).now.call(performance)",
  earlier: "(globalThis.runs = (globalThis.runs ?? 0) + 1)",
  guarded: "Date.now()",
  nothing: "1",
} as const;

const leaking: Readonly<Record<string, string>> = {
  ...sampleFiles,
  "experiments/line/experiment.ts": (sampleFiles["experiments/line/experiment.ts"] ?? "").replace(/points\(.*\)/, `grid({leak: ${JSON.stringify(Object.keys(leaks))}, learningRate: 0.01, steps: 20})`).replace("points", "grid").replace("seed: 2", "seed: 1"),
  "experiments/line/train.ts": (sampleFiles["experiments/line/train.ts"] ?? "").replace("    const cost", `    const leaks = {${Object.entries(leaks).map(([name, code]) => `${name}: () => ${code}`).join(", ")}} as any;\n    if (step === 10) slope.assign(tf.scalar(leaks[parameters.leak]()));\n    const cost`),
};

interface Told {
  readonly runs: readonly {readonly run: string; readonly verdict: {readonly status: string; readonly part?: string; readonly message?: string; readonly parting?: {readonly step: number}; readonly causes?: readonly {readonly condition: string}[]}}[];
}

test("twice finds what gets past the guard of a run, where training parts first, and what the guard refuses", {timeout: 600_000}, async () => {
  const project = await makeProject(leaking);
  const {code, out} = await project.reprise(["twice", ...Object.keys(leaks).map((leak) => `line/${leak}`), "--json"]);
  expect(code).toBe(1);
  const verdicts = (JSON.parse(out) as Told).runs.map(({verdict}) => verdict);
  expect(verdicts).toMatchObject([
    {status: "differs", causes: [{condition: "clock"}], parting: {step: 10}},
    {status: "differs", causes: [{condition: "earlier run"}], parting: {step: 10}},
    {status: "refused", part: "clock", message: expect.stringContaining("Date.now() in a run")},
    {status: "same"},
  ]);
  expect((await readdir(join(project.root, ".reprise", "store", "runs")).catch(() => [])).length).toBe(0); // nothing of another machine is remembered
});

test("a word that names no run is told with the nearest", {timeout: 60_000}, async () => {
  expect(await (await makeProject()).reprise(["twice", "lines"])).toMatchObject({code: 2, error: expect.stringContaining("no run is called lines")});
});

test("culprits are found by halving, also where there are several, or several that work only together", async () => {
  const conditions: readonly Condition[] = ["clock", "time zone", "locale", "folder", "umask", "user", "home", "memory"];
  let makings = 0;
  const search = (differs: (varied: ReadonlySet<Condition>) => boolean) => {
    makings = 0;
    return culprits(conditions, async (varied) => { makings += 1; return differs(new Set(varied)); });
  };
  expect(await search((varied) => varied.has("user"))).toEqual({conditions: ["user"], together: false});
  expect(makings).toBe(6);
  expect(await search((varied) => varied.has("clock") || varied.has("memory"))).toEqual({conditions: ["clock", "memory"], together: false});
  expect(await search((varied) => varied.has("clock") && varied.has("memory"))).toEqual({conditions, together: true});
});
