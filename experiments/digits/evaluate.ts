import type {Evaluate} from "reprise";
import {accuracy, argmax, classes, confusionMatrix} from "reprise/data";
import type experiment from "./experiment.ts";

export const evaluate: Evaluate<typeof experiment> = ({test, validation, validationRows, epoch}, {digits}) => {
  const digit = classes(digits.training, "digit");
  const truth = digit.labels(digits.test).values;
  const predicted = argmax(test!);
  const held = digit.labels(digits.training.at(validationRows!.values)).values;
  return {
    metrics: {
      accuracy: accuracy(truth, predicted),
      validationAccuracy: accuracy(held, argmax(validation!)),
      chosenEpoch: epoch!.values[0]!,
    },
    matrices: {confusion: confusionMatrix(truth, predicted, digit.names)},
  };
};
