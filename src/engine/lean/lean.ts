import type {TensorFlow} from "../engine.ts";
import {leanDerivatives} from "./derivatives.ts";
import {internalsOf, type LeanKernel} from "./internals.ts";
import {leanKernelCalls} from "./kernel-calls.ts";
import {leanScopes} from "./scopes.ts";
import {orderTape} from "./tape.ts";

/** Mends TensorFlow.js's tape, and cuts its bookkeeping around scopes and derivatives to what a training step needs. A step of a small model is otherwise mostly bookkeeping. */
export function leanOut(tf: TensorFlow): void {
  const engine = internalsOf(tf);
  orderTape(engine);
  leanScopes(tf, engine);
  leanDerivatives(tf, engine);
}

/** The same around the kernels of one engine. */
export const leanKernels = (tf: TensorFlow, backendName: string, kernels: ReadonlyMap<string, LeanKernel>): void => leanKernelCalls(internalsOf(tf), backendName, kernels);
