import type {Evaluate} from "reprise";
import {accuracies} from "./accuracies.ts";
import type experiment from "./experiment.ts";

/** Accuracy on the training half and on the held-out half of the table, at every snapshot. */
export const evaluate: Evaluate<typeof experiment> = (predictions, _data, {parameters}) => {
  const curves = accuracies(predictions, parameters.modulus);
  return {
    metrics: {testAccuracy: curves.test.at(-1) as number, trainingAccuracy: curves.training.at(-1) as number},
    series: {accuracy: curves},
  };
};
