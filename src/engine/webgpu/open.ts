import "@tensorflow/tfjs-backend-webgpu";
import {UserError} from "../../errors.ts";
import {mendAveragePoolGradients} from "../average-pooling.ts";
import type {Engine} from "../engine.ts";
import {initializersOf} from "../initializers.ts";
import {optimizersOf} from "../optimizers/optimizers.ts";
import {randomLayersOf} from "../random-layers.ts";
import {tameTensorFlow, tensorFlow as tf} from "../tensorflow.ts";
import {adapterFacts, chooseAdapter, openDevice} from "./adapter.ts";
import {RepeatableBackend} from "./backend.ts";
import {registerIntegers} from "./integers.ts";
import {registerOrderedProducts} from "./products.ts";
import {registerOrderedSegments} from "./segments.ts";

/**
 * TensorFlow.js on the GPU that the global `navigator.gpu` offers: a page's own, or Dawn's, which Node's entry puts there. Other devices give other last
 * bits; one device repeats its own.
 * @param facts what else provenance keeps of this GPU
 */
export async function openWebGpuEngine(facts: Readonly<Record<string, string>> = {}): Promise<Engine> {
  const adapter = "gpu" in navigator ? await chooseAdapter(navigator.gpu) : null; // pages have it on https and localhost alone
  if (adapter === null) throw new UserError("The engine webgpu finds no GPU.", 'Run with the engine "wasm" (the default, bitwise); `npx reprise doctor` tells what the GPU needs.');
  await startBackend(adapter);
  registerOrderedProducts(tf);
  registerOrderedSegments(tf);
  registerIntegers(tf);
  mendAveragePoolGradients(tf, "webgpu");
  return {
    name: "webgpu",
    promise: "statistical",
    facts: {"tensorflow.js": tf.version_core, ...facts, ...adapterFacts(adapter)},
    tf,
    initializers: (random) => initializersOf(tf, random),
    randomLayers: (random) => randomLayersOf(tf, random),
    optimizers: optimizersOf(tf),
  };
}

/** One device per process, opened once: TensorFlow.js is one per process too. */
async function startBackend(adapter: GPUAdapter): Promise<void> {
  tameTensorFlow();
  if (!(tf.engine().registry["webgpu"] instanceof RepeatableBackend)) await registerBackend(adapter);
  // small tensors stay on the GPU too, so that a number does not depend on whether someone has looked at it
  tf.env().set("WEBGPU_CPU_FORWARD", false);
  if (!(await tf.setBackend("webgpu"))) throw new Error("webgpu engine: TensorFlow.js's WebGPU backend did not start");
}

async function registerBackend(adapter: GPUAdapter): Promise<void> {
  const device = await openDevice(adapter);
  if (tf.findBackendFactory("webgpu") !== undefined) tf.removeBackend("webgpu");
  tf.registerBackend("webgpu", () => new RepeatableBackend(device, adapter.info));
}
