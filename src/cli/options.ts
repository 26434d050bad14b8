import type {EngineName} from "../engine/engine.ts";
import {UserError} from "../errors.ts";

/** What the parsed options hold; every command reads those that it declares. */
export interface Options {
  readonly all?: boolean;
  readonly experiment?: readonly string[];
  readonly seeds?: string;
  readonly jobs?: string;
  readonly engine?: string;
  readonly fresh?: boolean;
  readonly json?: boolean;
  readonly paper?: boolean;
  readonly site?: boolean;
  readonly installTex?: boolean;
  readonly strict?: boolean;
  readonly draft?: boolean;
  readonly port?: string;
  readonly from?: string;
  readonly fromWheel?: string | true;
  readonly largest?: string;
  readonly dryRun?: boolean;
  readonly junit?: string;
  readonly bundle?: string;
  readonly reasons?: boolean;
  readonly because?: string;
  readonly yes?: boolean;
  readonly rules?: boolean;
  readonly markdown?: boolean;
  readonly budget?: string;
  readonly nonce?: string;
  readonly reviewer?: string;
  readonly out?: string;
  readonly container?: boolean;
  readonly sign?: string;
  readonly check?: string;
  readonly key?: string;
}

/** A whole number of at least 1. */
export function count(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new UserError(`${flag} ${text}: expected a whole number of at least 1`, `for example ${flag} 2`);
  return value;
}

function engineName(text: string | undefined): EngineName | "gpu" | undefined {
  const offered = ["wasm", "cpu", "webgpu", "cuda", "native", "gpu"] as const;
  const name = offered.find((each) => each === text);
  if (name !== undefined || text === undefined) return name;
  throw new UserError(`--engine ${text}: there is no such engine`, "use wasm (bit for bit the same on every machine), cpu, webgpu, cuda, native or gpu; `npx reprise doctor` tells which are here");
}

const depths = ["results", "predictions", "weights", "scratch"] as const;

/** How deep a verification goes. */
export function depthOf(text: string | undefined): (typeof depths)[number] {
  const depth = depths.find((each) => each === (text ?? "scratch"));
  if (depth !== undefined) return depth;
  throw new UserError(`--from ${text}: there is no such depth`, `choose one of ${depths.join(", ")}: from scratch trains again, from weights predicts again, from predictions evaluates again, from results computes values again`);
}

/** The options of a selection and of how to run it. */
export function runOptions(options: Options, named: readonly string[] = []) {
  const seeds = count(options.seeds, "--seeds");
  const jobs = count(options.jobs, "--jobs");
  const engine = engineName(options.engine);
  const experiments = [...named, ...options.experiment ?? []];
  return {
    ...(options.all === undefined ? {} : {all: options.all}),
    ...(experiments.length === 0 ? {} : {experiments}),
    ...(seeds === undefined ? {} : {seeds}),
    ...(jobs === undefined ? {} : {jobs}),
    ...(engine === undefined ? {} : {engine}),
    ...(options.fresh === undefined ? {} : {fresh: options.fresh}),
    ...(options.reasons === undefined ? {} : {reasons: options.reasons}),
  };
}
