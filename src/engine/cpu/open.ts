import "@tensorflow/tfjs-backend-cpu";
import {mendAveragePoolGradients} from "../average-pooling.ts";
import type {Engine} from "../engine.ts";
import {initializersOf} from "../initializers.ts";
import {optimizersOf} from "../optimizers/optimizers.ts";
import {randomLayersOf} from "../random-layers.ts";
import {tameTensorFlow, tensorFlow as tf} from "../tensorflow.ts";
import {refuseResizeGradients} from "./resizing.ts";

/** Plain JavaScript: every kernel, slow, and of no promise of bits, since its kernels call the host's Math where it is not replaced. */
export async function openCpuEngine(): Promise<Engine> {
  tameTensorFlow();
  if (!(await tf.setBackend("cpu"))) throw new Error("cpu engine: TensorFlow.js's cpu backend did not start");
  mendAveragePoolGradients(tf, "cpu");
  refuseResizeGradients(tf);
  return {
    name: "cpu",
    promise: "statistical",
    facts: {"tensorflow.js": tf.version_core},
    tf,
    initializers: (random) => initializersOf(tf, random),
    randomLayers: (random) => randomLayersOf(tf, random),
    optimizers: optimizersOf(tf),
  };
}
