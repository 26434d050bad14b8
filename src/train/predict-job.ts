import {decodeSafetensors, encodeSafetensors} from "../data/safetensors.ts";
import type {Engine} from "../engine/engine.ts";
import {UserError} from "../errors.ts";
import {randomness} from "../random/random.ts";
import {collectTrained} from "./collect.ts";
import type {Predict, PredictContext} from "./context.ts";
import {guarded} from "./guard.ts";
import {restoreWith} from "./restore.ts";
import {decodeAll, decodeInputs, type Job} from "./run-job.ts";

/** Computes a run's predictions from its weights (both safetensors) with `predict.ts`, under the guard; nothing is trained. */
export async function predictJob(job: Job, weights: Uint8Array, entry: () => Promise<{readonly predict?: unknown}>, engine: Engine): Promise<Uint8Array> {
  const {tf} = engine;
  tf.engine().startScope();
  try {
    const returned = await guarded(async () => {
      const {predict} = await entry();
      if (typeof predict !== "function") throw new UserError(`experiments/${job.experiment}/predict.ts exports no function called predict`, "write: export const predict: Predict<typeof experiment> = ({tf, data}, weights) => …");
      return (predict as Predict)(contextOf(job, engine), decodeSafetensors(weights));
    });
    if (returned === undefined) throw new UserError(`experiments/${job.experiment}/predict.ts returned no predictions`, "return what train returns as predictions");
    return encodeSafetensors((await collectTrained(tf, {predictions: returned})).predictions);
  } finally {
    tf.engine().endScope();
    tf.disposeVariables();
  }
}

function contextOf(job: Job, engine: Engine): PredictContext {
  const random = randomness(job.experiment, job.replicate, job.variant);
  return {
    tf: engine.tf,
    parameters: job.parameters,
    replicate: job.factors,
    random,
    initializers: engine.initializers(random),
    layers: engine.randomLayers(random),
    data: decodeAll(job),
    inputs: decodeInputs(job),
    restore: restoreWith(engine.tf),
  } as unknown as PredictContext;
}
