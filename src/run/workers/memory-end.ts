import {UserError} from "../../errors.ts";

/** A job could not be done with the memory there is; nothing is wrong with it. */
export interface MemoryEnd {
  readonly message: string;
  readonly mend: string;
}

const mend = "use a smaller batch or model, let go of tensors that are needed no more (tf.tidy), or close other programs; --jobs 1 lets a run have all";

/** What a run throws when it is out of memory: the engine's own words, or the host's about a buffer that it cannot give. */
export function memoryEnd(error: unknown): MemoryEnd | undefined {
  if (error instanceof UserError && /\bhas no memory left\b/.test(error.message)) return {message: error.message, mend: error.mend};
  if (!(error instanceof RangeError) || !/allocation failed|could not allocate|Invalid (typed )?array (buffer )?length|Invalid string length/i.test(error.message)) return undefined;
  return {message: `it ran out of memory: ${error.message}`, mend};
}

/** A process that the machine would not start. */
export const unstarted: MemoryEnd = {message: "no process could be started for it: too many open files or processes, or no memory", mend: "allow more (ulimit -n 4096, ulimit -u), or run with --jobs 1"};

/** The first line of what V8 prints when it has no memory left and stops the process. */
export const isLastWord = (line: string): boolean => /^<--- Last few GCs|^FATAL ERROR:|^#\s*Fatal (?:JavaScript|process) /.test(line);

/** Why a process ended, from how it did and its last words. A process that was killed may fare better the next time, one out of memory will not. */
export function endOf(code: number | null, signal: string | null, lastWords: string): MemoryEnd & {readonly again: boolean} {
  if (/heap out of memory|allocation failed|out of memory/i.test(lastWords)) return {message: "it ran out of JavaScript's memory", mend: "keep less at a time, or put numbers into typed arrays and tensors, which lie outside of that memory", again: false};
  const killed = signal === "SIGKILL" ? "; somebody killed it, or the system did for want of memory" : "";
  return {message: `its process ended (${signal ?? `exit code ${code}`})${killed}`, mend: "run it again; where memory is short, with --jobs 1", again: true};
}
