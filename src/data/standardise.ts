import {mean, sum} from "../statistics/mean.ts";
import {completeNumbers, withFeature} from "./preparation.ts";
import type {Step} from "./preparation.ts";

interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/** Features with mean 0 and standard deviation 1 over the training rows (divisor n, as scikit-learn's StandardScaler); a constant column becomes 0. */
export function standardise(columns: readonly string[]): Step {
  return {
    name: "standardise",
    learn: (training) => Object.fromEntries(columns.map((column) => [column, moments([...completeNumbers(training, column)])])),
    apply: (rows, learnt) => columns.reduce((sofar, column) => {
      const {mean: centre, deviation} = learnt[column] as Moments;
      return withFeature(sofar, column, sofar.numbers(column).map((value) => (value - centre) / (deviation === 0 ? 1 : deviation)));
    }, rows),
  };
}

function moments(values: readonly number[]): Moments {
  const centre = mean(values);
  const squares = values.map((value) => (value - centre) * (value - centre));
  return {mean: centre, deviation: Math.sqrt(sum(squares) / values.length)};
}
