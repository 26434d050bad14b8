import type {Evaluate} from "reprise";
import {accuracy} from "reprise/data";
import {allPairs, sums} from "./addition.ts";
import type experiment from "./experiment.ts";

/** Accuracy on the training half and on the held-out half of the table, at every snapshot. */
export const evaluate: Evaluate<typeof experiment> = ({classes, steps, training}, _data, {parameters}) => {
  const truth = sums(allPairs(parameters.modulus), parameters.modulus).values;
  const seen = new Set(training?.values);
  const [trainingPairs, testPairs] = [true, false].map((wanted) => [...truth.keys()].filter((pair) => seen.has(pair) === wanted));
  const accuracies = (pairs: readonly number[] = []): number[] => Array.from(steps?.values ?? [], (_, snapshot) => {
    const predicted = classes?.values.subarray(snapshot * truth.length, (snapshot + 1) * truth.length);
    return accuracy(pairs.map((pair) => truth[pair] as number), pairs.map((pair) => predicted?.[pair] as number));
  });
  const curves = {step: [...steps?.values ?? []], training: accuracies(trainingPairs), test: accuracies(testPairs)};
  return {
    metrics: {testAccuracy: curves.test.at(-1) as number, trainingAccuracy: curves.training.at(-1) as number},
    series: {accuracy: curves},
  };
};
