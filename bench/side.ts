import type {Optimizer} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../src/engine/engine.ts";

/** TensorFlow.js on one backend, with what is written differently there: how an optimiser is made. Workloads are written once, against this. */
export interface Side {
  readonly tf: TensorFlow;
  readonly adam: (learningRate: number) => Optimizer;
}
