import type {Order} from "./computation.ts";
import type {Told} from "./platform-entry.ts";

/** Whether a platform is on this machine: under which name and version, or what is missing and how to get it. */
export type Presence = {readonly here: true; readonly version: string} | {readonly here: false; readonly because: string};

/** What one bundle is run on. */
export interface Platform {
  /** As `--platforms` takes it. */
  readonly name: string;
  readonly presence: () => Promise<Presence>;
  /** Runs the bundle (a file in a folder for whatever it needs) with an order until it has finished, handing on what it tells. Rejects where it ends before or is silent for too long. */
  readonly run: (bundle: string, order: Order, told: (told: Told) => void) => Promise<void>;
}

/** No title takes longer than that, even emulated. */
export const longestSilence = 300_000;
