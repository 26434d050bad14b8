import type {TrainContext} from "reprise";
import {numericArray} from "reprise/data";
import type {NumericArray, Table} from "reprise/data";

/** Logits of the classes from one linear layer, or from a ReLU layer before it where `hidden` is above 0. */
export function network(
  tf: TrainContext["tf"],
  initializers: TrainContext["initializers"],
  {inputs, hidden, outputs}: {readonly inputs: number; readonly hidden: number; readonly outputs: number},
) {
  const model = tf.sequential();
  if (hidden > 0) model.add(tf.layers.dense({inputShape: [inputs], units: hidden, activation: "relu", kernelInitializer: initializers.heUniform("hidden")}));
  model.add(tf.layers.dense({inputShape: [hidden > 0 ? hidden : inputs], units: outputs, kernelInitializer: initializers.glorotUniform("output")}));
  return model;
}

type Model = ReturnType<typeof network>;
type Tensor = ReturnType<TrainContext["tf"]["tensor"]>;

/** The model's scores of prepared rows. */
export const scores = (tf: TrainContext["tf"], model: Model, {values, shape}: NumericArray): Tensor =>
  model.apply(tf.tensor(values, [...shape])) as Tensor;

/** What is kept of a fold: where its rows lie in the data, and their scores. */
export const predictions = (test: Table, rowScores: Tensor | NumericArray) => ({rows: numericArray([test.rows], test.positions), scores: rowScores});

/** The share of each class among the labels: all that the majority baseline learns. */
export function classShares(labels: NumericArray, count: number): NumericArray {
  const shares = new Float32Array(count);
  labels.values.forEach((label) => { shares[label] = (shares[label] as number) + 1 / labels.values.length; });
  return numericArray([count], shares);
}

/** The same scores for every row. */
export const repeated = ({values}: NumericArray, rows: number): NumericArray =>
  numericArray([rows, values.length], Float32Array.from({length: rows * values.length}, (_, index) => values[index % values.length] as number));
