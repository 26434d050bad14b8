import type {Plan, PlannedExperiment} from "../../src/records/plan.ts";
import {replicateName} from "../../src/results/names.ts";
import type {Factors, Parameter, Result} from "../../src/results/result.ts";

const digest = "0".repeat(64);

/** Fold by fold, so that every number of the golden report can be checked by hand or in R. */
const scores: Readonly<Record<string, readonly number[]>> = {
  majority: [0.20, 0.20, 0.21, 0.20, 0.19, 0.20],
  logistic: [0.95, 0.96, 0.94, 0.95, 0.97, 0.93],
  mlp: [0.97, 0.99, 0.96, 0.98, 0.98, 0.97],
};

const labels: Readonly<Record<string, string>> = {majority: "Majority", logistic: "Logistic regression", mlp: "MLP"};

export const penguins: PlannedExperiment = {
  id: "penguins", title: "Penguins", question: "Does a hidden layer help?", group: "main", engine: "wasm", promise: "bitwise", origin: "computed",
  parameters: [{name: "model", values: Object.keys(scores), label: "Model"}, {name: "epochs", values: [60]}, {name: "learningRate", values: [0.01]}],
  replicates: {repeat: 2, fold: 3},
  metrics: {macroF1: {label: "macro F1", better: "higher", bounds: [0, 1], split: "test"}, loss: {label: "loss", better: "lower", split: "test"}},
  data: [], inputs: {},
  variants: Object.keys(scores).map((name) => ({name, label: labels[name] as string, parameters: {model: name}})),
  runs: Object.keys(scores).flatMap((variant) => factorsOf({repeat: 2, fold: 3}).map((factors) => ({variant, replicate: replicateName(factors), factors, key: digest}))),
  files: ["experiments/penguins/experiment.ts", "experiments/penguins/report.ts"],
};

export const grokking: PlannedExperiment = {
  id: "grokking", title: "Grokking", question: "Does it generalise late?", group: "main", engine: "wasm", promise: "bitwise", origin: "computed",
  parameters: [{name: "weightDecay", values: [0, 1], label: "Weight decay"}],
  replicates: {seed: 3},
  metrics: {testAccuracy: {label: "test accuracy", better: "higher", bounds: [0, 1], split: "test"}},
  data: [], inputs: {},
  variants: [0, 1].map((value) => ({name: `weight-decay-${value}`, label: `weight decay ${value}`, parameters: {weightDecay: value}})),
  runs: [0, 1].flatMap((value) => factorsOf({seed: 3}).map((factors) => ({variant: `weight-decay-${value}`, replicate: replicateName(factors), factors, key: digest}))),
  files: ["experiments/grokking/experiment.ts", "experiments/grokking/report.ts"],
};

export const plan: Plan = {
  format: "reprise.plan/1",
  project: {title: "A paper", authors: [{name: "A. Author"}], abstract: "", licence: "Apache-2.0", version: "1.0.0", sourceDateEpoch: 0},
  experiments: [penguins, grokking],
  data: [],
};

export const results: readonly Result[] = [
  ...Object.entries(scores).flatMap(([model, values]) => factorsOf({repeat: 2, fold: 3}).map((factors, at) => resultOf("penguins", model, factors, {model, epochs: 60, learningRate: 0.01}, {
    metrics: {macroF1: values[at] as number, loss: 1 - (values[at] as number)},
    matrices: {confusion: {rows: ["Adelie", "Gentoo"], columns: ["Adelie", "Gentoo"], values: [[9, 1], [at % 2, 6 - at % 2]]}},
  }))),
  ...[0, 1].flatMap((weightDecay) => factorsOf({seed: 3}).map((factors) => resultOf("grokking", `weight-decay-${weightDecay}`, factors, {weightDecay}, {
    metrics: {testAccuracy: weightDecay === 1 ? 1 : Number(`0.2${factors["seed"]}`)},
    series: {training: curve(weightDecay, factors["seed"] as number)},
  }))),
];

/** The results with one of them changed. */
export const withResult = (path: string, change: (result: Result) => Result): readonly Result[] =>
  results.map((result) => (`${result.experiment}/${result.variant}/${result.replicate}` === path ? change(result) : result));

function curve(weightDecay: number, seed: number) {
  const step = [0, 10, 100, 1000];
  return {step, trainAccuracy: [0.1, 0.5, 1, 1], testAccuracy: weightDecay === 1 ? [0.1, 0.1, Number(`0.2${seed}`), 1] : [0.1, 0.1, 0.1, Number(`0.2${seed}`)]};
}

function resultOf(experiment: string, variant: string, factors: Factors, parameters: Record<string, Parameter>, made: Partial<Result>): Result {
  return {
    format: "reprise.result/1", experiment, variant, replicate: replicateName(factors), status: "completed", origin: "computed", engine: "wasm",
    parameters, factors: {...factors}, metrics: {}, series: {}, matrices: {}, digests: {data: {}, inputs: {}}, ...made,
  };
}

function factorsOf(design: Readonly<Record<string, number>>): readonly Record<string, number>[] {
  return Object.entries(design).reduce<readonly Record<string, number>[]>(
    (sofar, [factor, count]) => sofar.flatMap((each) => Array.from({length: count}, (_, level) => ({...each, [factor]: level + 1}))), [{}]);
}
