import {execFile} from "node:child_process";
import {promisify} from "node:util";

const mebibyte = 0x100000;

/** Whether the engine computes on a GPU, whose memory its runs share. */
export const usesDevice = (engine: string): boolean => engine === "cuda" || engine === "webgpu";

/** Free bytes of the first NVIDIA GPU's memory; undefined where its driver does not tell, as for other makers' GPUs. */
export async function freeDeviceMemory(): Promise<number | undefined> {
  const said = await promisify(execFile)("nvidia-smi", ["--query-gpu=memory.free", "--format=csv,noheader,nounits"]).catch(() => ({stdout: ""}));
  const free = Number.parseInt(said.stdout, 10);
  return Number.isFinite(free) ? free * mebibyte : undefined;
}
