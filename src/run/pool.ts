import {fork, type ChildProcess} from "node:child_process";
import {fileURLToPath} from "node:url";
import type {JobMessage, WorkerAnswer} from "./messages.ts";

/** Worker processes that take one job at a time. */
export interface Pool {
  perform(job: Omit<JobMessage, "number">): Promise<WorkerAnswer>;
  close(): void;
}

const fromSource = import.meta.url.endsWith(".ts");
const sibling = (path: string): string => fileURLToPath(new URL(fromSource ? path : path.replace(/\.ts$/, ".js"), import.meta.url));

/** Starts up to `size` workers, each when it is first needed; `say` gets the lines that runs print. */
export function openPool(size: number, root: string, say: (line: string) => void): Pool {
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();
  const waiting: ((worker: ChildProcess) => void)[] = [];
  let number = 0;

  const take = async (): Promise<ChildProcess> => {
    const free = idle.pop();
    if (free !== undefined) return free;
    if (all.size >= size) return new Promise((resolve) => waiting.push(resolve));
    return start();
  };
  const start = (): ChildProcess => {
    const worker = startWorker(root, say);
    all.add(worker);
    worker.once("exit", () => all.delete(worker));
    return worker;
  };
  const giveBack = (worker: ChildProcess): void => {
    const alive = worker.connected ? worker : waiting.length > 0 ? start() : undefined;
    const next = waiting.shift();
    if (next !== undefined && alive !== undefined) next(alive);
    else if (alive !== undefined) idle.push(alive);
  };

  return {
    async perform(job) {
      const worker = await take();
      number += 1;
      const answer = await ask(worker, {...job, number});
      giveBack(worker);
      return answer;
    },
    close() {
      for (const worker of all) worker.disconnect();
    },
  };
}

function startWorker(root: string, say: (line: string) => void): ChildProcess {
  const worker = fork(sibling("./worker.ts"), {
    cwd: root,
    execArgv: [...(fromSource ? ["--conditions=reprise-source"] : []), "--no-warnings", "--import", new URL(fromSource ? "../math/install.ts" : "../math/install.js", import.meta.url).href],
    env: {...process.env, TZ: "UTC", LC_ALL: "C", NODE_OPTIONS: ""},
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => text.split("\n").filter((line) => line.trim() !== "").forEach(say));
  }
  return worker;
}

/** Sends a job and waits for its answer, or for the end of the process. */
function ask(worker: ChildProcess, job: JobMessage): Promise<WorkerAnswer> {
  return new Promise((resolve) => {
    const finish = (answer: WorkerAnswer): void => {
      worker.off("message", onMessage);
      worker.off("exit", onExit);
      resolve(answer);
    };
    const onMessage = (answer: unknown): void => finish(answer as WorkerAnswer);
    const onExit = (code: number | null, signal: string | null): void =>
      finish({status: "failed", message: `its process ended (${signal ?? `exit code ${code}`}); out of memory, or killed`, stack: ""});
    worker.on("message", onMessage);
    worker.on("exit", onExit);
    worker.send(job, (error) => { if (error !== null) onExit(null, error.message); });
  });
}
