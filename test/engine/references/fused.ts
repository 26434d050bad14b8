import {sumOf, type Reference} from "../reference.ts";
import {at, each, floats, given, made, near, type Check, type Checks, type Data, type Expected} from "./check.ts";

const rows = 3, columns = 7, shape = [rows, columns];
const x = floats(shape, 81, 4), y = floats(shape, 82), dy = floats(shape, 83), perRow = floats([rows], 84), along = [...Array(columns).keys()];
const sum = (of: (j: number) => number): number => along.reduce((total, j) => total + of(j), 0);
const softmax = (data: Data, i: number, j: number): number => Math.exp(at(data, i, j)) / sum((k) => Math.exp(at(data, i, k)));
const logSoftmax = (i: number, j: number): number => at(x, i, j) - Math.log(sum((k) => Math.exp(at(x, i, k))));
const matrix = (value: (i: number, j: number) => number, roundings: number, scale: number): Expected => made(shape, ([i, j]) => near(value(i!, j!), roundings, scale));
const perRows = (value: (i: number) => number, roundings: number): Expected => made([rows], ([i]) => near(value(i!), roundings, 4));

const labels = {...floats(shape, 85), values: Array.from(floats(shape, 85).values, Math.abs)}, classes = given([rows], [2, 6, 0], "int32");
const target = (i: number, j: number): number => Number(classes.values[i] === j);
const total = (i: number): number => sum((j) => at(labels, i, j));

const classified: Checks = {
  Softmax: {inputs: {logits: x}, attributes: {dim: 1}, outputs: [matrix((i, j) => softmax(x, i, j), 12, 0)]}, LogSoftmax: {inputs: {logits: x}, attributes: {axis: 1}, outputs: [matrix(logSoftmax, 8, 4)]},
  SoftmaxGradient: {inputs: {y, dy}, outputs: [matrix((i, j) => at(y, i, j) * (at(dy, i, j) - sum((k) => at(y, i, k) * at(dy, i, k))), 12, 1)]},
  LogSoftmaxGradient: {inputs: {y, dy}, outputs: [matrix((i, j) => at(dy, i, j) - Math.exp(at(y, i, j)) * sum((k) => at(dy, i, k)), 16, 2)]},
  SoftmaxCrossEntropy: {inputs: {logits: x, labels}, outputs: [perRows((i) => -sum((j) => at(labels, i, j) * logSoftmax(i, j)), 32)]},
  SoftmaxCrossEntropyGradient: {inputs: {logits: x, labels, dy: perRow}, outputs: [matrix((i, j) => at(perRow, i) * (softmax(x, i, j) * total(i) - at(labels, i, j)), 24, 1)]},
  SparseSoftmaxCrossEntropy: {inputs: {logits: x, labels: classes}, outputs: [perRows((i) => -logSoftmax(i, classes.values[i]!), 8)]},
  SparseSoftmaxCrossEntropyGradient: {inputs: {logits: x, labels: classes, dy: perRow}, outputs: [matrix((i, j) => at(perRow, i) * (softmax(x, i, j) - target(i, j)), 16, 1)]},
};

/** A loss of single numbers, and its derivative by the prediction. */
function loss(name: string, value: (p: number, l: number) => number, slope: (p: number, l: number) => number, attributes = {}): Checks {
  const inputs = {predictions: x, labels: y};
  return {
    [name]: {inputs, attributes, outputs: [each(x, (p, i) => near(value(p, y.values[i]!), 8, 1))]},
    [`${name}Gradient`]: {inputs: {...inputs, dy}, attributes, outputs: [each(x, (p, i) => near(dy.values[i]! * slope(p, y.values[i]!), 8, 1))]},
  };
}

const losses: Checks = {
  ...loss("SquaredError", (p, l) => (p - l) ** 2, (p, l) => 2 * (p - l)),
  ...loss("SigmoidCrossEntropy", (p, l) => Math.max(p, 0) - p * l + Math.log1p(Math.exp(-Math.abs(p))), (p, l) => 1 / (1 + Math.exp(-p)) - l),
  ...loss("HuberLoss", (p, l) => (Math.abs(p - l) <= 0.75 ? (p - l) ** 2 / 2 : 0.75 * Math.abs(p - l) - 0.28125), (p, l) => Math.max(-0.75, Math.min(0.75, p - l)), {delta: 0.75}),
};

const epsilon = 0.25, gamma = floats([columns], 86), beta = floats([columns], 87), attributes = {epsilon};

/** Numbers less their mean, divided by the root of their variance. */
function normalized(list: readonly number[]) {
  const mean = list.reduce((a, b) => a + b) / list.length, variance = list.reduce((a, b) => a + (b - mean) ** 2, 0) / list.length, inverse = 1 / Math.sqrt(variance + epsilon);
  return {mean, variance, inverse, normal: list.map((value) => (value - mean) * inverse)};
}
const average = (list: readonly number[]): number => list.reduce((a, b) => a + b) / list.length;
const row = (data: Data, i: number): readonly number[] => along.map((j) => at(data, i, j)), column = (data: Data, j: number): readonly number[] => Array.from({length: rows}, (_, i) => at(data, i, j));
const byRow = Array.from({length: rows}, (_, i) => normalized(row(x, i))), byColumn = along.map((j) => normalized(column(x, j)));
const perColumn = (value: (j: number) => number, roundings: number): Expected => made([columns], ([j]) => near(value(j!), roundings, 1));

/** The derivative of a normalisation by one of its numbers, from the slopes at all. */
const through = ({inverse, normal}: ReturnType<typeof normalized>, slopes: readonly number[], i: number): number => inverse * (slopes[i]! - average(slopes) - normal[i]! * average(slopes.map((slope, k) => slope * normal[k]!)));
const dmean = floats([columns], 88), dvariance = floats([columns], 89), moments = [perColumn((j) => byColumn[j]!.mean, 12), perColumn((j) => byColumn[j]!.variance, 32)] as const;
const columnNormal = {inputs: {x, gamma, beta}, attributes};
const meanGiven = given([columns], byColumn.map(({mean}) => Math.fround(mean))), varianceGiven = given([columns], byColumn.map(({variance}) => Math.fround(variance)));

const normalizations: Checks = {
  LayerNormalization: {inputs: {x, gamma, beta}, attributes, outputs: [matrix((i, j) => byRow[i]!.normal[j]! * at(gamma, j) + at(beta, j), 32, 1)]},
  LayerNormalizationGradient: {inputs: {x, gamma, dy}, attributes, outputs: [
    matrix((i, j) => through(byRow[i]!, along.map((k) => at(dy, i, k) * at(gamma, k)), j), 64, 1), perColumn((j) => sumOf(column(dy, j).map((slope, i) => slope * byRow[i]!.normal[j]!)).value, 32), perColumn((j) => sumOf(column(dy, j)).value, 8),
  ]},
  BatchNormalization: {...columnNormal, outputs: [matrix((i, j) => byColumn[j]!.normal[i]! * at(gamma, j) + at(beta, j), 32, 1), ...moments]},
  BatchNormalizationGradient: {inputs: {x, gamma, mean: meanGiven, variance: varianceGiven, dy, dmean, dvariance}, attributes, outputs: [
    matrix((i, j) => at(gamma, j) * through(byColumn[j]!, column(dy, j), i) + (at(dmean, j) + 2 * at(dvariance, j) * (at(x, i, j) - byColumn[j]!.mean)) / rows, 64, 2),
    perColumn((j) => sumOf(column(dy, j).map((slope, i) => slope * byColumn[j]!.normal[i]!)).value, 32), perColumn((j) => sumOf(column(dy, j)).value, 8),
  ]},
  FusedBatchNorm: {inputs: {x, mean: beta, variance: given([columns], Array.from(gamma.values, Math.abs)), scale: dmean, offset: dvariance}, attributes: {varianceEpsilon: epsilon}, outputs: [
    matrix((i, j) => ((at(x, i, j) - at(beta, j)) / Math.sqrt(Math.abs(at(gamma, j)) + epsilon)) * at(dmean, j) + at(dvariance, j), 16, 4),
  ]},
};

const image = {...x, shape: [1, 1, rows, columns]}, slope = {...dy, shape: [1, 1, rows, columns]}, [radius, bias, alpha, power] = [2, 1.5, 0.4, 0.75];
const norm = (i: number, j: number): number => bias + alpha * along.filter((k) => Math.abs(k - j) <= radius).reduce((squares, k) => squares + at(x, i, k) ** 2, 0);
const response = {depthRadius: radius, bias, alpha, beta: power};
const responded: Check = {inputs: {x: image}, attributes: response, outputs: [{...matrix((i, j) => at(x, i, j) * norm(i, j) ** -power, 24, 0), shape: image.shape}]};
const responses: Checks = {
  LRN: responded,
  LRNGrad: {inputs: {x: image, y: given(image.shape, responded.outputs[0]!.values.map((value) => Math.fround((value as Reference).value))), dy: slope}, attributes: response, outputs: [{...matrix((i, k) => sum((j) => (Math.abs(j - k) > radius ? 0
    : at(dy, i, j) * ((j === k ? norm(i, j) ** -power : 0) - 2 * alpha * power * at(x, i, k) * at(x, i, j) * norm(i, j) ** (-power - 1)))), 48, 1), shape: image.shape}]},
};

export const fused: Checks = {...classified, ...losses, ...normalizations, ...responses};
