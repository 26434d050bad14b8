import type {Optimizer, TensorFlow} from "../engine/engine.ts";
import type {LearningRate} from "../engine/optimizers/learning-rate.ts";
import type {OurOptimizer} from "../engine/optimizers/watch.ts";
import {UserError} from "../errors.ts";
import type {Columns} from "../results/result.ts";
import {sameNumbers, savedTensor, tensorOf, type SavedTensor} from "./saved-tensor.ts";
import type {SeriesLog} from "./series.ts";
import type {Seconds, Stopwatch} from "./stopwatch.ts";
import type {Positions, StreamBook} from "./stream-book.ts";
import type {SavedTrace, TraceRecorder} from "./trace.ts";

type Tensor = import("@tensorflow/tfjs-core").Tensor;
type Variable = import("@tensorflow/tfjs-core").Variable;

/** What a run has made by the time a loop begins, in the order in which it was made. It is the same in every run of the same training. */
export interface Extent {
  readonly variables: readonly Variable[];
  readonly optimizers: readonly OurOptimizer[];
  /** How many random streams were opened. */
  readonly streams: number;
}

interface SavedOptimizer {
  readonly name: string;
  readonly iterations: number;
  readonly rate: Exclude<LearningRate, (step: number) => number> | undefined;
  /** What it remembers, by the number of the weight. */
  readonly memory: readonly {readonly weight: number; readonly what: string; readonly tensor: SavedTensor}[];
}

/** Everything that decides how a run goes on, but for what its own code holds. */
export interface SavedState {
  readonly variables: readonly SavedTensor[];
  readonly optimizers: readonly SavedOptimizer[];
  readonly streams: Positions;
  readonly series: Readonly<Record<string, Columns>>;
  readonly trace: SavedTrace;
  readonly seconds: Seconds;
}

/** What is recorded while `train` runs. */
export interface Records {
  readonly log: SeriesLog;
  readonly streams: StreamBook;
  readonly trace: TraceRecorder;
  readonly watch: Stopwatch;
  /** Every optimiser that the run made. */
  readonly optimizers: OurOptimizer[];
}

/** Weights, optimisers, random streams and records of a run, to be saved and restored together. */
export interface RunState {
  extent(): Promise<Extent>;
  /** A UserError where something was made since that outlives the step that made it: nobody could put it back. */
  requireSame(extent: Extent): Promise<void>;
  /** A step is over: a later one that draws from a stream that was opened since is refused, since an interrupted run would open it anew, at its start. */
  stepped(extent: Extent): void;
  save(extent: Extent): Promise<SavedState>;
  /** Throws before it changes anything where the state is another run's. */
  restore(extent: Extent, saved: SavedState): Promise<void>;
  knows(optimizer: Optimizer): boolean;
}

export function runState(tf: TensorFlow, {log, streams, trace, watch, optimizers}: Records): RunState {
  const registered = (): readonly Variable[] => Object.values(tf.engine().registeredVariables);
  const latest = new WeakMap<Variable, SavedTensor>();

  const memoryOf = async (of: readonly Optimizer[]): Promise<ReadonlySet<Tensor>> => {
    const named = await Promise.all(of.map(async (optimizer) => (await weightsOf(optimizer)).memory));
    return new Set(named.flat().map(({tensor}) => tensor));
  };
  const extent = async (): Promise<Extent> => {
    const memory = await memoryOf(optimizers);
    return {variables: registered().filter((variable) => !memory.has(variable)), optimizers: [...optimizers], streams: streams.count()};
  };
  /** What did not change since it was last saved is the same object, and so is kept once. */
  const savedVariable = async (variable: Variable): Promise<SavedTensor> => {
    const now = await savedTensor(variable), before = latest.get(variable);
    if (before !== undefined && sameNumbers(before.values, now.values)) return before;
    latest.set(variable, now);
    return now;
  };

  return {
    extent,
    async requireSame({variables, optimizers: known}) {
      const expected = new Set<Tensor>([...variables, ...await memoryOf(known)]);
      const stray = registered().find((variable) => !expected.has(variable));
      if (stray === undefined) return;
      throw new UserError(
        `a step of a loop with checkpoints made a variable of shape [${stray.shape}] that outlives it, so that an interrupted run could not go on`,
        "make models, variables and optimisers before the loop; or dispose of them within the step",
      );
    },
    stepped: (before) => streams.close(before.streams),
    async save({variables, optimizers: known}) {
      const alive = variables.filter(({isDisposed}) => !isDisposed);
      const numberOf = new Map(variables.map((variable, i) => [variable.name, i]));
      return {
        variables: await Promise.all(variables.map((variable) => (alive.includes(variable) ? savedVariable(variable) : none))),
        optimizers: await Promise.all(known.map((optimizer) => savedOptimizer(optimizer, (name) => numberOf.get(name) ?? -1))),
        streams: streams.positions(), series: log.columns(), trace: await trace.save((weight) => numberOf.get(weight.name) ?? -1), seconds: watch.read(),
      };
    },
    async restore({variables, optimizers: known}, saved) {
      requireFit(variables, known, saved);
      streams.restore(saved.streams);
      variables.forEach((variable, i) => {
        assign(tf, variable, saved.variables[i]!);
        latest.set(variable, saved.variables[i]!);
      });
      for (const [i, optimizer] of known.entries()) await restoreOptimizer(tf, optimizer, saved.optimizers[i]!, variables);
      trace.restore(saved.trace, variables);
      log.restore(saved.series);
      watch.restore(saved.seconds);
    },
    knows: (optimizer) => optimizers.some((each) => each === optimizer),
  };
}

/** Stands for a variable that was disposed of. */
const none: SavedTensor = {shape: [-1], dtype: "float32", values: new Float32Array(0)};

function requireFit(variables: readonly Variable[], optimizers: readonly OurOptimizer[], saved: SavedState): void {
  if (saved.variables.length !== variables.length) throw new RangeError(`it has ${saved.variables.length} variables, the run ${variables.length}`);
  if (saved.optimizers.length !== optimizers.length) throw new RangeError(`it has ${saved.optimizers.length} optimisers, the run ${optimizers.length}`);
  variables.forEach((variable, i) => {
    const {shape, dtype} = saved.variables[i]!;
    if (saved.variables[i]!.shape[0] === -1) return;
    if (`${shape}` !== `${variable.shape}` || dtype !== variable.dtype) throw new RangeError(`its variable ${i} is ${dtype} [${shape}], the run's ${variable.dtype} [${variable.shape}]`);
  });
  optimizers.forEach((optimizer, i) => {
    if (optimizer.getClassName() !== saved.optimizers[i]!.name) throw new RangeError(`its optimiser ${i} is ${saved.optimizers[i]!.name}, the run's ${optimizer.getClassName()}`);
  });
}

function assign(tf: TensorFlow, variable: Variable, {shape, dtype, values}: SavedTensor): void {
  if (shape[0] === -1) return variable.dispose();
  const tensor = tensorOf(tf, {shape, dtype, values});
  variable.assign(tensor);
  tensor.dispose();
}

interface OptimizerWeights {
  readonly iterations: number;
  readonly memory: readonly {readonly name: string; readonly tensor: Tensor}[];
}

async function weightsOf(optimizer: Optimizer): Promise<OptimizerWeights> {
  const [iterations, ...memory] = await optimizer.getWeights();
  const count = (await iterations!.tensor.data())[0]!;
  iterations!.tensor.dispose();
  return {iterations: count, memory};
}

async function savedOptimizer(optimizer: OurOptimizer, numberOf: (weight: string) => number): Promise<SavedOptimizer> {
  const {iterations, memory} = await weightsOf(optimizer);
  const remembered = await Promise.all(memory.map(async ({name, tensor}) => {
    const at = name.lastIndexOf("/");
    return {weight: numberOf(name.slice(0, at)), what: name.slice(at + 1), tensor: await savedTensor(tensor)};
  }));
  return {name: optimizer.getClassName(), iterations, rate: plainRate(optimizer.changedRate), memory: remembered.filter(({weight}) => weight >= 0)};
}

function plainRate(rate: LearningRate | undefined): SavedOptimizer["rate"] {
  if (typeof rate !== "function") return rate;
  throw new UserError("setLearningRate was given a function, which no checkpoint can save", "set a number or a named schedule; or give the function to the optimiser when it is made");
}

async function restoreOptimizer(tf: TensorFlow, optimizer: OurOptimizer, {iterations, rate, memory}: SavedOptimizer, variables: readonly Variable[]): Promise<void> {
  const named = [
    {name: "iter", tensor: tf.scalar(iterations, "int32")},
    ...memory.map(({weight, what, tensor}) => ({name: `${variables[weight]!.name}/${what}`, tensor: tensorOf(tf, tensor)})),
  ];
  await optimizer.setWeights(named);
  if (rate !== undefined) optimizer.setLearningRate(rate);
  tf.dispose(named.map(({tensor}) => tensor));
}
