import {mkdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {UserError} from "../../errors.ts";
import {alteredFiles, versionText} from "../../plan/command-code.ts";
import {pathOf, type RunTask} from "../../plan/tasks.ts";
import {makeFolder} from "../../store/durable-write.ts";
import {moveIntoStore} from "../../store/move-durably.ts";
import type {Store} from "../../store/store.ts";
import {temporaryPath} from "../../store/temporary.ts";
import {layOutJob, type CommandSources} from "./command-job.ts";
import {readOutput} from "./command-output.ts";
import type {Host} from "../workers/host.ts";
import type {TrainedDigests} from "../make-result.ts";
import {runProgram} from "./program.ts";
import {footprint, touchedBetween} from "./touched.ts";

/** What came of an external program. */
export type CommandOutcome =
  | {readonly status: "done"; readonly metrics?: Readonly<Record<string, number>>; readonly left: LeftByCommand; readonly wall: number; readonly facts: Readonly<Record<string, string>>}
  | {readonly status: "failed"; readonly because: string; readonly mend: string};

/** Digests of what is in the store now, and series. */
export type LeftByCommand = Omit<TrainedDigests, "predictions"> & {readonly predictions?: string};

export interface CommandOptions {
  readonly root: string;
  readonly store: Store;
  /** Hears the lines that the program writes, and what it left undone. */
  readonly tell: (line: string) => void;
  /** Another machine that is played to the program. */
  readonly host?: Host | undefined;
}

/**
 * Runs an experiment's external program as one run. It is started in the experiment's folder with the path of `job.json` as its last argument, and writes into
 * the folder that `output` names there: `metrics` as JSON, JSON Lines or CSV, or `predictions` as safetensors, JSON, JSON Lines or CSV for `evaluate.ts`;
 * `series/<name>.csv` or `.jsonl`, and `weights.safetensors`, where it has any.
 */
export async function runCommand(task: RunTask, sources: CommandSources, {root, store, tell, host}: CommandOptions): Promise<CommandOutcome> {
  const folder = host === undefined ? temporaryPath(join(root, ".reprise", "commands")) : join(root, ".reprise", "commands", "run"); // on a played machine nothing is by chance
  await makeFolder(join(root, ".reprise", "commands"));
  await mkdir(folder);
  try {
    const job = await layOutJob(folder, task, sources);
    const before = await footprint(task.experiment.folder);
    const start = performance.now();
    const failure = await run(task, job.file, tell, host);
    const wall = (performance.now() - start) / 1000;
    const touched = touchedBetween(before, await footprint(task.experiment.folder));
    if (touched.length > 0) tell(`${pathOf(task)}: while its command ran, ${someOf(touched)} changed in experiments/${task.experiment.id}, where the next run may read it; write into the folder that job.json names as output`);
    if (failure !== undefined) return failure;
    const altered = await alteredSince(task, touched);
    if (altered.length > 0) return {status: "failed", because: `${someOf(altered)} changed since this run was planned, so that its key does not tell of what ran`, mend: "leave the command's files alone while it runs, and run again"};
    const {metrics, weights, predictions, series, stray} = await readOutput(job.output, pathOf(task));
    if (stray.length > 0) tell(`${pathOf(task)}: nobody reads what its command wrote as ${stray.join(", ")}`);
    const kept = predictions === undefined ? undefined : "file" in predictions ? await moveIntoStore(store, predictions.file) : await store.put(predictions.bytes);
    return {
      status: "done", wall,
      ...(metrics === undefined ? {} : {metrics}),
      left: {series: {...series}, ...(kept === undefined ? {} : {predictions: kept}), ...(weights === undefined ? {} : {weights: await moveIntoStore(store, weights.file)})},
      facts: await factsOf(task),
    };
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

const someOf = (files: readonly string[]): string => `${files.slice(0, 3).join(", ")}${files.length > 3 ? ` and ${files.length - 3} more files` : ""}`;

/** The command's files that are not those of its key, or may have been others while it ran. */
async function alteredSince({experiment, code}: RunTask, touched: readonly string[]): Promise<readonly string[]> {
  const altered = await alteredFiles(experiment, code.command);
  return experiment.command?.files.filter((file) => altered.includes(file) || touched.includes(file)) ?? [];
}

async function run(task: RunTask, job: string, tell: CommandOptions["tell"], host: Host | undefined): Promise<(CommandOutcome & {readonly status: "failed"}) | undefined> {
  const {id, folder, command} = task.experiment;
  const words = command?.words ?? [];
  const path = pathOf(task);
  const byHand = `run it by hand in experiments/${id}: ${words.join(" ")} job.json; where it works there, name the variables that it needs: environment: ["…"] in experiment.ts`;
  const end = await runProgram([...words, job], {cwd: folder, timeLimit: command?.timeLimit, environment: command?.environment ?? [], host, hear: (line) => tell(`${path}: ${line}`)});
  switch (end.status) {
    case "ended": return undefined;
    case "absent": throw new UserError(`${path}: ${words[0] ?? ""} is not on this machine (${end.because})`, `install ${words[0] ?? ""}, or change command in experiments/${id}/experiment.ts`, 3);
    case "late": return {status: "failed", because: `its command did not end within ${command?.timeLimit ?? 0} s`, mend: `raise timeLimit in experiments/${id}/experiment.ts, or ${byHand}`};
    case "failed": return {status: "failed", because: [`its command ${end.how}`, ...end.last].join("\n    "), mend: byHand};
  }
}

/** Interpreters that tell their version when asked so. */
const interpreters = /^(python[\d.]*|R|Rscript|julia|node|octave|perl|ruby)(\.exe)?$/;

/** The version of the interpreter, where it is no part of the key. */
async function factsOf({experiment: {folder, command}}: RunTask): Promise<Readonly<Record<string, string>>> {
  const program = command?.words[0] ?? "";
  if (command?.version !== undefined || !interpreters.test(program)) return {};
  return {[program]: await versionText([program, "--version"], folder, command?.environment)};
}

/** What a command left undeclared: changes of it would not be seen. */
export function undeclared({experiment: {id, command, files}}: RunTask): readonly string[] {
  if (command === undefined) return [];
  const beside = files.map((file) => file.slice(`experiments/${id}/`.length)).filter((file) => ![...command.files, ...command.version ?? []].includes(file) && !/\.(ts|md|pyc)$/.test(file));
  const packaged = interpreters.test(command.words[0] ?? "");
  return [
    ...(beside.length === 0 ? [] : [`${id}: ${beside.join(", ")} in its folder: not declared, so that a change would not be seen; list under files what its command reads`]),
    ...(packaged && command.lock === undefined ? [`${id}: its packages are no part of its key; declare their lock file, such as lock: "uv.lock"`] : []),
    ...(packaged && command.version === undefined ? [`${id}: the version of ${command.words[0] ?? ""} is no part of its key, only noted; declare version: ["${command.words[0] ?? ""}", "--version"]`] : []),
  ];
}
