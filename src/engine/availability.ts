import {UserError} from "../errors.ts";
import type {EngineDescription} from "./descriptions.ts";

/** Whether an engine can be had on this machine, found out by trying. */
export type Availability =
  | {
    readonly available: true;
    /** The device, or the promise where there is none to name. */
    readonly found: string;
    /** Software plays the GPU: right, but slow. */
    readonly software?: boolean;
  }
  | {readonly available: false; readonly because: string; readonly mend: string};

export type FoundEngine = EngineDescription & Availability;

/** The engine behind `--engine gpu`: cuda where it can be had, else webgpu on a real GPU; else a UserError says what each of them lacks. */
export function gpuEngine(engines: readonly FoundEngine[]): "cuda" | "webgpu" {
  const candidates = (["cuda", "webgpu"] as const).map((name) => ({name, engine: engines.find((each) => each.name === name)}));
  const here = candidates.find(({engine}) => engine?.available === true && engine.software !== true);
  if (here !== undefined) return here.name;
  const lacking = candidates.map(({name, engine}) => ({name, ...lackOf(engine)}));
  throw new UserError(
    `--engine gpu: no GPU can be used here; ${lacking.map(({name, because}) => `${name}: ${because}`).join("; ")}`,
    [...lacking.map(({name, mend}) => `${name}: ${mend}`), 'or leave --engine out: the engine "wasm" needs no GPU'].join("; "),
  );
}

function lackOf(engine: FoundEngine | undefined): {readonly because: string; readonly mend: string} {
  if (engine === undefined) return {because: "not part of this version", mend: "use another"};
  return engine.available ? {because: `only software plays a GPU (${engine.found})`, mend: "--engine webgpu takes it nevertheless"} : engine;
}
