import type {TrainContext} from "reprise";
import {classes, impute, oneHot, standardise, stratifiedFolds} from "reprise/data";
import {measurements} from "./measurements.ts";
import type experiment from "./experiment.ts";

/**
 * One of five folds of a repeat's partition, and the preparation learnt from its training rows alone.
 * Island is left out: it says where a species breeds, not what it looks like.
 */
export function partition({replicate, random, data}: Pick<TrainContext<typeof experiment>, "replicate" | "random" | "data">) {
  const folds = stratifiedFolds(data.penguins, {by: "Species", count: 5, random: random.stream("folds", {across: "fold"})});
  const {training, test} = folds.at(replicate.fold);
  const prepare = training.learn(impute("median", measurements), standardise(measurements), oneHot(["Sex"]));
  return {training, test, prepare, species: classes(data.penguins, "Species")};
}
