import {rm} from "node:fs/promises";
import {alignedTable} from "../../src/cli/table.ts";
import {makeProject, sampleFiles} from "../run/sample-project.ts";

/** A dependence on the host, as an expression whose number goes into a run's result. */
export interface Plant {
  readonly dependence: string;
  readonly where: "train.ts" | "a program";
  readonly expression: string;
  /** What `twice` names as the cause, or that the guard of runs refused it; and the rule of `lint` that finds it, where one does. */
  readonly twice: string;
  readonly lint: string | undefined;
}

const host = "(globalThis as unknown as {process: {cwd(): string; getBuiltinModule(name: string): {readdirSync(folder: string): string[]}}}).process";

const refused = "asks for what differs between machines";

const ofTraining: readonly (readonly [dependence: string, expression: string, lint: string])[] = [
  ["clock", "(Date.now() % 997) / 997", "clock-is-not-read"],
  ["locale", "(1234.5).toLocaleString().charCodeAt(1) / 64", "locale-is-not-read"],
  ["path", `${host}.cwd().length / 64`, "place-is-not-read"],
  ["file order", `${host}.getBuiltinModule("node:fs").readdirSync(".").indexOf("package.json")`, "order-is-stated"],
  ["CPU count", "navigator.hardwareConcurrency / 64", "machine-is-not-read"],
];

const ofProgram: readonly (readonly [dependence: string, expression: string, cause: string, lint: string])[] = [
  ["clock", "(Date.now() % 997) / 997", "cause: the clock", "clock-is-not-read"],
  ["locale", "(1234.5).toLocaleString().charCodeAt(1) / 64", "cause: the locale", "locale-is-not-read"],
  ["path", "process.cwd().length / 64", "cause: the folder", "place-is-not-read"],
  ["file order", 'readdirSync(".").indexOf("truth.ts")', "cause: the file order", "order-is-stated"],
  ["CPU count", "availableParallelism() / 64", "cause: the processors", "machine-is-not-read"],
  ["Math.exp", "Math.exp(0.7)", "cause: the arithmetic", "math-is-exact"],
];

export const plants: readonly Plant[] = [
  ...ofTraining.map(([dependence, expression, lint]) => ({dependence, expression, where: "train.ts" as const, twice: refused, lint})),
  ...ofProgram.map(([dependence, expression, twice, lint]) => ({dependence, expression, where: "a program" as const, twice, lint})),
];

/** `Math.exp` in a run is no dependence: Reprise puts its own in its place. */
export const harmless: Plant = {dependence: "Math.exp", where: "train.ts", expression: "Math.exp(0.7)", twice: "", lint: undefined};

/** What came of a plant: whether each tool said so. */
export interface Sown {
  readonly plant: Plant;
  readonly twice: boolean;
  readonly lint: boolean;
}

const program = (expression: string): string => `import {${["readFileSync", "writeFileSync", ...(expression.includes("readdirSync") ? ["readdirSync"] : [])].join(", ")}} from "node:fs";
${expression.includes("availableParallelism") ? 'import {availableParallelism} from "node:os";\n' : ""}const job = JSON.parse(readFileSync(process.argv.at(-1), "utf8"));
writeFileSync(job.output + "/metrics.json", JSON.stringify({error: job.parameters.learningRate + ${expression}}));
`;

function filesOf({where, expression}: Plant): Readonly<Record<string, string>> {
  const declaration = sampleFiles["experiments/line/experiment.ts"] ?? "";
  if (where === "train.ts") return {...sampleFiles, "experiments/line/train.ts": (sampleFiles["experiments/line/train.ts"] ?? "").replace("tf.scalar(0)", `tf.scalar(${expression})`)};
  const {"experiments/line/train.ts": _, "experiments/line/evaluate.ts": __, ...rest} = sampleFiles;
  return {...rest, "experiments/line/experiment.ts": declaration.replace("metrics:", 'command: ["node", "fit.mjs"], files: ["fit.mjs"],\n  metrics:'), "experiments/line/fit.mjs": program(expression)};
}

/** Plants a dependence into a project of its own and asks both tools; each has to name it. */
export async function sow(plant: Plant): Promise<Sown> {
  const project = await makeProject(filesOf(plant));
  const says = async (words: readonly string[], what: string | undefined): Promise<boolean> => {
    const {code, out} = await project.reprise(words);
    return code !== 0 && (what === undefined || out.includes(what));
  };
  try {
    return {plant, twice: await says(["twice", "line/fast/seed-1"], plant.twice), lint: await says(["lint"], plant.lint)};
  } finally {
    await rm(project.root, {recursive: true, force: true});
  }
}

/** Plants that a tool did not find although it is expected to. */
export const lost = (sown: readonly Sown[]): readonly string[] => sown.flatMap(({plant, twice, lint}) =>
  twice && (lint || plant.lint === undefined) ? [] : [`${plant.dependence} in ${plant.where}: ${twice ? "found" : "not found"} by twice, ${lint ? "found" : "not found"} by lint`]);

/** A row per plant, and which of the two found it. */
export const plantTable = (sown: readonly Sown[]): string => alignedTable([
  ["planted".padEnd(12) + "in", "twice", "lint"],
  ...sown.map(({plant, twice, lint}) => [plant.dependence.padEnd(12) + plant.where, twice ? plant.twice.replace(refused, "refused: the guard of runs") : "not found", lint ? plant.lint ?? "" : "not found"]),
]);
