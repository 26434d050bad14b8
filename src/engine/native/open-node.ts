import {basename, dirname} from "node:path";
import {UserError} from "../../errors.ts";
import type {Engine} from "../engine.ts";
import {initializersOf} from "../initializers.ts";
import {optimizersOf} from "../optimizers/optimizers.ts";
import {randomLayersOf} from "../random-layers.ts";
import {tameTensorFlow, tensorFlow as tf} from "../tensorflow.ts";
import {loadBackend, type NativeBackend} from "./binding-node.ts";
import {requireDriver, type Driver} from "./driver-node.ts";
import {findInstalled, type EngineLock, type InstalledEngine} from "./installed-node.ts";
import {refuseUnbound} from "./missing.ts";

type NativeName = EngineLock["engine"];

/** What TensorFlow is told before it is loaded: kernels that repeat, one thread, memory as it is needed, no log. */
const settings = {
  TF_DETERMINISTIC_OPS: "1",
  TF_NUM_INTRAOP_THREADS: "1",
  TF_NUM_INTEROP_THREADS: "1",
  TF_ENABLE_ONEDNN_OPTS: "0", // it sums in other orders on other processors
  TF_FORCE_GPU_ALLOW_GROWTH: "true",
  TF_CPP_MIN_LOG_LEVEL: "3",
} as const;

/** The name under which TensorFlow.js's kernels register; one library is loaded per process and stays. */
const backendName = "tensorflow";
let loaded: {readonly engine: NativeName; readonly backend: NativeBackend} | undefined;

/** TensorFlow's own kernels through its C library, on the processor (`native`) or on an NVIDIA GPU (`cuda`), from `.reprise/engines/` of the project around `start`. */
export async function openNativeEngine(name: NativeName, start: string): Promise<Engine> {
  const installed = await findInstalled(name, start);
  if (installed === undefined) throw new UserError(`The engine "${name}" is not installed in this project.`, `npx reprise engine install ${name}   (or --from-wheel, for today's TensorFlow); or run with the engine "wasm", the default`);
  const driver = name === "cuda" ? await requireDriver() : undefined;
  tameTensorFlow();
  const {isUsingGpuDevice} = await startBackend(name, installed);
  if (driver !== undefined && !isUsingGpuDevice) throw withoutGpu(installed, driver);
  return {
    name,
    promise: "statistical",
    facts: factsOf(installed, driver),
    tf,
    initializers: (random) => initializersOf(tf, random),
    randomLayers: (random) => randomLayersOf(tf, random),
    optimizers: optimizersOf(tf),
  };
}

async function startBackend(name: NativeName, installed: InstalledEngine): Promise<NativeBackend> {
  if (loaded !== undefined && loaded.engine !== name) throw new Error(`engine ${name}: this process already computes with ${loaded.engine}, and TensorFlow's library is one per process`);
  if (loaded === undefined) {
    Object.assign(process.env, settings);
    loaded = {engine: name, backend: loadBackend(installed)};
    const {backend} = loaded;
    tf.registerBackend(backendName, () => backend);
    refuseUnbound(backendName);
  }
  if (!(await tf.setBackend(backendName))) throw new Error(`engine ${name}: TensorFlow.js's backend did not start`);
  return loaded.backend;
}

function withoutGpu({folder, lock}: InstalledEngine, {device, driver}: Driver): UserError {
  const built = lock.library.cuda === null ? "built without CUDA" : `built for CUDA ${lock.library.cuda} and cuDNN ${lock.library.cudnn ?? "of that time"}`;
  return new UserError(
    `the engine cuda sees no GPU: the driver ${driver} lists ${device}, but TensorFlow ${lock.library.version}, ${built}, cannot use it`,
    lock.library.companions.length === 0
      ? "have those CUDA and cuDNN libraries on LD_LIBRARY_PATH, or install today's TensorFlow: npx reprise engine install cuda --from-wheel"
      : `${companionsMend(folder, lock.library.companions)}; or have those libraries on LD_LIBRARY_PATH`,
  );
}

/** TensorFlow's library looks for its companions in the folder `nvidia` beside the engine's. */
const companionsMend = (folder: string, companions: readonly string[]): string =>
  `pip install --no-deps --target ${dirname(folder)} ${companions.map((name) => `"${name}"`).join(" ")}`;

function factsOf({lock}: InstalledEngine, driver: Driver | undefined): Readonly<Record<string, string>> {
  const {library} = lock;
  return {
    "tensorflow.js": tf.version_core,
    [lock.packages[0]!.name]: lock.packages[0]!.version,
    "libtensorflow": `${library.version} (${basename(library.from)})`,
    "libtensorflow SHA-256": library.sha256,
    "threads": "1 within an operation, 1 between",
    "oneDNN": "off",
    ...(library.cuda === null ? {} : {"cuda": library.cuda, "cudnn": library.cudnn ?? "unknown"}),
    ...(driver === undefined ? {} : {"device": driver.device, "driver": driver.driver, "device memory": driver.memory}),
  };
}
