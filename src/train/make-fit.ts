import type {NumericArray} from "../data/numeric-array.ts";
import type {Engine, Optimizer, Optimizers} from "../engine/engine.ts";
import {softmaxCrossEntropy, sparseSoftmaxCrossEntropy} from "../engine/fused/cross-entropy.ts";
import {huberLoss, sigmoidCrossEntropy, squaredError} from "../engine/fused/losses.ts";
import {UserError} from "../errors.ts";
import type {Randomness, Stream} from "../random/randomness.ts";
import {DivergedError} from "./diverged.ts";
import type {Fit, FitOptions, LossName, OptimizerChoice} from "./fit.ts";
import type {Keep} from "./kept.ts";
import {plainLoops, type Loop, type Loops} from "./loops.ts";

type Tensor = import("@tensorflow/tfjs-core").Tensor;
type Scalar = import("@tensorflow/tfjs-core").Scalar;
type Variable = import("@tensorflow/tfjs-core").Variable;
type LayersModel = import("@tensorflow/tfjs-layers").LayersModel;
type Loss = (output: Tensor, target: Tensor) => Tensor;

/** How far a training has come: examples `start` … of the epoch are next, in the order of `permutation`. */
interface Progress {
  readonly epoch: number;
  readonly start: number;
  readonly permutation: Int32Array | undefined;
  /** The epoch's losses so far, and the mean of the epoch before. */
  readonly sum: number;
  readonly mean: number;
}

const beginning: Progress = {epoch: 1, start: 0, permutation: undefined, sum: 0, mean: Number.NaN};

/** The `fit` of a run: mini-batches in an order drawn from a named stream, one optimiser step each. */
export function makeFit(engine: Engine, random: Randomness, loops: Loops = plainLoops): Fit {
  return async (model, examples, options) => {
    const count = examples.x.shape[0] ?? 0;
    checkExamples(count, examples.y, options);
    const order = random.stream(options.stream ?? "order");
    const optimizer = chooseOptimizer(engine, options.optimizer);
    const loss = chooseLoss(options, examples.y);
    const variables = trainableVariables(model);
    const takeStep = (rows: Int32Array): StepCost => ({rows: rows.length, cost: step(engine, model, optimizer, loss, variables, take(examples.x, rows), take(examples.y, rows))});
    const resumable = loops.knows(optimizer) && !model.layers.some(isStateful);
    const {mean} = await loops.run<Progress>({kind: "fit", keep: resumable ? keptBy(options) : undefined, every: options.checkpoint}, async (loop) => {
      let progress = loop.reached ?? beginning;
      while (progress.epoch <= options.epochs) progress = await runEpoch(loop, progress, {count, order, takeStep, options});
      return progress;
    });
    optimizer.dispose();
    return mean;
  };
}

interface Epoch {
  readonly count: number;
  readonly order: Stream;
  readonly takeStep: (rows: Int32Array) => StepCost;
  readonly options: FitOptions;
}

/** One epoch, or what is left of it. */
async function runEpoch(loop: Loop<Progress>, {epoch, start: first, permutation: drawn, sum: before, mean: last}: Progress, {count, order, takeStep, options}: Epoch): Promise<Progress> {
  const permutation = drawn ?? order.permutation(count);
  let sum = before;
  let unread: StepCost[] = [];
  let save = false;
  for (let start = first; start < count; start += options.batch) {
    const next = Math.min(start + options.batch, count);
    unread.push(takeStep(permutation.subarray(start, next)));
    save = loop.stepped();
    if (unread.length < readTogether && next < count && !save) continue;
    for (const cost of await read(unread)) sum += cost;
    unread = [];
    if (save && next < count) await loop.save({epoch, start: next, permutation, sum, mean: last}, `epoch ${epoch} of ${options.epochs}, ${next} of ${count} examples`);
  }
  const mean = sum / count;
  if (!Number.isFinite(mean)) throw new DivergedError(`the training loss became ${mean} in epoch ${epoch}`);
  if (options.onEpoch !== undefined) {
    await loop.within(() => options.onEpoch?.(epoch, mean));
    if (epoch <= 2) await loop.requireSame();
  }
  const progress = {...beginning, epoch: epoch + 1, mean};
  if (save && epoch < options.epochs) await loop.save(progress, `epoch ${epoch} of ${options.epochs}`);
  return progress;
}

/** Without `keep`, nobody knows what an `onEpoch` changes. */
const keptBy = ({keep, onEpoch}: FitOptions): Keep | undefined => keep ?? (onEpoch === undefined ? {} : undefined);

/** Layers that carry a state from batch to batch, which no checkpoint knows. */
const isStateful = (layer: object): boolean => "stateful" in layer && layer.stateful === true;

/** The mean loss over the rows of one step, still on the engine. */
interface StepCost {
  readonly rows: number;
  readonly cost: Scalar;
}

/** Steps whose losses are read together: a GPU answers late, and goes on meanwhile. */
const readTogether = 16;

/** The losses of some steps, each times its rows. */
async function read(steps: readonly StepCost[]): Promise<readonly number[]> {
  const values = await Promise.all(steps.map(({cost}) => cost.data()));
  for (const {cost} of steps) cost.dispose();
  return steps.map(({rows}, index) => rows * (values[index]?.[0] ?? Number.NaN));
}

function step(engine: Engine, model: LayersModel, optimizer: Optimizer, loss: Loss, variables: Variable[], x: NumericArray, y: NumericArray): Scalar {
  const {tf} = engine;
  return tf.tidy(() => {
    const input = toTensor(tf, x);
    const target = toTensor(tf, y);
    return optimizer.minimize(() => tf.mean(loss(model.apply(input, {training: true}) as Tensor, target)) as Scalar, true, variables) as Scalar;
  });
}

const toTensor = (tf: Engine["tf"], array: NumericArray): Tensor =>
  tf.tensor(array.values, [...array.shape], array.values instanceof Int32Array ? "int32" : "float32");

/** Some rows of an array: its first axis are the examples. */
function take(array: NumericArray, rows: Int32Array): NumericArray {
  const width = array.values.length / (array.shape[0] ?? 1);
  const values = array.values instanceof Int32Array ? new Int32Array(rows.length * width) : new Float32Array(rows.length * width);
  rows.forEach((row, index) => values.set(array.values.subarray(row * width, (row + 1) * width), index * width));
  return {shape: [rows.length, ...array.shape.slice(1)], values};
}

function checkExamples(count: number, targets: NumericArray, options: FitOptions): void {
  if (count === 0) throw new UserError("fit: there are no examples", "check the split: x has 0 rows");
  if (targets.shape[0] !== count) throw new UserError(`fit: x has ${count} rows, y has ${targets.shape[0] ?? 0}`, "give one target per example");
  if (!(options.epochs >= 1 && options.batch >= 1)) throw new UserError(`fit: epochs ${options.epochs} and batch ${options.batch} must be at least 1`, "check the parameters");
}

function chooseOptimizer({tf, optimizers}: Engine, choice: OptimizerChoice): Optimizer {
  if (choice instanceof tf.Optimizer) return choice;
  const [name, options] = Object.entries(choice)[0] ?? [];
  const make = optimizers[name as keyof Optimizers] as ((options: unknown) => Optimizer) | undefined;
  if (make === undefined) throw new UserError(`fit: there is no optimiser ${name}`, `choose one of ${Object.keys(optimizers).join(", ")}: {adam: {learningRate: 0.001}}`);
  return make(options);
}

/** Each loss by its name: outputs and targets of a batch in, one number per example or per output out. */
const losses: Readonly<Record<LossName, Loss>> = {
  "sparse-crossentropy": sparseSoftmaxCrossEntropy,
  crossentropy: softmaxCrossEntropy,
  "binary-crossentropy": (logits, target) => sigmoidCrossEntropy(logits, shapedAs(logits, target)),
  "mean-squared-error": (output, target) => squaredError(output, shapedAs(output, target)),
  huber: (output, target) => huberLoss(output, shapedAs(output, target)),
};

function chooseLoss(options: FitOptions, targets: NumericArray): Loss {
  const kind = options.loss ?? (targets.values instanceof Int32Array ? "sparse-crossentropy" : "mean-squared-error");
  return typeof kind === "function" ? kind : losses[kind];
}

/** Targets [n] fit outputs [n, 1]. */
const shapedAs = (output: Tensor, target: Tensor): Tensor => (target.size === output.size && output.rank === target.rank + 1 && output.shape.at(-1) === 1 ? target.reshape(output.shape) : target);

/** The variables behind a model's trainable weights, which TensorFlow.js keeps but does not expose. */
function trainableVariables(model: LayersModel): Variable[] {
  return model.trainableWeights.map((weight) => (weight as unknown as {readonly val: Variable}).val);
}
