import type {Tensor} from "@tensorflow/tfjs-core";
import {UserError} from "../errors.ts";
import type {Randomness, Stream} from "../random/randomness.ts";
import type {RandomLayers, TensorFlow} from "./engine.ts";
import {sampled, type Sample} from "./sampling.ts";

type Layer = InstanceType<TensorFlow["layers"]["Layer"]>;

/** Layers that draw anew at every training step, on the streams `layer/<name>`; TensorFlow.js's own repeat one mask if seeded, and cannot be repeated if not. */
export function randomLayersOf(tf: TensorFlow, random: Randomness): RandomLayers {
  return {
    dropout: (name, rate) => {
      if (!(rate >= 0 && rate < 1)) throw new RangeError(`dropout ${name}: expected a rate from 0 to below 1, got ${rate}`);
      return noisy(tf, random.stream(`layer/${name}`), {kind: "DropoutMask", rate, kept: 1 / (1 - rate)}, tf.mul);
    },
    gaussianNoise: (name, deviation) => noisy(tf, random.stream(`layer/${name}`), {kind: "NormalSample", mean: 0, deviation}, tf.add),
  };
}

/** A layer that in training joins its input with one draw for each number, and else hands it on. */
function noisy(tf: TensorFlow, stream: Stream, sample: Sample, join: (input: Tensor, drawn: Tensor) => Tensor): Layer {
  class Noisy extends tf.layers.Layer {
    static readonly className = "RepriseNoisy";
    override computeOutputShape(shape: number[]): number[] {
      return shape;
    }
    override call(inputs: Tensor | Tensor[], {training = false}: {training?: boolean} = {}): Tensor {
      const input = Array.isArray(inputs) ? inputs[0]! : inputs;
      if (!training) return input;
      return tf.tidy(() => join(input, sampled(tf, stream, input.shape, sample)));
    }
  }
  return new Noisy({});
}

/** Layers of TensorFlow.js that cannot be repeated (no seed reaches them) or that, given a seed, draw the same mask at every step. */
const unrepeatable = {dropout: "dropout", spatialDropout1d: "dropout", alphaDropout: "dropout", gaussianDropout: "gaussianNoise", gaussianNoise: "gaussianNoise"} as const;

/** `tf.layers` with those layers refused by name. */
export function refuseUnrepeatableLayers(tf: TensorFlow): void {
  const refused = Object.entries(unrepeatable).map(([name, instead]) => [name, () => {
    throw new UserError(
      `tf.layers.${name} draws numbers that no run can repeat, or the same at every step when it has a seed`,
      `take it from the run's own layers: train({layers, …}), layers.${instead}("a name", 0.5), whose stream is the run's and whose numbers change at every step`,
    );
  }]);
  (tf as {layers: TensorFlow["layers"]}).layers = {...tf.layers, ...Object.fromEntries(refused)} as TensorFlow["layers"];
}
