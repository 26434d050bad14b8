/** A worker process: receives jobs, trains and evaluates, returns bytes. It writes nothing. */
import {readFile} from "node:fs/promises";
import process from "node:process"; // a run sees another one
import {pathToFileURL} from "node:url";
import {openEngine} from "../../engine/node.ts";
import {isHermetic} from "../../engine/descriptions.ts";
import type {Engine} from "../../engine/engine.ts";
import type {Checkpointing} from "../../train/checkpointing.ts";
import {UserError} from "../../errors.ts";
import {HostRefusal} from "../../train/refusal.ts";
import {predictJob} from "../../train/predict-job.ts";
import {evaluateJob, runJob, type Job} from "../../train/run-job.ts";
import {UnfitCheckpoint} from "../../train/unfit-checkpoint.ts";
import {refuseModules} from "./hermetic-modules.ts";
import {asRefusal} from "./hermetic-refusal.ts";
import {memoryEnd} from "./memory-end.ts";
import type {WorkerAnswer, WorkerMessage, WorkerNote} from "./messages.ts";

const clock = performance.now.bind(performance);
const seconds = () => clock() / 1000;
const engines = new Map<string, Promise<Engine>>();

refuseModules((address) => address.includes("?job="));
process.on("message", (message: WorkerMessage) => {
  if (isHermetic(message.engine)) process.channel?.unref(); // so that the process would end, were there nothing left to do
  void answer(message).then((reply) => {
    process.channel?.ref();
    setImmediate(send, reply); // Node tells of forgotten promises before
  });
});
process.on("disconnect", () => process.exit());

// A run awaits something, and nothing is left that could bring it about.
process.on("beforeExit", () => {
  process.channel?.ref();
  sendLast({status: "failed", message: "it waits for something that can never come: nothing is left to do, and what it awaits is not there", stack: "", mend: "look in train.ts and evaluate.ts for a promise that nobody settles: new Promise((resolve) => …) whose resolve is never called", ends: true});
});

const sendLast = (reply: WorkerAnswer): void => void process.send?.(reply, () => process.exit(1));

const forgotten: unknown[] = [];

// A promise failed that nobody awaits, or an event that nobody hears: so did the run, and what it left behind must not reach the next one.
for (const event of ["unhandledRejection", "uncaughtException"] as const) {
  process.on(event, (thrown: unknown) => {
    const error = asRefusal(thrown);
    if (forgotten.push(error) === 1) sendLast({...error instanceof UserError ? refused(error) : failure(error), ends: true});
  });
}

function send(reply: WorkerAnswer): void {
  if (forgotten.length > 0) return;
  if ("ends" in reply) return sendLast(reply);
  try {
    process.send?.(reply);
  } catch (error) {
    process.send?.({status: "refused", message: `what evaluate returned cannot be kept: ${error instanceof Error ? error.message : String(error)}`, mend: "return numbers, and lists of numbers, from evaluate.ts"} satisfies WorkerAnswer);
  }
}

const failure = (error: unknown): WorkerAnswer & {readonly status: "failed"} =>
  ({status: "failed", message: error instanceof Error ? error.message : String(error), stack: error instanceof Error ? error.stack ?? "" : ""});

const refused = (error: UserError): WorkerAnswer & {readonly status: "refused"} =>
  ({status: "refused", message: error.message, mend: error.mend, stack: error.stack ?? "", ...(error instanceof HostRefusal ? {part: error.part} : {})});

async function answer(message: WorkerMessage): Promise<WorkerAnswer> {
  const start = seconds();
  try {
    const outcome = await perform(message);
    const carried = "carried" in outcome ? outcome.carried : 0;
    return "wall" in outcome ? {...outcome, wall: seconds() - start + carried, peak: process.resourceUsage().maxRSS * 1024} : outcome;
  } catch (thrown) {
    const error = asRefusal(thrown);
    const end = memoryEnd(error);
    if (end !== undefined) return {status: "ended", ...end, again: false, ends: true};
    if (error instanceof UnfitCheckpoint) return {status: "unfit", because: error.message};
    if (error instanceof UserError) return refused(error);
    return failure(error);
  }
}

async function perform(message: WorkerMessage): Promise<WorkerAnswer> {
  const job = await readJob(message);
  const entries = {train: () => load(message, "train"), evaluate: () => load(message, "evaluate")};
  if (message.predictions !== undefined) {
    return {status: "evaluated", evaluation: await evaluateJob(job, message.predictions, entries), wall: 0, peak: 0};
  }
  const engine = await (engines.get(message.engine) ?? remember(message.engine));
  const facts = engine.facts;
  if (message.weights !== undefined) {
    const predictions = await predictJob(job, message.weights, () => load(message, "predict"), engine);
    return {status: "predicted", predictions, evaluation: await evaluateJob(job, predictions, entries), facts, wall: 0, peak: 0};
  }
  const outcome = await runJob(job, entries, engine, checkpointing(message));
  return outcome.status === "completed" ? {...outcome, facts, wall: 0, peak: 0} : {...outcome, wall: 0, peak: 0};
}

function checkpointing({checkpoints}: WorkerMessage): Checkpointing {
  const save = (bytes: Uint8Array): Promise<void> => tell({status: "checkpoint", bytes});
  return {now: seconds, left: checkpoints?.left, save: checkpoints === undefined ? undefined : save, resumed: (at) => { void tell({status: "resumed", at}); }};
}

/** Tells the parent something, and waits until it is on its way. */
const tell = (note: WorkerNote): Promise<void> => new Promise((told) => { process.send?.(note, () => told()); });

function remember(name: WorkerMessage["engine"]): Promise<Engine> {
  const opening = openEngine(name);
  engines.set(name, opening);
  return opening;
}

/** Loads an entry anew for every job, so that no module state passes from run to run. */
async function load(message: WorkerMessage, entry: "train" | "evaluate" | "predict"): Promise<Record<string, unknown>> {
  const file = message.entries[entry];
  if (file === undefined) return {};
  return await import(`${pathToFileURL(file).href}?job=${message.number}`) as Record<string, unknown>;
}

async function readJob(message: WorkerMessage): Promise<Job> {
  const data = await mapValues(message.data, async ({declaration, files}) => ({declaration, files: await mapValues(files, (path) => readFile(path))}));
  const {experiment, variant, replicate, parameters, factors, inputs} = message;
  return {experiment, variant, replicate, parameters, factors, data, inputs};
}

async function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => Promise<B>): Promise<Record<string, B>> {
  return Object.fromEntries(await Promise.all(Object.entries(record).map(async ([name, value]) => [name, await map(value)] as const)));
}
