import {rm} from "node:fs/promises";
import {join} from "node:path";
import pLimit from "p-limit";
import {UserError} from "../errors.ts";
import {openMadeMemory} from "../plan/made.ts";
import {pathOf, withInputs, type RunTask} from "../plan/tasks.ts";
import type {Result} from "../results/result.ts";
import {stage} from "../store/durable-write.ts";
import {openCheckpoints} from "./checkpoints.ts";
import {endChildren} from "./children.ts";
import {openPredictors} from "./depth.ts";
import type {ExecuteOptions, Execution, Turn} from "./execution.ts";
import {chainSeconds, readExpectations, type Expectation} from "./expectation.ts";
import {limitsOf} from "./limits.ts";
import {openRunLocks} from "./locks.ts";
import {makeCommand} from "./program/make-command.ts";
import {makeFrom} from "./make-from.ts";
import {makeTrained} from "./make-trained.ts";
import {notRun} from "./not-run.ts";
import type {RunOutcome} from "./outcome.ts";
import {openPool} from "./workers/pool.ts";
import {holds, recallRun} from "./recall.ts";
import {readData} from "./run-data.ts";
import {openSchedule, type Cost} from "./schedule.ts";

/** How many entries of the store are read at the same time. */
const reads = 16;

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
  const checkpoints = openCheckpoints(options.store, options.progress.tell);
  const execution = {...options, checkpoints, rememberMade: openMadeMemory(options.store), pool, schedule, locks, refused: [] as string[], sharesDevice: limits.device, costOf, started, predictors: openPredictors(options.root), remade: new Map<RunTask, Promise<RunOutcome>>(), told: new Set<string>(), datasets: new Map<string, Promise<Readonly<Record<string, string>>>>()};
  options.progress.begin(whole.map((task) => ({seconds: expected(task).seconds})));
  try {
    for (const task of whole) started.set(task, executeTask(task, execution, recall, expected(task)));
    const all = Promise.all(whole.map(async (task) => [pathOf(task), await started.get(task)!] as const));
    return new Map(await (options.signal === undefined ? all : Promise.race([all, rejectionBy(options.signal)])));
  } catch (error) {
    endChildren(); // programs too: nobody waits for them any more
    throw error;
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

async function executeTask(task: RunTask, execution: Execution, recall: ReturnType<typeof pLimit>, {seconds}: Expectation): Promise<RunOutcome> {
  const {from} = execution;
  const outcome = from === undefined ? await recall(() => recallRun(task, execution)) ?? await makeRun(task, execution) : await makeFrom(task, from, execution, recall);
  execution.progress.done(task, outcome, seconds);
  return outcome;
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

/** Once a result could not be kept, the others are computed only if they can. */
async function requireRoom({store, refused}: Execution): Promise<void> {
  if (refused.length > 0) await rm(await stage(join(store.folder, "room"), Buffer.alloc(4096)), {force: true});
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
