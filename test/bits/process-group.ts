import {spawn, type ChildProcess, type SpawnOptions} from "node:child_process";
import {longestSilence} from "./platform.ts";

/** A program with all that it starts, to be ended together. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Rejects when the program ends or is silent for too long. */
  readonly failure: Promise<never>;
  /** It was heard of. */
  readonly alive: () => void;
  readonly end: () => Promise<void>;
}

export function startGroup(command: string, parameters: readonly string[], options: SpawnOptions = {}): ProcessGroup {
  const child = spawn(command, parameters, {detached: true, ...options});
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  let silence: NodeJS.Timeout | undefined;
  let silent: (error: Error) => void;
  const failure = new Promise<never>((_, reject) => {
    silent = reject;
    child.once("error", reject);
    child.once("close", (code, signal) => reject(new Error(`${command} ended with ${signal ?? `exit code ${code}`}`)));
  });
  failure.catch(() => {}); // nobody waits for it any more once the work is done
  const alive = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => silent(new Error(`${command} told nothing for ${longestSilence / 1000} s`)), longestSilence);
  };
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
  };
  process.once("exit", kill); // where this process is interrupted, they end too
  alive();
  return {child, failure, alive, end: async () => {
    clearTimeout(silence);
    process.removeListener("exit", kill);
    kill();
    if (child.pid !== undefined) await ended;
  }};
}
