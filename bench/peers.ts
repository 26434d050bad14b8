import {execFile} from "node:child_process";
import {mkdtemp, rm} from "node:fs/promises";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {promisify} from "node:util";
import {startContender, Unable, type Command, type Contender} from "./contender.ts";
import {blasEnvironment} from "./native/blas-core.ts";
import type {PeerName, Workload} from "./workload.ts";

const execute = promisify(execFile);
const fileHere = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export const peerTitles: Readonly<Record<PeerName, string>> = {
  peak: "multiply-add peak of wasm SIMD",
  "stock-wasm": "TensorFlow.js wasm",
  "stock-cpu": "TensorFlow.js cpu",
  openblas: "OpenBLAS",
  pytorch: "PyTorch",
};

/** A process of worker.ts: this toolkit's engine by its name, or stock TensorFlow.js. */
export const worker = (side: string, workload: string): Command =>
  ({program: process.execPath, words: ["--conditions=reprise-source", fileHere("worker.ts"), side, workload]});

/** Starts a peer on a workload, on one thread. @throws Unable where it is not here, or cannot do this. */
export async function startPeer(peer: PeerName, workload: Workload, device: "cpu" | "cuda"): Promise<Contender & {readonly version?: string}> {
  switch (peer) {
    case "peak": return needs("assemblyscript", async () => told(await startContender({program: process.execPath, words: ["--conditions=reprise-source", fileHere("peak/program.ts")]})));
    case "stock-wasm": return needs("@tensorflow/tfjs-backend-wasm", () => startContender(worker(peer, workload.id)));
    case "stock-cpu": return startContender(worker(peer, workload.id));
    case "openblas": return startOpenBlas(workload.id);
    case "pytorch": return startPyTorch(workload.id, device);
  }
}

/** Starts what a development dependency of this repository makes possible. */
function needs<T>(name: string, start: () => T): T {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`);
  } catch {
    throw new Unable(`not here: npm ci installs ${name}, a development dependency`);
  }
  return start();
}

/** Compiles openblas.c for this machine; its program goes when the measurement ends. */
async function startOpenBlas(id: string): Promise<Contender & {readonly version?: string}> {
  const [, size = "", left, right] = /(\d+)-(.)(.)$/.exec(id) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "reprise-openblas-"));
  const program = join(folder, "openblas");
  try {
    await execute("cc", ["-O2", fileHere("native/openblas.c"), "-lopenblas", "-lm", "-o", program]).catch(() => {
      throw new Unable("not here: it needs a C compiler and OpenBLAS (Debian: gcc, libc6-dev, libopenblas-dev)");
    });
    const words = [size, left === "t" ? "1" : "0", right === "t" ? "1" : "0"];
    return told(await startContender({program, words, environment: {...await blasEnvironment(), OPENBLAS_NUM_THREADS: "1"}}));
  } finally {
    await rm(folder, {recursive: true}); // the running program keeps its file
  }
}

/** The first Python that has PyTorch: that of PYTHON, else python3 of the PATH, else the system's. */
async function startPyTorch(id: string, device: "cpu" | "cuda"): Promise<Contender & {readonly version?: string}> {
  for (const program of [process.env["PYTHON"] ?? "python3", "/usr/bin/python3"]) {
    if (!await execute(program, ["-c", "import torch"]).then(() => true, () => false)) continue;
    const environment = {...await blasEnvironment(), OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1"};
    return told(await startContender({program, words: [fileHere("native/pytorch.py"), id, device], environment}));
  }
  throw new Unable("not here: no python3 imports torch (PYTHON names another)");
}

/** Its opening line tells the version. */
function told(contender: Awaited<ReturnType<typeof startContender>>): Contender & {readonly version?: string} {
  const {version} = contender.opened as {readonly version?: string};
  return {...contender, ...(version === undefined ? {} : {version})};
}
