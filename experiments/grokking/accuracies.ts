import type {Predictions} from "reprise";
import {accuracy} from "reprise/data";
import {allPairs, sums} from "./addition.ts";

/** Accuracy on the training pairs and on the others, at every snapshot. */
export function accuracies({classes, steps, training}: Predictions, p: number) {
  const truth = sums(allPairs(p), p).values;
  const seen = new Set(training?.values);
  const [trainingPairs, testPairs] = [true, false].map((wanted) => [...truth.keys()].filter((pair) => seen.has(pair) === wanted));
  const of = (pairs: readonly number[] = []): number[] => Array.from(steps?.values ?? [], (_, snapshot) => {
    const predicted = classes?.values.subarray(snapshot * truth.length, (snapshot + 1) * truth.length);
    return accuracy(pairs.map((pair) => truth[pair] as number), pairs.map((pair) => predicted?.[pair] as number));
  });
  return {step: [...steps?.values ?? []], training: of(trainingPairs), test: of(testPairs)};
}
