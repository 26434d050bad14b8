import {rm} from "node:fs/promises";
import {availableParallelism} from "node:os";
import {join} from "node:path";
import pLimit from "p-limit";
import type {EngineName} from "../engine/engine.ts";
import {refusalOf, UserError} from "../errors.ts";
import {parseAs, parseResult, resultSchema, type Result} from "../results/result.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {readDataset} from "../sources/read-dataset.ts";
import {stage} from "../store/durable-write.ts";
import type {Store} from "../store/store.ts";
import {openCheckpoints, type Checkpoints} from "./checkpoints.ts";
import {runCommand, undeclared} from "./command.ts";
import {sourceName, type CommandSources} from "./command-job.ts";
import {chainSeconds, readExpectations, type Expectation} from "./expectation.ts";
import {openPredictors, readLeftBehind, resultFrom, type FromBaseline, type LeftBehind, type Predictors} from "./depth.ts";
import {requireDeclared} from "./declared-metrics.ts";
import {freeDeviceMemory, usesDevice} from "./device-memory.ts";
import {completedResult, dataDigests, divergedResult, type TrainedDigests} from "./make-result.ts";
import {HostRefusal} from "../train/refusal.ts";
import type {Host} from "./host.ts";
import type {WorkerAnswer, WorkerNote} from "./messages.ts";
import {openMadeMemory} from "../plan/made.ts";
import {pathOf, withInputs, type RunTask} from "../plan/tasks.ts";
import {openRunLocks, type RunLocks} from "./locks.ts";
import {openPool, type Pool} from "./pool.ts";
import type {RunProgress} from "./progress.ts";
import {provenanceOf, type Measured, type Provenance} from "./provenance.ts";
import {openSchedule, type Cost, type Limits, type Schedule} from "./schedule.ts";

/** What came of a run that was asked for. */
export type RunOutcome =
  | {readonly status: "done"; readonly result: Result; readonly fresh: boolean; readonly provenance: Provenance}
  | {readonly status: "not-run"; readonly because: string; readonly mend: string}
  | {readonly status: "failed"; readonly because: string; readonly mend: string};

export interface ExecuteOptions {
  readonly root: string;
  readonly store: Store;
  readonly mirrors: readonly string[];
  /** Worker processes; default the number of processors. */
  readonly jobs?: number;
  /** Ignore what was computed before. */
  readonly fresh?: boolean;
  readonly progress: RunProgress;
  /** Start from what the baseline's trainings left, and train nothing; nothing of it is taken from the cache or put there. */
  readonly from?: FromBaseline;
  /** Another machine that is played to the runs. */
  readonly host?: Host;
  /** Ends the whole when it is aborted: rejects with its reason; what is done by then is kept, and was told to `progress`. */
  readonly signal?: AbortSignal;
}

/** How many entries of the store are read at the same time. */
const reads = 16;
/** How much of the free memory runs may take. */
const memoryShare = 0.8;

/** Makes every run of `tasks` that is not cached, inputs first and then the longest, in worker processes. Outcomes by run path. */
export async function executeTasks(tasks: readonly RunTask[], options: ExecuteOptions): Promise<ReadonlyMap<string, RunOutcome>> {
  const limits = await limitsOf(tasks, options.jobs);
  const pool = openPool(limits.jobs, options.root, options.progress.tell, options.host);
  const schedule = openSchedule(limits);
  const locks = openRunLocks(options.root, options.progress.waiting);
  const recall = pLimit(reads);
  const started = new Map<RunTask, Promise<RunOutcome>>();
  const whole = options.from === undefined ? withInputs(tasks) : tasks;
  const expected = await readExpectations(options.root);
  const chain = chainSeconds(whole, (task) => expected(task).seconds);
  const costOf = (task: RunTask): Cost => ({...(limits.device ? {} : expected(task)), group: task.experiment.id, seconds: chain.get(task) ?? 0});
  const checkpoints = await openCheckpoints(options.store, options.progress.tell);
  const execution = {...options, checkpoints, rememberMade: openMadeMemory(options.store), pool, schedule, locks, refused: [] as string[], sharesDevice: limits.device, costOf, started, predictors: openPredictors(options.root), remade: new Map<RunTask, Promise<RunOutcome>>(), told: new Set<string>(), datasets: new Map<string, Promise<Readonly<Record<string, string>>>>()};
  options.progress.begin(whole.map((task) => ({seconds: expected(task).seconds})));
  try {
    for (const task of whole) started.set(task, executeTask(task, execution, recall, expected(task)));
    const all = Promise.all(whole.map(async (task) => [pathOf(task), await started.get(task)!] as const));
    return new Map(await (options.signal === undefined ? all : Promise.race([all, rejectionBy(options.signal)])));
  } finally {
    recall.clearQueue();
    schedule.clear();
    locks.close();
    options.progress.end();
    pool.close();
  }
}

const rejectionBy = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => {
  signal.addEventListener("abort", () => reject(signal.reason as Error), {once: true});
});

/**
 * How many runs at a time, and whose memory they share: the machine's, or the GPU's where one of them computes there. A GPU that does not tell its memory
 * takes one run at a time, unless someone asks for more.
 */
async function limitsOf(tasks: readonly RunTask[], asked: number | undefined): Promise<Limits & {readonly device: boolean}> {
  const onDevice = tasks.some((task) => usesDevice(task.parts.engine.name));
  const device = onDevice ? await freeDeviceMemory() : undefined;
  const jobs = Math.max(1, asked ?? (onDevice && device === undefined ? 1 : availableParallelism()));
  return {jobs, memory: memoryShare * (device ?? process.availableMemory()), device: device !== undefined};
}

interface Execution extends ExecuteOptions {
  /** Remembers from what a run was made. */
  readonly rememberMade: (task: RunTask) => Promise<void>;
  readonly pool: Pool;
  readonly schedule: Schedule;
  readonly locks: RunLocks;
  readonly checkpoints: Checkpoints;
  /** What the machine said when a result could not be kept. */
  readonly refused: string[];
  /** Whether runs share a GPU that tells its free memory. */
  readonly sharesDevice: boolean;
  readonly costOf: (task: RunTask) => Cost;
  readonly started: ReadonlyMap<RunTask, Promise<RunOutcome>>;
  /** Inputs made again, since the store no longer holds what they left. */
  readonly remade: Map<RunTask, Promise<RunOutcome>>;
  readonly predictors: Predictors;
  /** Experiments of which was told what their commands leave undeclared. */
  readonly told: Set<string>;
  readonly datasets: Map<string, Promise<Readonly<Record<string, string>>>>;
}

async function executeTask(task: RunTask, execution: Execution, recall: ReturnType<typeof pLimit>, {seconds}: Expectation): Promise<RunOutcome> {
  const {from} = execution;
  const outcome = from === undefined ? await recall(() => recallRun(task, execution)) ?? await makeRun(task, execution) : await makeFrom(task, from, execution, recall);
  execution.progress.done(task, outcome, seconds);
  return outcome;
}

/** A run that was computed before with this very key. */
async function recallRun(task: RunTask, {store, fresh}: Execution): Promise<RunOutcome | undefined> {
  const text = fresh === true ? undefined : await store.recall("runs", task.key);
  if (text === undefined) return undefined;
  try {
    const {result, provenance} = JSON.parse(text) as {readonly result: unknown; readonly provenance: Provenance};
    const recalled = parseResult(result, `the store's entry of ${pathOf(task)}`);
    return {status: "done", result: {...recalled, digests: {...recalled.digests, data: dataDigests(task)}}, fresh: false, provenance};
  } catch (error) {
    await store.reject("runs", task.key, `it holds no result that can be read (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

async function makeRun(task: RunTask, execution: Execution): Promise<RunOutcome> {
  try {
    const inputs = await inputResults(task, execution);
    const data = await readData(task, execution);
    const make = task.experiment.command === undefined ? makeTrained : makeCommand;
    return await takeTurn(task, execution, () => make(task, inputs, data, execution));
  } catch (error) {
    return notRun(error, execution);
  }
}

/** What stops one run alone: something that it needs is not there, or this machine refuses to write or read. */
function notRun(error: unknown, {refused}: Execution): RunOutcome {
  if (error instanceof UserError && error.exitCode === 3) return {status: "not-run", because: error.message, mend: error.mend};
  const refusal = refusalOf(error);
  if (refusal === undefined) throw error;
  refused.push(refusal.message);
  return {status: "not-run", because: `its result could not be kept: ${refusal.message}`, mend: refusal.mend};
}

/** Once a result could not be kept, the others are computed only if they can. */
async function requireRoom({store, refused}: Execution): Promise<void> {
  if (refused.length > 0) await rm(await stage(join(store.folder, "room"), Buffer.alloc(4096)), {force: true});
}

/** Makes a run's result from the weights or the predictions that the baseline's training left. */
async function makeFrom(task: RunTask, from: FromBaseline, execution: Execution, recall: ReturnType<typeof pLimit>): Promise<RunOutcome> {
  try {
    const left = await recall(() => readLeftBehind(task, from, execution.predictors, execution.store));
    tellPredict(task, left, execution);
    const {experiment: {id}, variant, replicate, parts: {parameters, factors}} = task;
    const data = await readData(task, execution);
    const answer = await execution.schedule.run(execution.costOf(task), () => askAgain(task, execution, () => ask(execution, {experiment: id, variant: variant.name, replicate: replicate.name, parameters, factors, data, ...left.job})));
    return await settleFrom(task, left, answer, execution);
  } catch (error) {
    return notRun(error, execution);
  }
}

/** Tells once per experiment which predict.ts is at work: no key does. */
function tellPredict({experiment: {id}}: RunTask, {predict}: LeftBehind, {told, progress}: Execution): void {
  if (predict === undefined || told.has(`${id}/predict.ts`)) return;
  told.add(`${id}/predict.ts`);
  progress.tell(`${id}: predictions are made from weights by predict.ts ${predict.slice(0, 8)}`);
}

async function settleFrom(task: RunTask, left: LeftBehind, answer: WorkerAnswer, {store}: Execution): Promise<RunOutcome> {
  switch (answer.status) {
    case "refused": throw refused(task, answer);
    case "ended": return {status: "not-run", because: answer.message, mend: answer.mend};
    case "failed": return {status: "failed", because: answer.message, mend: answer.mend ?? mendOf(answer.stack)};
    case "evaluated": case "predicted": {
      const predictions = answer.status === "predicted" ? await store.put(answer.predictions) : undefined;
      const result = checked(task, resultFrom(task, left, predictions, answer.evaluation));
      const measured = left.predict === undefined || answer.status === "evaluated" ? answer : {...answer, facts: {...answer.facts, "predict.ts": left.predict}};
      return {status: "done", result, fresh: true, provenance: provenanceOf(pathOf(task), task.key, task.parts.engine.name, measured, new Date())};
    }
    default: throw new Error(`${pathOf(task)}: a worker that was to predict or evaluate trained`);
  }
}

async function inputResults(task: RunTask, execution: Execution): Promise<Readonly<Record<string, Result>>> {
  const results: Record<string, Result> = {};
  for (const [name, input] of Object.entries(task.inputs)) {
    const outcome = await wholeInput(input, execution);
    if (outcome?.status !== "done" || outcome.result.status !== "completed") throw new UserError(`its input ${name}, ${pathOf(input)}, was not completed`, "mend that run first", 3);
    results[name] = outcome.result;
  }
  return results;
}

/** The outcome of an input whose weights and predictions are in the store, verified; they are made again where they are not. */
async function wholeInput(input: RunTask, execution: Execution): Promise<RunOutcome | undefined> {
  const outcome = await execution.started.get(input);
  if (outcome?.status !== "done" || await holds(execution.store, outcome.result.digests)) return outcome;
  const making = execution.remade.get(input) ?? makeRun(input, execution);
  execution.remade.set(input, making);
  return making;
}

/** Whether the store has all that a training left, each file with its digest. */
async function holds(store: Store, {weights, predictions}: {readonly weights?: string | undefined; readonly predictions?: string | undefined}): Promise<boolean> {
  for (const digest of [weights, predictions]) if (digest !== undefined && await store.get(digest) === undefined) return false;
  return true;
}

type DataFiles = Readonly<Record<string, {readonly declaration: RunTask["experiment"]["data"][string]; readonly files: Readonly<Record<string, string>>}>>;

async function readData(task: RunTask, {root, store, mirrors, datasets, progress}: Execution): Promise<DataFiles> {
  const entries = await Promise.all(Object.entries(task.experiment.data).map(async ([name, declaration]) => {
    const reading = datasets.get(declaration.id) ?? readDataset(declaration, {root, store, mirrors, tell: progress.tell});
    datasets.set(declaration.id, reading);
    return [name, {declaration, files: await reading}] as const;
  }));
  return Object.fromEntries(entries);
}

async function makeTrained(task: RunTask, inputs: Readonly<Record<string, Result>>, data: DataFiles, execution: Execution): Promise<Turn<RunOutcome>> {
  const {store} = execution;
  const earlier = await recallTraining(task, execution);
  const {value, bytes} = await askAgain(task, execution, () => resume(task, earlier !== undefined, execution, {
    experiment: task.experiment.id,
    variant: task.variant.name,
    replicate: task.replicate.name,
    parameters: task.parts.parameters,
    factors: task.parts.factors,
    engine: task.parts.engine.name as EngineName,
    entries: {...(task.code.train === undefined ? {} : {train: task.code.train.file}), ...(task.code.evaluate === undefined ? {} : {evaluate: task.code.evaluate.file})},
    data,
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, {digests}]) => [name, {
      predictions: store.path(digests.predictions ?? ""),
      ...(digests.weights === undefined ? {} : {weights: store.path(digests.weights)}),
    }])),
    ...(earlier === undefined ? {} : {predictions: store.path(earlier.predictions)}),
  }));
  const outcome = await settle(task, inputs, earlier, value, execution);
  if (outcome.status === "done") await execution.checkpoints.remove(task.trainingKey);
  return {value: outcome, bytes};
}

/** Has a worker train, from where an interrupted run of the same training left off. */
async function resume(task: RunTask, trained: boolean, execution: Execution, job: Parameters<Pool["perform"]>[0]): Promise<Turn<WorkerAnswer>> {
  const {checkpoints, fresh, progress} = execution;
  const hear = (note: WorkerNote): void => (note.status === "checkpoint" ? checkpoints.write({key: task.trainingKey, run: `${pathOf(task)} on ${task.parts.engine.name}`}, note.bytes) : progress.tell(`${pathOf(task)} goes on where it was interrupted: ${note.at}`));
  if (fresh === true) await checkpoints.remove(task.trainingKey);
  const left = trained ? undefined : await checkpoints.read(task.trainingKey);
  const answered = await ask(execution, {...job, checkpoints: left === undefined ? {} : {left}}, hear);
  if (answered.value.status !== "unfit") return answered;
  progress.tell(`${pathOf(task)} begins anew, since its checkpoint is another run's: ${answered.value.because}`);
  await checkpoints.remove(task.trainingKey);
  return ask(execution, {...job, checkpoints: {}}, hear);
}

/**
 * Makes a run when processors and memory are free and no other process is at it: the others share the work. What one of them made meanwhile is taken from
 * the store; what one of them left undone is made here.
 */
async function takeTurn(task: RunTask, execution: Execution, make: () => Promise<Turn<RunOutcome>>): Promise<RunOutcome> {
  for (;;) {
    const outcome = await execution.schedule.run<RunOutcome | undefined>(execution.costOf(task), async () => {
      const lock = await execution.locks.take(task.trainingKey);
      if (lock === undefined) return {value: undefined};
      try {
        const made = await recallRun(task, execution);
        return made?.status === "done" && await holds(execution.store, made.result.digests) ? {value: made} : await requireRoom(execution).then(make);
      } finally {
        await lock.release();
      }
    });
    if (outcome !== undefined) return outcome;
    await execution.locks.free(task.trainingKey);
  }
}

/** What came of a work, and the bytes of memory that it took, where that is known. */
interface Turn<T> {
  readonly value: T;
  readonly bytes?: number | undefined;
}

/** Has a worker do a job. What a run takes of a GPU's memory its process keeps, so that it is told after the run. */
async function ask({pool, sharesDevice}: Execution, job: Parameters<Pool["perform"]>[0], hear?: (note: WorkerNote) => void): Promise<Turn<WorkerAnswer>> {
  const before = sharesDevice ? await freeDeviceMemory() : undefined;
  const value = await pool.perform(job, hear);
  if (before !== undefined) return {value, bytes: Math.max(0, before - (await freeDeviceMemory() ?? before))};
  return {value, bytes: "peak" in value ? value.peak : undefined};
}

/** Has a job done once more where its process was killed, and says so. */
async function askAgain(task: RunTask, {progress}: Execution, work: () => Promise<Turn<WorkerAnswer>>): Promise<Turn<WorkerAnswer>> {
  const first = await work();
  if (first.value.status !== "ended" || !first.value.again) return first;
  progress.tell(`${pathOf(task)}: ${first.value.message}; once more`);
  return work();
}

/** Turns a worker's answer into a kept result; mistakes of the user end the whole. */
async function settle(task: RunTask, inputs: Readonly<Record<string, Result>>, earlier: TrainedDigests | undefined, answer: WorkerAnswer, execution: Execution): Promise<RunOutcome> {
  switch (answer.status) {
    case "refused": throw refused(task, answer);
    case "ended": return {status: "not-run", because: answer.message, mend: answer.mend};
    case "failed": return {status: "failed", because: answer.message, mend: answer.mend ?? mendOf(answer.stack)};
    case "diverged": return keep(task, divergedResult(task, inputs, answer), answer, execution);
    case "predicted": case "unfit": throw new Error(`${pathOf(task)}: a worker that was to train answered ${answer.status}`);
    case "evaluated": return keep(task, completedResult(task, inputs, earlier, answer.evaluation), answer, execution);
    case "completed": {
      const trained = await keepTraining(task, answer, execution);
      return keep(task, completedResult(task, inputs, trained, answer.evaluation), answer, execution);
    }
  }
}

const refused = (task: RunTask, {message, mend, part}: Extract<WorkerAnswer, {readonly status: "refused"}>): UserError =>
  (part === undefined ? new UserError(`${pathOf(task)}: ${message}`, mend) : new HostRefusal(part, `${pathOf(task)}: ${message}`));

/** The lines of a stack that lie in the project's own bundle. */
const mendOf = (stack: string): string => `it failed in:\n${stack.split("\n").slice(1, 6).map((line) => line.replace(/\(?file:\/\/\S*\/(?=[^/]+\.mjs)/, "(").replace(/\?job=\d+/, "")).join("\n")}`;

async function keepTraining(task: RunTask, {trained}: Extract<WorkerAnswer, {readonly status: "completed"}>, {store}: Execution): Promise<TrainedDigests> {
  const digests: TrainedDigests = {
    predictions: await store.put(trained.predictions),
    ...(trained.weights === undefined ? {} : {weights: await store.put(trained.weights)}),
    series: {...trained.series},
    ...(trained.trace === undefined ? {} : {trace: trained.trace}),
  };
  await store.remember("trained", task.trainingKey, canonicalJson(digests));
  return digests;
}

async function recallTraining(task: RunTask, {store, fresh}: Execution): Promise<TrainedDigests | undefined> {
  const text = fresh === true ? undefined : await store.recall("trained", task.trainingKey);
  if (text === undefined) return undefined;
  const digests = JSON.parse(text) as TrainedDigests;
  return await holds(store, digests) ? digests : undefined;
}

async function makeCommand(task: RunTask, inputs: Readonly<Record<string, Result>>, data: DataFiles, execution: Execution): Promise<Turn<RunOutcome>> {
  const {store, progress, told} = execution;
  const evaluates = task.code.evaluate !== undefined;
  const earlier = evaluates ? await recallTraining(task, execution) : undefined;
  if (earlier !== undefined) return evaluateCommand(task, inputs, earlier, data, execution);
  if (!told.has(task.experiment.id)) undeclared(task).forEach(progress.tell);
  told.add(task.experiment.id);
  const outcome = await runCommand(task, commandSources(inputs, data, store), {root: execution.root, store, tell: progress.tell, host: execution.host});
  if (outcome.status === "failed") return {value: outcome};
  const {metrics, left: {predictions, ...left}} = outcome;
  if (!evaluates && metrics === undefined) throw new UserError(`${pathOf(task)}: its command wrote predictions, but there is no evaluate.ts`, `write experiments/${task.experiment.id}/evaluate.ts, or let the command write metrics.json too`);
  if (!evaluates) return {value: await keep(task, completedResult(task, inputs, {...left, ...(predictions === undefined ? {} : {predictions})}, {metrics: metrics ?? {}, matrices: {}, series: {}}), outcome, execution)};
  if (predictions === undefined || metrics !== undefined) throw new UserError(`${pathOf(task)}: its command wrote ${predictions === undefined ? "no predictions" : "metrics"}, but evaluate.ts computes the metrics from predictions`, "let the command write predictions alone, or take evaluate.ts away");
  const trained = {...left, predictions};
  await store.remember("trained", task.trainingKey, canonicalJson(trained));
  return evaluateCommand(task, inputs, trained, data, execution, {wall: outcome.wall, facts: outcome.facts});
}

/** Computes the metrics of what a command predicted. */
async function evaluateCommand(task: RunTask, inputs: Readonly<Record<string, Result>>, trained: TrainedDigests, data: DataFiles, execution: Execution, measured?: Measured): Promise<Turn<RunOutcome>> {
  const {value} = await askAgain(task, execution, () => ask(execution, {
    experiment: task.experiment.id, variant: task.variant.name, replicate: task.replicate.name,
    parameters: task.parts.parameters, factors: task.parts.factors, engine: "cpu",
    entries: task.code.evaluate === undefined ? {} : {evaluate: task.code.evaluate.file},
    data, inputs: {}, predictions: execution.store.path(trained.predictions),
  }));
  return {value: await settle(task, inputs, trained, measured !== undefined && "wall" in value ? {...value, ...measured} : value, execution)};
}

/** The verified files that a command gets copies of. */
function commandSources(inputs: Readonly<Record<string, Result>>, data: DataFiles, store: Store): CommandSources {
  return {
    data: Object.fromEntries(Object.entries(data).map(([set, {declaration, files}]) =>
      [set, Object.fromEntries(Object.entries(files).map(([file, path]) => [file, {path, name: sourceName(declaration.files[file])}]))])),
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, {digests: {weights, predictions}}]) => [name, {
      ...(weights === undefined ? {} : {weights: store.path(weights)}),
      ...(predictions === undefined ? {} : {predictions: store.path(predictions)}),
    }])),
  };
}

async function keep(task: RunTask, made: Result, measured: Measured, {store, rememberMade}: Execution): Promise<RunOutcome> {
  const result = checked(task, made);
  const provenance = provenanceOf(pathOf(task), task.key, task.parts.engine.name, measured, new Date());
  await store.remember("runs", task.key, canonicalJson({result, provenance}));
  await rememberMade(task);
  return {status: "done", result, fresh: true, provenance};
}

/** Refuses a result that could not be kept or shown. */
function checked(task: RunTask, result: Result): Result {
  parseAs(resultSchema, JSON.parse(canonicalJson(result)), pathOf(task), task.code.evaluate === undefined ? "mend what its command writes" : "mend what evaluate.ts returns");
  if (result.status === "completed") requireDeclared(result.metrics, task.experiment.metrics, pathOf(task), task.code.evaluate === undefined ? "its command" : "evaluate.ts");
  return result;
}
