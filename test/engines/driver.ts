import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";

/** Does `work` where `nvidia-smi` is a script of these lines and no other program is on the PATH; without lines, where there is none. */
export async function withDriver<T>(root: string, lines: string | undefined, work: () => Promise<T>): Promise<T> {
  const folder = join(root, lines === undefined ? "no-driver" : "driver");
  await mkdir(folder, {recursive: true});
  if (lines !== undefined) await writeFile(join(folder, "nvidia-smi"), `#!/bin/sh\n${lines}\n`, {mode: 0o755});
  const path = process.env["PATH"];
  process.env["PATH"] = folder;
  try {
    return await work();
  } finally {
    process.env["PATH"] = path;
  }
}

/** What a driver says that has a GPU. */
export const oneGpu = 'echo "NVIDIA H100 80GB HBM3, 550.54.15, 81559 MiB"';
