import {isLocked, pause, takeLock, type Lock} from "../store/lock.ts";

/** Shares runs with other processes that work in the same project: who makes a run has its lock. */
export interface RunLocks {
  /** The lock of a run, by its training key; undefined where another process is at it. */
  take(key: string): Promise<Lock | undefined>;
  /** Waits until no other process is at a run. */
  free(key: string): Promise<void>;
  /** Ends all waiting: `free` throws. */
  close(): void;
}

/** `waiting` hears for how many runs of other processes this one waits, whenever that changes. */
export function openRunLocks(root: string, waiting: (count: number) => void): RunLocks {
  const awaited = new Set<string>();
  let closed = false;
  const name = (key: string): string => `run-${key}`;
  const change = (work: () => void): void => {
    work();
    if (!closed) waiting(awaited.size);
  };

  return {
    async take(key) {
      const answer = await takeLock(root, name(key));
      return "lock" in answer ? answer.lock : undefined;
    },
    async free(key) {
      change(() => awaited.add(key));
      try {
        while (await isLocked(root, name(key))) {
          await new Promise((next) => { setTimeout(next, pause); });
          if (closed) throw new Error("nobody waits for another process's runs any more, since a run of this one ended the whole");
        }
      } finally {
        change(() => awaited.delete(key));
      }
    },
    close() {
      closed = true;
    },
  };
}
