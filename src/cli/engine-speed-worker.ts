/** A process that opens one engine, times it, and sends what came of it: TensorFlow.js is one per process, and a driver may crash. */
import type {EngineName} from "../engine/engine.ts";
import {openEngine} from "../engine/node.ts";
import {engineSpeed, type EngineSpeed} from "./engine-speed.ts";

/** What the process sends: the one or the other. */
export interface Timed {
  readonly speed?: EngineSpeed;
  readonly failed?: string;
}

const clock = (): number => performance.now() / 1000;

async function timed(name: EngineName): Promise<Timed> {
  try {
    return {speed: await engineSpeed(await openEngine(name), clock)};
  } catch (error) {
    return {failed: error instanceof Error ? error.message : String(error)};
  }
}

process.send!(await timed(process.argv[2] as EngineName), () => process.exit());
