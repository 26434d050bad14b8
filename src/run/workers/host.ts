/** What runs are told of the machine that they are on, where it is not what the machine itself says: for `reprise twice`. */
export interface Host {
  /** Variables for workers and external programs, beside what they have. */
  readonly environment: Readonly<Record<string, string>>;
  /** Of the JavaScript engine, for workers. */
  readonly flags: readonly string[];
  /** A module that is loaded before everything else, in workers and in programs that Node runs. */
  readonly preload: string;
  /** Words before those of an external program, such as `taskset -c 0`. */
  readonly wrap: readonly string[];
  readonly umask: number;
  /** Whether another run went before in the same worker process. */
  readonly company: boolean;
}

/** Starts a process with the host's umask, which only a parent can give. */
export function underMask<T>(host: Host | undefined, start: () => T): T {
  if (host === undefined) return start();
  const own = process.umask(host.umask);
  try {
    return start();
  } finally {
    process.umask(own);
  }
}
