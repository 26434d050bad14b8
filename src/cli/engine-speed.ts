import type {Engine} from "../engine/engine.ts";

/** How fast an engine is, roughly: one look of two seconds, no measurement to publish. */
export interface EngineSpeed {
  /** Billions of multiplications and additions a second in products of square matrices of this size. */
  readonly gigaflops: number;
  readonly size: number;
  /** Training steps a second of the MLP 784-256-128-10, batch 128, with Adam. */
  readonly steps: number;
}

/** Times products and training steps, each for half of the time given; the first of each, which compile, are not counted. */
export async function engineSpeed(engine: Engine, clock: () => number, seconds = 2): Promise<EngineSpeed> {
  const {size, rate} = await productRate(engine, clock, seconds / 2);
  return {gigaflops: rate * 2 * size * size * size / 1e9, size, steps: await rateOf(stepOf(engine), clock, seconds / 2)};
}

const patience = 0.02;

/** Products of growing size, until one takes long enough to be timed, then of that size. */
async function productRate({tf}: Engine, clock: () => number, seconds: number): Promise<{readonly size: number; readonly rate: number}> {
  for (let size = 128; ; size *= 2) {
    const matrix = tf.fill([size, size], 0.01);
    const product = () => ended(tf.matMul(matrix, matrix));
    await product();
    const rate = await rateOf(product, clock, 0);
    const settled = 1 / rate > patience || size === 4096;
    const answer = settled ? {size, rate: await rateOf(product, clock, seconds)} : undefined;
    matrix.dispose();
    if (answer !== undefined) return answer;
  }
}

/** Reads one number of a result, which waits for a device to have computed it. */
async function ended(tensor: ReturnType<Engine["tf"]["matMul"]>): Promise<void> {
  const one = tensor.slice(tensor.shape.map(() => 0), tensor.shape.map(() => 1));
  await one.data();
  one.dispose();
  tensor.dispose();
}

/** Runs of some work a second, at least one; one before is not counted. */
async function rateOf(work: () => Promise<void>, clock: () => number, seconds: number): Promise<number> {
  await work();
  const begun = clock();
  let runs = 0, took = 0;
  do {
    await work();
    runs++;
    took = clock() - begun;
  } while (took < seconds);
  return runs / took;
}

/** A training step of an MLP on made-up numbers. */
function stepOf({tf, optimizers}: Engine): () => Promise<void> {
  const kernelInitializer = tf.initializers.constant({value: 0.01});
  const model = tf.sequential();
  for (const [units, inputs] of [[256, 784], [128, 256], [10, 128]] as const) model.add(tf.layers.dense({units, inputShape: [inputs], kernelInitializer, activation: units === 10 ? "linear" : "relu"}));
  const optimizer = optimizers.adam({learningRate: 0.001});
  const x = tf.fill([128, 784], 0.5), y = tf.fill<import("@tensorflow/tfjs-core").Rank.R2>([128, 10], 0.1);
  return async () => {
    const loss = optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, model.apply(x) as typeof y), true)!;
    await loss.data();
    loss.dispose();
  };
}
