import type {Train} from "reprise";
import {classes, impute, numericArray, oneHot, standardise, stratifiedFolds} from "reprise/data";
import {measurements} from "./measurements.ts";
import type experiment from "./experiment.ts";
import {classShares, network, repeated} from "./models.ts";

/** Five folds of one partition per repeat. Island is left out: it says where a species breeds, not what it looks like. */
export const train: Train<typeof experiment> = async ({tf, parameters, replicate, random, initializers, data, fit, log}) => {
  const {model: kind, hidden, epochs, batch, learningRate} = parameters;
  const folds = stratifiedFolds(data.penguins, {by: "Species", count: 5, random: random.stream("folds", {across: "fold"})});
  const {training, test} = folds.at(replicate.fold);
  const prepare = training.learn(impute("median", measurements), standardise(measurements), oneHot(["Sex"])); // sees training rows only
  const species = classes(data.penguins, "Species");
  const rows = numericArray([test.rows], test.positions);

  if (kind === "majority") {
    const shares = classShares(species.labels(training), species.count);
    return {weights: {shares}, predictions: {rows, scores: repeated(shares, test.rows)}};
  }

  const examples = {x: prepare(training), y: species.labels(training)};
  const model = network(tf, initializers, {inputs: examples.x.columns.length, hidden: kind === "mlp" ? hidden : 0, outputs: species.count});
  await fit(model, examples, {epochs, batch, optimizer: {adam: {learningRate}}, onEpoch: (epoch, loss) => log("training", {epoch, loss})});

  const unseen = prepare(test);
  return {weights: model, predictions: {rows, scores: model.apply(tf.tensor(unseen.values, [...unseen.shape])) as ReturnType<typeof tf.tensor>}};
};
