import {createRequire, registerHooks} from "node:module";
import {join, sep} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import type {KernelBackend} from "@tensorflow/tfjs-core";
import {UserError} from "../../errors.ts";
import type {InstalledEngine} from "./installed-node.ts";

/** What we use of TensorFlow.js's backend over TensorFlow's C library. */
export interface NativeBackend extends KernelBackend {
  /** Whether the device that computes is a GPU. */
  readonly isUsingGpuDevice: boolean;
}

const require = createRequire(import.meta.url);
const fromSource = import.meta.url.endsWith(".ts");

/** Modules that TensorFlow.js's binding gets from us: core, so that its kernels and tensors are ours, and `util` as it knows it. */
const stoodIn: Readonly<Record<string, string>> = {
  "@tensorflow/tfjs": pathToFileURL(require.resolve("@tensorflow/tfjs-core")).href,
  "@tensorflow/tfjs-core": pathToFileURL(require.resolve("@tensorflow/tfjs-core")).href,
  "util": new URL(fromSource ? "./util-node.ts" : "./util-node.js", import.meta.url).href,
};

/** Loads the kernels, which register themselves with our core, and makes the backend. TensorFlow reads the environment now and never again. */
export function loadBackend({folder, lock}: InstalledEngine): NativeBackend {
  const name = lock.packages[0]!.name;
  const distribution = join(folder, "node_modules", name, "dist");
  const hooks = registerHooks({resolve: (specifier, context, next) => {
    const standIn = isInside(context.parentURL, folder) ? stoodIn[specifier] : undefined;
    return standIn === undefined ? next(specifier, context) : {url: standIn, shortCircuit: true};
  }});
  try {
    require(join(distribution, "register_all_kernels.js"));
    const {NodeJSKernelBackend} = require(join(distribution, "nodejs_kernel_backend.js")) as {readonly NodeJSKernelBackend: new (binding: unknown, name: string) => NativeBackend};
    return new NodeJSKernelBackend(require(join(folder, lock.binding.path)), name);
  } catch (error) {
    throw new UserError(`the engine ${lock.engine} is installed but cannot be loaded: ${error instanceof Error ? error.message : String(error)}`, `install it again: npx reprise engine install ${lock.engine}`);
  } finally {
    hooks.deregister();
  }
}

const isInside = (url: string | undefined, folder: string): boolean => url?.startsWith("file:") === true && fileURLToPath(url).startsWith(folder + sep);
