import type {Train} from "reprise";
import type experiment from "./experiment.ts";
import {classShares, network, predictions, repeated, scores} from "./models.ts";
import {partition} from "./partition.ts";

/** Trains on four folds and predicts the fifth. */
export const train: Train<typeof experiment> = async ({tf, parameters, replicate, random, initializers, data, fit, log}) => {
  const {model: kind, hidden, epochs, batch, learningRate} = parameters;
  const {training, test, prepare, species} = partition({replicate, random, data});

  if (kind === "majority") {
    const shares = classShares(species.labels(training), species.count);
    return {weights: {shares}, predictions: predictions(test, repeated(shares, test.rows))};
  }

  const examples = {x: prepare(training), y: species.labels(training)};
  const model = network(tf, initializers, {inputs: examples.x.columns.length, hidden: kind === "mlp" ? hidden : 0, outputs: species.count});
  await fit(model, examples, {epochs, batch, optimizer: {adam: {learningRate}}, onEpoch: (epoch, loss) => log("training", {epoch, loss})});
  return {weights: model, predictions: predictions(test, scores(tf, model, prepare(test)))};
};
