import type {Evaluate} from "reprise";
import {accuracy, argmax, classes, confusionMatrix, macroF1, perClassScores} from "reprise/data";
import type experiment from "./experiment.ts";

export const evaluate: Evaluate<typeof experiment> = ({rows, scores}, data) => {
  const species = classes(data.penguins, "Species");
  const truth = species.labels(data.penguins.at(rows!.values)).values;
  const predicted = argmax(scores!);
  const perClass = perClassScores(truth, predicted, species.count);
  return {
    metrics: {macroF1: macroF1(truth, predicted, species.count), accuracy: accuracy(truth, predicted)},
    matrices: {
      confusion: confusionMatrix(truth, predicted, species.names),
      perClass: {
        rows: [...species.names],
        columns: ["precision", "recall", "f1"],
        values: perClass.map(({precision, recall, f1}) => [precision, recall, f1]),
      },
    },
  };
};
