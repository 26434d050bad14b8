import type {DataType, Tensor} from "@tensorflow/tfjs-core";
import type {Randomness, Stream} from "../random/randomness.ts";
import type {Initializers, TensorFlow} from "./engine.ts";

type Initializer = ReturnType<TensorFlow["initializers"]["zeros"]>;
type Shape = Parameters<Initializer["apply"]>[0];
type Fans = {readonly in: number; readonly out: number};
/** Draws one weight, knowing how many inputs and outputs its layer has. */
type Draw = (stream: Stream, fans: Fans) => number;

/** Weight initialisers on the streams `initializer/<name>`: the same name gives the same numbers. */
export function initializersOf(tf: TensorFlow, random: Randomness): Initializers {
  const named = (name: string, draw: Draw): Initializer => drawn(tf, random.stream(`initializer/${name}`), draw);
  return {
    glorotUniform: (name) => named(name, (stream, fans) => symmetric(stream, Math.sqrt(6 / (fans.in + fans.out)))),
    glorotNormal: (name) => named(name, (stream, fans) => truncated(stream, Math.sqrt(2 / (fans.in + fans.out)) / deviationWithinTwo)),
    heUniform: (name) => named(name, (stream, fans) => symmetric(stream, Math.sqrt(6 / fans.in))),
    heNormal: (name) => named(name, (stream, fans) => truncated(stream, Math.sqrt(2 / fans.in) / deviationWithinTwo)),
    uniform: (name, low, high) => named(name, (stream) => stream.uniform(low, high)),
    normal: (name, deviation, mean = 0) => named(name, (stream) => stream.normal(mean, deviation)),
    truncatedNormal: (name, deviation, mean = 0) => named(name, (stream) => mean + truncated(stream, deviation)),
  };
}

/** The standard deviation of a standard normal kept within ±2, by which Keras divides so that the drawn weights have the variance asked for. */
const deviationWithinTwo = 0.87962566103423978;

const symmetric = (stream: Stream, limit: number): number => stream.uniform(-limit, limit);

/** Normal, drawn again while beyond two standard deviations. */
function truncated(stream: Stream, deviation: number): number {
  for (;;) {
    const draw = stream.normal();
    if (draw >= -2 && draw <= 2) return draw * deviation;
  }
}

/** An object that layers take as initialiser: it fills in row-major order and goes on in its stream where it is applied again. */
function drawn(tf: TensorFlow, stream: Stream, draw: Draw): Initializer {
  const Base = Object.getPrototypeOf(tf.initializers.zeros().constructor) as new () => Initializer;
  class Drawn extends Base {
    static readonly className = "RepriseInitializer";
    override apply(shape: Shape, dtype: DataType = "float32"): Tensor {
      const extents = shape.map((extent) => extent ?? 1);
      const fans = fansOf(extents);
      const values = Float32Array.from({length: tf.util.sizeFromShape(extents)}, () => draw(stream, fans));
      return tf.tensor(values, extents, dtype);
    }
  }
  return new Drawn();
}

/** Inputs and outputs of a layer by the shape of its weights: [in, out] or [...filter, in, out]; one axis counts as both. */
function fansOf(shape: readonly number[]): Fans {
  const field = shape.slice(0, -2).reduce((product, extent) => product * extent, 1);
  const last = shape.at(-1) ?? 1;
  return {in: Math.max(1, field * (shape.at(-2) ?? last)), out: Math.max(1, field * last)};
}
