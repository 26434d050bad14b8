import type {DataType, Tensor} from "@tensorflow/tfjs-core";
import type {Randomness, Stream} from "../random/randomness.ts";
import type {Initializers, TensorFlow} from "./engine.ts";
import {sampled, type Sample} from "./sampling.ts";

type Initializer = ReturnType<TensorFlow["initializers"]["zeros"]>;
type Shape = Parameters<Initializer["apply"]>[0];
/** How many inputs and outputs a layer has. */
type Fans = {readonly in: number; readonly out: number};

/** Weight initialisers on the streams `initializer/<name>`: the same name gives the same numbers. */
export function initializersOf(tf: TensorFlow, random: Randomness): Initializers {
  const named = (name: string, sampleFor: (fans: Fans) => Sample): Initializer => drawn(tf, random.stream(`initializer/${name}`), sampleFor);
  return {
    glorotUniform: (name) => named(name, (fans) => symmetric(Math.sqrt(6 / (fans.in + fans.out)))),
    glorotNormal: (name) => named(name, (fans) => truncated(Math.sqrt(2 / (fans.in + fans.out)) / deviationWithinTwo)),
    heUniform: (name) => named(name, (fans) => symmetric(Math.sqrt(6 / fans.in))),
    heNormal: (name) => named(name, (fans) => truncated(Math.sqrt(2 / fans.in) / deviationWithinTwo)),
    uniform: (name, low, high) => named(name, () => ({kind: "UniformSample", low, high})),
    normal: (name, deviation, mean = 0) => named(name, () => ({kind: "NormalSample", mean, deviation})),
    truncatedNormal: (name, deviation, mean = 0) => named(name, () => truncated(deviation, mean)),
  };
}

/** The standard deviation of a standard normal kept within ±2, by which Keras divides so that the drawn weights have the variance asked for. */
const deviationWithinTwo = 0.87962566103423978;

const symmetric = (limit: number): Sample => ({kind: "UniformSample", low: -limit, high: limit});
const truncated = (deviation: number, mean = 0): Sample => ({kind: "TruncatedNormalSample", mean, deviation});

/** An object that layers take as initialiser: it fills in row-major order and goes on in its stream where it is applied again. */
function drawn(tf: TensorFlow, stream: Stream, sampleFor: (fans: Fans) => Sample): Initializer {
  const Base = Object.getPrototypeOf(tf.initializers.zeros().constructor) as new () => Initializer;
  class Drawn extends Base {
    static readonly className = "RepriseInitializer";
    override apply(shape: Shape, dtype: DataType = "float32"): Tensor {
      const extents = shape.map((extent) => extent ?? 1);
      const values = sampled(tf, stream, extents, sampleFor(fansOf(extents)));
      return dtype === "float32" ? values : tf.cast(values, dtype);
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
