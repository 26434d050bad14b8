import {createRequire} from "node:module";
import {cpus, loadavg, release, totalmem} from "node:os";

/** Where it was measured. */
export function machine(): Readonly<Record<string, string>> {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? "unknown",
    processors: String(all.length),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${process.platform} ${release()}, ${process.arch}`,
    "load before": loadavg().map((load) => load.toFixed(2)).join(", "),
  };
}

/** What ran. */
export const versions = (): Readonly<Record<string, string>> =>
  ({node: process.version, v8: process.versions.v8, "tensorflow.js": (createRequire(import.meta.url)("@tensorflow/tfjs-core/package.json") as {version: string}).version});
