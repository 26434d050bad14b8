/** What shall happen at a file call of a process, told to it in REPRISE_FAULT as JSON. Calls below `root` count, from 1: those that change something, or those that read. */
export interface Fault {
  readonly root: string;
  /** Which call; 0 is none, and the calls are counted alone. */
  readonly at: number;
  readonly kind: FaultKind;
  /** Whether calls that read count, in place of those that change something. */
  readonly reads?: boolean;
  /** In place of one call: all below this folder of `root` fail. */
  readonly below?: string;
  /** Where the number of calls is written, and for the loss of power what undoing needs. */
  readonly notes: string;
}

/**
 * - an error's code, such as ENOSPC: the call fails with it, a write after half of its bytes;
 * - `kill`: the process is killed there, in the middle of a write;
 * - `power`: as at a loss of power, everything that was not flushed is undone: bytes of files and names in folders;
 * - `power-data`: as there, but names were written by chance and bytes were not: a file is there, and empty.
 */
export type FaultKind = "ENOSPC" | "EIO" | "EROFS" | "EACCES" | "EMFILE" | "kill" | "power" | "power-data";
