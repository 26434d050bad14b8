import {fork, type ChildProcess} from "node:child_process";
import {fileURLToPath} from "node:url";
import {endWithParent} from "./children.ts";
import type {JobMessage, WorkerAnswer, WorkerNote} from "./messages.ts";

/** Worker processes that take one job at a time. */
export interface Pool {
  /** Has a job done; `hear` gets what the worker says meanwhile. */
  perform(job: Omit<JobMessage, "number">, hear?: (note: WorkerNote) => void): Promise<WorkerAnswer>;
  close(): void;
}

const fromSource = import.meta.url.endsWith(".ts");
const sibling = (path: string): string => fileURLToPath(new URL(fromSource ? path : path.replace(/\.ts$/, ".js"), import.meta.url));

const sentAway = "the worker processes were sent away, since another run ended the whole";

/** Starts up to `size` workers, each when it is first needed; `say` gets the lines that runs print. */
export function openPool(size: number, root: string, say: (line: string) => void): Pool {
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();
  const waiting: ((worker: ChildProcess) => void)[] = [];
  let number = 0;
  let closed = false;

  const take = async (): Promise<ChildProcess> => {
    if (closed) throw new Error(sentAway);
    const free = takeAlive(idle);
    if (free !== undefined) return free;
    if (all.size >= size) return new Promise((resolve) => waiting.push(resolve));
    return start();
  };
  const start = (): ChildProcess => {
    const worker = startWorker(root, say);
    all.add(worker);
    for (const end of ["exit", "error"]) worker.once(end, () => all.delete(worker));
    return worker;
  };
  const giveBack = (worker: ChildProcess): void => {
    const alive = worker.connected ? worker : waiting.length > 0 ? start() : undefined;
    const next = waiting.shift();
    if (next !== undefined && alive !== undefined) next(alive);
    else if (alive !== undefined) idle.push(alive);
  };

  return {
    async perform(job, hear = () => undefined) {
      const worker = await take();
      number += 1;
      const answer = await ask(worker, {...job, number}, hear);
      if (closed) throw new Error(sentAway);
      giveBack(worker);
      return answer;
    },
    close() {
      closed = true;
      for (const worker of all) worker.kill();
    },
  };
}

/** A worker may end while it has nothing to do. */
function takeAlive(idle: ChildProcess[]): ChildProcess | undefined {
  for (let worker = idle.pop(); worker !== undefined; worker = idle.pop()) if (worker.connected) return worker;
  return undefined;
}

function startWorker(root: string, say: (line: string) => void): ChildProcess {
  const worker = fork(sibling("./worker.ts"), {
    cwd: root,
    execArgv: [...(fromSource ? ["--conditions=reprise-source"] : []), "--no-warnings", "--import", new URL(fromSource ? "../math/install.ts" : "../math/install.js", import.meta.url).href],
    env: {...process.env, TZ: "UTC", LC_ALL: "C", NODE_OPTIONS: ""},
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  endWithParent(worker);
  for (const stream of [worker.stdout, worker.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => text.split("\n").filter((line) => line.trim() !== "").forEach(say));
  }
  return worker;
}

/** Sends a job and waits for its answer, or for the end of the process; one that ends itself says why before. */
function ask(worker: ChildProcess, job: JobMessage, hear: (note: WorkerNote) => void): Promise<WorkerAnswer> {
  return new Promise((resolve) => {
    let last: WorkerAnswer | undefined;
    const finish = (answer: WorkerAnswer): void => {
      worker.off("message", onMessage);
      worker.off("exit", onExit);
      worker.off("error", onError);
      resolve(answer);
    };
    const onMessage = (message: unknown): void => {
      const answer = message as WorkerAnswer | WorkerNote;
      if (answer.status === "checkpoint" || answer.status === "resumed") hear(answer);
      else if (answer.status === "failed" && answer.ends === true) last = answer;
      else finish(answer);
    };
    const onExit = (code: number | null, signal: string | null): void =>
      finish(last ?? {status: "ended", message: `its process ended (${signal ?? `exit code ${code}`}); out of memory, or killed`});
    const onError = (error: Error): void => onExit(null, error.message);
    worker.on("message", onMessage);
    worker.on("exit", onExit);
    worker.on("error", onError);
    worker.send(job, (error) => { if (error !== null && last === undefined) onError(error); });
  });
}
