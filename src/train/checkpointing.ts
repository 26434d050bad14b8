/** How often a loop saves: after so many steps, or when so many seconds have passed since the last time. */
export type Interval = {readonly steps: number} | {readonly seconds: number};

/** Where the checkpoints of a run come from and go to. */
export interface Checkpointing {
  /** What an interrupted run of the same training left. */
  readonly left?: Uint8Array | undefined;
  /** Absent where nobody keeps checkpoints, as in a reader's browser. */
  readonly save?: ((checkpoint: Uint8Array) => Promise<void>) | undefined;
  /** Hears how far the interrupted run had come. */
  readonly resumed: (at: string) => void;
  /** A clock in seconds. */
  readonly now: () => number;
}
