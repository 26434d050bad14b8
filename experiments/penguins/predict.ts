import type {Predict} from "reprise";
import type experiment from "./experiment.ts";
import {network, predictions, repeated, scores} from "./models.ts";
import {partition} from "./partition.ts";

/** The held-out fold's scores from kept weights. */
export const predict: Predict<typeof experiment> = ({tf, parameters, replicate, random, initializers, data, restore}, weights) => {
  const {model: kind, hidden} = parameters;
  const {test, prepare, species} = partition({replicate, random, data});
  if (kind === "majority") return predictions(test, repeated(weights["shares"]!, test.rows));

  const unseen = prepare(test);
  const model = network(tf, initializers, {inputs: unseen.columns.length, hidden: kind === "mlp" ? hidden : 0, outputs: species.count});
  return predictions(test, scores(tf, restore(model, weights), unseen));
};
