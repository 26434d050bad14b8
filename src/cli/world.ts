import {canonicalJson} from "../results/canonical-json.ts";
import type {RunProgress} from "../run/progress.ts";
import type {Session} from "./session.ts";

/** How a command meets the world. */
export interface World {
  readonly cwd: string;
  readonly say: (line: string) => void;
  /** Milliseconds, for durations that are told to people. */
  readonly now: () => number;
  /** Print JSON on standard output and nothing else there. */
  readonly json: boolean;
}

const tellNothing = (): void => undefined;

/** Opens the project around the current folder; what it tells is silent under `--json`. */
export async function open(world: World): Promise<Session> {
  const {openSession} = await import("./session.ts");
  return openSession(world.cwd, world.json ? tellNothing : world.say);
}

/** Progress on standard output; none under `--json`. */
export async function progressOf(world: World): Promise<RunProgress> {
  const {showProgress, silentProgress} = await import("../run/progress.ts");
  return world.json ? silentProgress : showProgress(process.stdout, world.now);
}

/** Canonical JSON on standard output. */
export const printJson = (value: unknown): void => { process.stdout.write(`${canonicalJson(value)}\n`); };
