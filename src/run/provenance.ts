import {cpus, totalmem} from "node:os";
import {isHermetic} from "../engine/descriptions.ts";

/** The incidental facts of a run: when, how long, on which machine and versions. Never compared, never shown as results. */
export interface Provenance {
  readonly run: string;
  readonly key: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Wall-clock seconds, whole run. */
  readonly seconds: number;
  /** Seconds by the names given to `measure`. */
  readonly measured: Readonly<Record<string, number>>;
  readonly engine: string;
  /** Whether its process was held to the files that it declares. */
  readonly hermetic?: boolean;
  readonly facts: Readonly<Record<string, string>>;
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  readonly cpu: string;
  readonly cores: number;
  /** Bytes of memory. */
  readonly memory: number;
  /** Bytes of memory that its process took at most; of an external program unknown. */
  readonly peak?: number;
}

/** What was measured of a run. */
export interface Measured {
  /** Wall-clock seconds, whole run. */
  readonly wall: number;
  /** Seconds by the names given to `measure`. */
  readonly seconds?: Readonly<Record<string, number>>;
  readonly facts?: Readonly<Record<string, string>>;
  /** Bytes of memory at the peak. */
  readonly peak?: number;
}

/** Describes this machine and moment. */
export function provenanceOf(run: string, key: string, engine: string, {wall, seconds = {}, facts = {}, peak}: Measured, now: Date): Provenance {
  const processors = cpus();
  return {
    run, key, engine, facts,
    hermetic: isHermetic(engine),
    measured: seconds,
    at: now.toISOString(),
    seconds: Math.round(wall * 1000) / 1000,
    node: process.version,
    platform: process.platform,
    arch: process.arch,
    cpu: processors[0]?.model ?? "unknown",
    cores: processors.length,
    memory: totalmem(),
    ...(peak === undefined ? {} : {peak}),
  };
}
