import {readFile} from "node:fs/promises";

/**
 * OpenBLAS 0.3.21 (Debian 12) takes Intel processors from 2023 on for ones of 2004, with kernels of SSE3: there it is told what the
 * processor has. OPENBLAS_CORETYPE from outside goes first, and the version that is recorded names the kernels in use.
 */
export async function blasEnvironment(): Promise<Readonly<Record<string, string>>> {
  const given = process.env["OPENBLAS_CORETYPE"];
  if (given !== undefined) return {OPENBLAS_CORETYPE: given};
  const flags = new Set((await readFile("/proc/cpuinfo", "utf8").catch(() => "")).match(/^flags\s*:.*$/m)?.[0].split(" "));
  return flags.has("avx512bw") && flags.has("avx512_bf16") ? {OPENBLAS_CORETYPE: "SkylakeX"} : {};
}
