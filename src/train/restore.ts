import type {TensorFlow} from "../engine/engine.ts";
import {UserError} from "../errors.ts";
import {namedWeights} from "./collect.ts";
import type {Restore} from "./context.ts";

/** Gives models the weights that `train` kept, by the names that they were kept under. */
export function restoreWith(tf: TensorFlow): Restore {
  return (model, weights) => {
    const own = namedWeights(model);
    const stray = Object.keys(weights).find((name) => !own.some(([known]) => known === name));
    if (stray !== undefined) throw new UserError(`restore: the model has no weight ${stray}`, `build the model that train returned; this one has ${own.map(([name]) => name).join(", ")}`);
    for (const [name, weight] of own) {
      const kept = weights[name];
      if (kept === undefined) throw new UserError(`restore: no weight ${name} was kept`, `build the model that train returned; its weights are ${Object.keys(weights).join(", ")}`);
      if (kept.shape.join() !== weight.shape.join()) throw new UserError(`restore: ${name} was kept with shape [${kept.shape.join(", ")}], the model has [${weight.shape.join(", ")}]`, "build the model that train returned");
      weight.write(tf.tensor(kept.values, [...kept.shape]));
    }
    return model;
  };
}
