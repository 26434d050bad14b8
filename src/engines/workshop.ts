import type {Progress} from "./progress.ts";

/** The world that an installation meets. */
export interface Workshop {
  /** The project's folder; engines go to `.reprise/engines/` in it. */
  readonly root: string;
  /** Such as `linux-x64`. */
  readonly platform: string;
  /** The variables that npm, the compiler and the engine itself see. */
  readonly environment: NodeJS.ProcessEnv;
  readonly progress: Progress;
  /** Waits that many seconds before a broken download is taken up again. */
  readonly pause: (seconds: number) => Promise<void>;
}
