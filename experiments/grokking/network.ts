import type {TrainContext} from "reprise";

type Model = ReturnType<TrainContext["tf"]["model"]>;

/** A hidden layer with quadratic activation and no biases, the architecture of Gromov (arXiv:2301.02679), read out as logits. */
export function network(tf: TrainContext["tf"], initializers: TrainContext["initializers"], p: number, hidden: number): Model {
  const input = tf.input({shape: [2 * p]});
  const dense = (units: number, name: string) => tf.layers.dense({units, useBias: false, kernelInitializer: initializers.glorotUniform(name)});
  const preactivation = dense(hidden, "hidden").apply(input) as typeof input;
  const squared = tf.layers.multiply().apply([preactivation, preactivation]) as typeof input;
  return tf.model({inputs: input, outputs: dense(p, "output").apply(squared) as typeof input});
}

/** The Euclidean norm of all weights together. */
export async function weightNorm(model: Model): Promise<number> {
  const weights = await Promise.all(model.getWeights().map((weight) => weight.data()));
  const squares = weights.flatMap((values) => [...values].map((value) => value * value));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
}
