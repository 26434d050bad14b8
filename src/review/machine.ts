import {arch, cpus, platform, release, totalmem, type} from "node:os";

/** The machine of a review: nothing that names its owner, since reviewers may be anonymous. */
export interface Machine {
  readonly node: string;
  readonly system: string;
  readonly platform: string;
  readonly arch: string;
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    node: process.version, system: `${type()} ${release()}`, platform: platform(), arch: arch(),
    cpu: processors[0]?.model.trim() ?? "unknown", cores: processors.length, memory: totalmem(),
  };
}
