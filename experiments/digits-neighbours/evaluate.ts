import type {Evaluate} from "reprise";
import {accuracy, classes, confusionMatrix} from "reprise/data";
import type experiment from "./experiment.ts";

export const evaluate: Evaluate<typeof experiment> = ({output}, {digits}) => {
  const digit = classes(digits.training, "digit");
  const truth = digit.labels(digits.test).values;
  return {
    metrics: {accuracy: accuracy(truth, output!.values)},
    matrices: {confusion: confusionMatrix(truth, output!.values, digit.names)},
  };
};
