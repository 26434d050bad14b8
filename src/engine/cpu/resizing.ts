import {UserError} from "../../errors.ts";
import type {TensorFlow} from "../engine.ts";
import {register} from "../registration.ts";

/** TensorFlow.js's cpu kernels swap height and width in the one gradient, and are wrong in the other from the second image on. */
export function refuseResizeGradients(tf: TensorFlow): void {
  for (const kernelName of ["ResizeBilinearGrad", "ResizeNearestNeighborGrad"]) register(tf, {kernelName, backendName: "cpu", kernelFunc: refuse});
}

function refuse(): never {
  throw new UserError("The engine cpu has no right gradient of resized images (upSampling2d, tf.image.resize…).", 'Train on the engine "wasm", where it is right; predicting works on both.');
}
