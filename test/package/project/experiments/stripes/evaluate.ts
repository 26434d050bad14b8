import type {Evaluate} from "reprise";
import {accuracy, argmax, confusionMatrix} from "reprise/data";
import type experiment from "./experiment.ts";
import {names} from "./images.ts";

export const evaluate: Evaluate<typeof experiment> = ({scores, truth}) => {
  const predicted = argmax(scores!);
  const expected = Int32Array.from(truth!.values);
  return {
    metrics: {accuracy: accuracy(expected, predicted)},
    matrices: {confusion: confusionMatrix(expected, predicted, names)},
  };
};
