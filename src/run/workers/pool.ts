import {fork, type ChildProcess} from "node:child_process";
import {copyFile, mkdir, readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {endWithParent} from "../children.ts";
import {inRealPlaces, permissions, reachName, reachOf, workerEnvironment, type Reach} from "./hermetic.ts";
import {underMask, type Host} from "./host.ts";
import {endOf, isLastWord, unstarted} from "./memory-end.ts";
import type {JobMessage, WorkerAnswer, WorkerMessage, WorkerNote} from "./messages.ts";

/** Worker processes that take one job at a time. */
export interface Pool {
  /** Has a job done; `hear` gets what the worker says meanwhile. */
  perform(job: Omit<JobMessage, "number">, hear?: (note: WorkerNote) => void): Promise<WorkerAnswer>;
  close(): void;
}

const fromSource = import.meta.url.endsWith(".ts");
const sibling = (path: string): string => fileURLToPath(new URL(fromSource ? path : path.replace(/\.ts$/, ".js"), import.meta.url));

const sentAway = "the worker processes were sent away, since another run ended the whole";

/**
 * Keeps up to `size` workers busy, each started when it is first needed; `say` gets the lines that runs print. What a process may read is fixed when
 * it starts, so that jobs share workers with those alone that read the same files; others wait a while for their like.
 */
export function openPool(size: number, root: string, say: (line: string) => void, host?: Host): Pool {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const waiting: {readonly reach: Reach; readonly go: (worker: Worker) => void}[] = [];
  let number = 0;
  let busy = 0;
  let closed = false;

  const take = async (reach: Reach): Promise<Worker> => {
    if (closed) throw new Error(sentAway);
    if (busy >= size) return new Promise((go) => waiting.push({reach, go}));
    const worker = takeAlike(idle, reach) ?? start(reach);
    busy += 1;
    return worker;
  };
  const start = (reach: Reach): Worker => {
    const worker: Worker = {reach: reachName(reach), process: startWorker(root, reach, say, host)};
    all.add(worker);
    for (const end of ["exit", "error"]) worker.process.once(end, () => forget(worker));
    return worker;
  };
  const forget = (worker: Worker): void => {
    all.delete(worker);
    if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
  };
  const giveBack = (worker: Worker): void => {
    if (worker.process.connected) idle.push(worker);
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next.go(takeAlike(idle, next.reach) ?? start(next.reach));
    while (idle.length > Math.max(fewest, size)) idle.shift()?.process.kill();
  };

  return {
    async perform(job, hear = () => undefined) {
      const message = await withBytes(inRealPlaces(host === undefined ? job : await inFolder(job, root)));
      const worker = await take(reachOf(message));
      if (host?.company === true) await ask(worker.process, {...message, number: number += 1}, () => undefined);
      number += 1;
      const answer = await ask(worker.process, {...message, number}, hear);
      if (closed) throw new Error(sentAway);
      giveBack(worker);
      return answer;
    },
    close() {
      closed = true;
      for (const worker of all) worker.process.kill();
    },
  };
}

interface Worker {
  /** The name of what it may read. */
  readonly reach: string;
  readonly process: ChildProcess;
}

/** Workers without work that are kept at least, the longest idle going first: a few experiments whose runs alternate need not start anew each time. */
const fewest = 3;

/** The last that was used of those with the same reach, since a worker may end while it has nothing to do. */
function takeAlike(idle: Worker[], reach: Reach): Worker | undefined {
  const place = idle.findLastIndex((worker) => worker.reach === reachName(reach) && worker.process.connected);
  return place < 0 ? undefined : idle.splice(place, 1)[0];
}

/** What other runs left goes to the worker by message: it may not read it. */
async function withBytes({inputs, predictions, weights, ...job}: Omit<JobMessage, "number">): Promise<Omit<WorkerMessage, "number">> {
  const read = async (path: string | undefined, name: string) => (path === undefined ? {} : {[name]: await readFile(path)});
  const left = await Promise.all(Object.entries(inputs).map(async ([name, input]) => [name, {predictions: await readFile(input.predictions), ...await read(input.weights, "weights")}] as const));
  return {...job, inputs: Object.fromEntries(left), ...await read(predictions, "predictions"), ...await read(weights, "weights")};
}

/** Bundles in the folder that a played machine has the project in. */
async function inFolder<Job extends Pick<JobMessage, "entries">>(job: Job, root: string): Promise<Job> {
  const folder = join(root, ".reprise", "bundles");
  await mkdir(folder, {recursive: true});
  const copies = await Promise.all(Object.entries(job.entries as Readonly<Record<string, string>>).map(async ([name, file]) => {
    await copyFile(file, join(folder, basename(file)));
    return [name, join(folder, basename(file))] as const;
  }));
  return {...job, entries: Object.fromEntries(copies)};
}

function startWorker(root: string, reach: Reach, say: (line: string) => void, host: Host | undefined): ChildProcess {
  const readable = reach.hermetic && host !== undefined ? {...reach, files: [...reach.files, host.preload]} : reach;
  const worker = underMask(host, () => fork(sibling("./worker.ts"), {
    cwd: root,
    execArgv: [...permissions(readable), ...host?.flags ?? [], ...(host === undefined ? [] : ["--import", pathToFileURL(host.preload).href]), ...(fromSource ? ["--conditions=reprise-source"] : []), "--no-warnings", "--import", new URL(fromSource ? "../../math/install.ts" : "../../math/install.js", import.meta.url).href],
    env: {...workerEnvironment(reach, process.env), ...host?.environment, NODE_OPTIONS: ""},
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  }));
  endWithParent(worker);
  for (const stream of [worker.stdout, worker.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => text.split("\n").filter((line) => line.trim() !== "").forEach((line) => { if (!keepLastWord(worker, line)) say(line); }));
  }
  return worker;
}

/** What the processes said that V8 stopped: many lines for its makers, of which people need one. */
const lastWords = new WeakMap<ChildProcess, string>();

function keepLastWord(worker: ChildProcess, line: string): boolean {
  const before = lastWords.get(worker);
  if (before === undefined && !isLastWord(line)) return false;
  lastWords.set(worker, `${before ?? ""}${line}\n`);
  return true;
}

/** Sends a job and waits for its answer, or for the end of the process; one that ends itself says why before. */
function ask(worker: ChildProcess, job: WorkerMessage, hear: (note: WorkerNote) => void): Promise<WorkerAnswer> {
  if (worker.pid === undefined) return Promise.resolve({status: "ended", ...unstarted, again: false});
  return new Promise((resolve) => {
    let last: WorkerAnswer | undefined;
    const finish = (answer: WorkerAnswer): void => {
      worker.off("message", onMessage);
      worker.off("close", onExit);
      worker.off("error", onError);
      resolve(answer);
    };
    const onMessage = (message: unknown): void => {
      const answer = message as WorkerAnswer | WorkerNote;
      if (answer.status === "checkpoint" || answer.status === "resumed") hear(answer);
      else if ("ends" in answer && answer.ends === true) last = answer;
      else finish(answer);
    };
    const onExit = (code: number | null, signal: string | null): void =>
      finish(last ?? {status: "ended", ...endOf(code, signal, lastWords.get(worker) ?? "")});
    const onError = (error: Error): void => onExit(null, error.message);
    worker.on("message", onMessage);
    worker.on("close", onExit); // by then its last words are heard
    worker.on("error", onError);
    worker.send(job, (error) => { if (error !== null && last === undefined) onError(error); });
  });
}
