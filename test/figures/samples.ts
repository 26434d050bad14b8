import type {FigureRecord} from "../../src/records/report.ts";

const text = (plain: string) => ({plain, latex: plain, html: plain});

function figure(name: string, width: "column" | "page", alt: string, spec: Record<string, unknown>): FigureRecord {
  return {id: `sample/${name}`, experiment: "sample", caption: text(`${alt}.`), alt, width, spec, runs: []};
}

/** 0, 1, 2, … in [0, 1): looks random and is the same everywhere. */
const scattered = (index: number): number => ((index * 7919 + 104_729) % 9973) / 9973;

const models = ["CNN", "MLP (128 units)", "logistic regression"];
const steps = Array.from({length: 21}, (_, index) => index * 10);

const curves = models.flatMap((model, series) => steps.map((step, index) => {
  const accuracy = 0.55 + (0.42 - 0.07 * series) * (step / (step + 25 + 15 * series)) + 0.01 * scattered(index + 50 * series);
  const half = 0.012 + 0.02 * (1 - step / 240) * (1 + 0.3 * series);
  return {model, step, accuracy, low: accuracy - half, high: accuracy + half};
}));

const color = {field: "model", type: "nominal", sort: models, title: null};

/** Learning curves with intervals over seeds. */
export const lines = figure("curves", "column", "Accuracy rises with the step, fastest for the CNN", {
  height: 130,
  data: {values: curves},
  encoding: {x: {field: "step", type: "quantitative", title: "training step"}, color},
  layer: [
    {mark: "area", encoding: {y: {field: "low", type: "quantitative", title: "test accuracy (%)", scale: {zero: false}, axis: {format: ".0%"}}, y2: {field: "high"}}},
    {mark: "line", encoding: {y: {field: "accuracy", type: "quantitative"}}},
  ],
});

const errors = ["digits", "penguins", "fashion"].flatMap((data, group) => models.map((model, series) => {
  const error = 0.03 + 0.05 * series + 0.02 * scattered(group * 3 + series);
  return {data, model, error, low: error - 0.012, high: error + 0.012};
}));

/** Groups of means with their intervals. */
export const groups = figure("groups", "column", "Error of three models on three data sets", {
  height: 120,
  data: {values: errors},
  encoding: {x: {field: "data", type: "nominal", title: null, sort: null}, xOffset: {field: "model", sort: models}, color},
  layer: [
    {mark: "rule", encoding: {y: {field: "low", type: "quantitative", title: "test error"}, y2: {field: "high"}}},
    {mark: "point", encoding: {y: {field: "error", type: "quantitative"}}},
  ],
});

const scores = models.flatMap((model, series) => Array.from({length: 10}, (_, index) => ({model, f1: 0.95 - 0.03 * series + 0.02 * scattered(index + 11 * series)})));
const means = models.map((model, series) => ({model, mean: 0.96 - 0.03 * series, low: 0.953 - 0.03 * series, high: 0.967 - 0.03 * series}));

/** One row per variant: every replicate, mean and interval. */
export const dots = figure("dots", "column", "Macro F1 of three models, each replicate and the mean", {
  height: 70,
  encoding: {y: {field: "model", type: "nominal", title: null, sort: models}},
  layer: [
    {data: {values: scores}, mark: "circle", encoding: {x: {field: "f1", type: "quantitative", title: "macro F1 (25 folds), Δ ≤ 0.01", scale: {zero: false}}}},
    {data: {values: means}, mark: "rule", encoding: {x: {field: "low", type: "quantitative"}, x2: {field: "high"}}},
    {data: {values: means}, mark: "point", encoding: {x: {field: "mean", type: "quantitative"}}},
  ],
});

const digits = Array.from("0123456789");
const confusions = digits.flatMap((truth, row) => digits.map((predicted, column) => ({truth, predicted, count: row === column ? 170 + Math.trunc(10 * scattered(row)) : Math.trunc(9 * scattered(row * 10 + column) * scattered(column))})));

/** A confusion matrix with its counts. */
export const matrix = figure("confusion", "column", "Confusion matrix of ten digits: nearly all on the diagonal", {
  height: 180,
  data: {values: confusions},
  encoding: {x: {field: "predicted", type: "ordinal", title: "predicted digit"}, y: {field: "truth", type: "ordinal", title: "true digit"}},
  layer: [
    {mark: "rect", encoding: {color: {field: "count", type: "quantitative"}}},
    {mark: "text", encoding: {text: {field: "count", type: "quantitative"}}},
  ],
});

const grid = ["Adam", "SGD", "SGD with momentum"].flatMap((optimiser, panel) => Array.from({length: 48}, (_, index) => ({
  optimiser, rate: ["1e-4", "1e-3", "1e-2", "1e-1", "1"][index % 6 % 5], batch: 2 ** (4 + Math.trunc(index / 6)), accuracy: 0.5 + 0.45 * scattered(index + 60 * panel),
})));

/** Small multiples that share a legend of numbers. */
export const facets = figure("facets", "page", "Accuracy over batch size and learning rate for three optimisers", {
  data: {values: grid},
  facet: {column: {field: "optimiser", type: "nominal", title: null}},
  spec: {
    height: 100, mark: "rect",
    encoding: {
      x: {field: "rate", type: "ordinal", title: "learning rate", sort: ["1e-4", "1e-3", "1e-2", "1e-1", "1"]},
      y: {field: "batch", type: "ordinal", title: "batch size"},
      color: {field: "accuracy", type: "quantitative", title: "accuracy", legend: {format: ".0%"}},
    },
  },
});

/** Small multiples of lines that share a legend of categories. */
export const facetLines = figure("facet-lines", "page", "Learning curves, a panel per model", {
  data: {values: curves},
  facet: {column: {field: "model", type: "nominal", title: null, sort: models}},
  spec: {
    height: 110,
    encoding: {x: {field: "step", type: "quantitative", title: "training step"}, color},
    layer: [
      {mark: "area", encoding: {y: {field: "low", type: "quantitative", title: "test accuracy", scale: {zero: false}, axis: {format: ".0%"}}, y2: {field: "high"}}},
      {mark: "line", encoding: {y: {field: "accuracy", type: "quantitative"}}},
    ],
  },
});

/** Two plots side by side, the first twice as wide. */
export const sideBySide = figure("side-by-side", "page", "Loss and accuracy over 200 steps", {
  data: {values: curves},
  hconcat: [
    {width: 2, height: 120, mark: "line", encoding: {x: {field: "step", type: "quantitative", title: "training step"}, y: {field: "accuracy", type: "quantitative", title: "accuracy", scale: {zero: false}}, color}},
    {width: 1, height: 120, mark: "point", encoding: {x: {field: "low", type: "quantitative", title: "low", scale: {zero: false}}, y: {field: "high", type: "quantitative", title: "high", scale: {zero: false}}, color}},
  ],
});

const losses = models.flatMap((model, series) => Array.from({length: 12}, (_, index) => {
  const step = 2 ** index;
  return {model, step, loss: 0.02 + (2 + series) / (1 + step / (4 + 8 * series)) + 0.02 * scattered(index + 20 * series)};
}));

/** Points joined by lines on logarithmic axes, clipped by a domain. */
export const logarithms = figure("logarithms", "column", "Loss falls as a power of the step", {
  height: 120, data: {values: losses},
  encoding: {
    x: {field: "step", type: "quantitative", title: "training step", scale: {type: "log", domain: [1, 1000], nice: false}},
    y: {field: "loss", type: "quantitative", title: "loss", scale: {type: "log"}}, color,
  },
  layer: [{mark: {type: "line", clip: true}}, {mark: {type: "point", clip: true}}],
});

const treatments = ["no augmentation", "random crops", "crops and flips", "crops, flips and noise", "all of them"];

/** Names too long to stand side by side. */
export const names = figure("names", "column", "Accuracy under five kinds of augmentation", {
  height: 90, data: {values: treatments.map((treatment, index) => ({treatment, accuracy: 0.6 + 0.07 * index}))}, mark: "bar",
  encoding: {x: {field: "treatment", type: "nominal", title: null, sort: treatments}, y: {field: "accuracy", type: "quantitative", title: "test accuracy", axis: {format: ".0%"}}},
});

export const samples: readonly FigureRecord[] = [lines, groups, dots, matrix, facets, facetLines, sideBySide, logarithms, names];
