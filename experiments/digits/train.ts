import type {Train} from "reprise";
import {accuracy, argmax, classes, numericArray, scale, split} from "reprise/data";
import type {NumericArray, Table} from "reprise/data";
import {mostInk, pixels} from "./pixels.ts";
import type experiment from "./experiment.ts";
import {models, weightsOf} from "./models.ts";

/** Trains on nine tenths of the training file; the last tenth chooses the epoch; the test file is only predicted. */
export const train: Train<typeof experiment> = async ({tf, parameters, random, initializers, data, fit, log}) => {
  const {model: kind, validationShare, epochs, batch, learningRate} = parameters;
  const fractions = {training: 1 - validationShare, validation: validationShare};
  const {training, validation} = split(data.digits.training, {fractions, by: "digit", random: random.stream("validation")});
  const prepare = training.learn(scale(pixels, mostInk));
  const digit = classes(data.digits.training, "digit");
  const model = models[kind](tf, initializers, parameters);

  const scores = async (table: Table): Promise<NumericArray> => {
    const logits = tf.tidy(() => model.apply(tf.tensor2d(prepare(table).values, [table.rows, pixels.length])) as ReturnType<typeof tf.tensor2d>);
    const array = numericArray(logits.shape, await logits.data<"float32">());
    logits.dispose();
    return array;
  };

  const best = {epoch: 0, share: -1, weights: await weightsOf(model)};
  await fit(model, {x: prepare(training), y: digit.labels(training)}, {
    epochs,
    batch,
    optimizer: {adam: {learningRate}},
    keep: {best},
    onEpoch: async (epoch, loss) => {
      const share = accuracy(digit.labels(validation).values, argmax(await scores(validation)));
      log("training", {epoch, loss, validationAccuracy: share});
      if (share > best.share) Object.assign(best, {epoch, share, weights: await weightsOf(model)});
    },
  });
  model.setWeights(best.weights.map(({shape, values}) => tf.tensor(values, [...shape])));

  return {
    weights: model,
    predictions: {
      test: await scores(data.digits.test),
      validation: await scores(validation),
      validationRows: numericArray([validation.rows], validation.positions),
      epoch: numericArray([1], Int32Array.of(best.epoch)),
    },
  };
};
