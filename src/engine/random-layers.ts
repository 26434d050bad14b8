import type {Tensor} from "@tensorflow/tfjs-core";
import type {Randomness, Stream} from "../random/randomness.ts";
import type {RandomLayers, TensorFlow} from "./engine.ts";

type Layer = InstanceType<TensorFlow["layers"]["Layer"]>;

/** Layers that draw anew at every training step, on the streams `layer/<name>`; TensorFlow.js's own repeat one mask if seeded, and cannot be repeated if not. */
export function randomLayersOf(tf: TensorFlow, random: Randomness): RandomLayers {
  return {
    dropout: (name, rate) => {
      if (!(rate >= 0 && rate < 1)) throw new RangeError(`dropout ${name}: expected a rate from 0 to below 1, got ${rate}`);
      const kept = 1 / (1 - rate);
      return noisy(tf, random.stream(`layer/${name}`), (stream) => (stream.uniform() < rate ? 0 : kept), tf.mul);
    },
    gaussianNoise: (name, deviation) => noisy(tf, random.stream(`layer/${name}`), (stream) => stream.normal(0, deviation), tf.add),
  };
}

/** A layer that in training joins its input with one draw for each number, and else hands it on. */
function noisy(tf: TensorFlow, stream: Stream, draw: (stream: Stream) => number, join: (input: Tensor, drawn: Tensor) => Tensor): Layer {
  class Noisy extends tf.layers.Layer {
    static readonly className = "RepriseNoisy";
    override computeOutputShape(shape: number[]): number[] {
      return shape;
    }
    override call(inputs: Tensor | Tensor[], {training = false}: {training?: boolean} = {}): Tensor {
      const input = Array.isArray(inputs) ? inputs[0]! : inputs;
      if (!training) return input;
      return tf.tidy(() => join(input, tf.tensor(Float32Array.from({length: input.size}, () => draw(stream)), input.shape)));
    }
  }
  return new Noisy({});
}
