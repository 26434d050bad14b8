import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";

/** One small computation whose bytes are the same on every platform. */
export interface Vector {
  /** Begins with the name of the kernel that it is about; unique. */
  readonly title: string;
  readonly make: (tf: TensorFlow) => Tensor | readonly Tensor[];
}
