import {execFile} from "node:child_process";
import {promisify} from "node:util";
import {UserError} from "../../errors.ts";

/** The first NVIDIA GPU of this machine, as its driver tells it. */
export interface Driver {
  readonly device: string;
  readonly driver: string;
  readonly memory: string;
}

/** Asks NVIDIA's driver for its GPU; refuses where there is no driver or no GPU. */
export async function requireDriver(): Promise<Driver> {
  const words = ["--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"];
  const said = await promisify(execFile)("nvidia-smi", words).catch((error: NodeJS.ErrnoException & {readonly stdout?: string}) => { throw withoutDriver(error); });
  const [device = "", driver = "", memory = ""] = said.stdout.trim().split("\n")[0]!.split(", ");
  if (driver === "") throw new UserError("the engine cuda needs an NVIDIA GPU, and nvidia-smi lists none", otherwise);
  return {device, driver, memory};
}

const otherwise = 'run with the engine "wasm" (the default, bitwise), "webgpu" (any GPU) or "native" (TensorFlow on the processor)';

function withoutDriver(error: NodeJS.ErrnoException & {readonly stdout?: string}): UserError {
  if (error.code === "ENOENT") return new UserError("the engine cuda needs NVIDIA's driver, and there is none: nvidia-smi is not on this machine", otherwise);
  return new UserError(`the engine cuda needs NVIDIA's driver, and it does not answer: ${(error.stdout || error.message).trim().split("\n")[0]}`, `mend the driver (nvidia-smi has to list a GPU), or ${otherwise}`);
}
