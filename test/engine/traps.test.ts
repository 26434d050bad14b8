import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {randomness} from "../../src/random/random.ts";
import {guarded} from "../../src/train/guard.ts";

const {tf, initializers} = await openEngine("wasm");

test.each(["dropout", "spatialDropout1d", "alphaDropout", "gaussianDropout", "gaussianNoise"] as const)("tf.layers.%s, whose numbers no run can repeat, refuses with what to take instead", (name) => {
  const make = tf.layers[name] as (config: object) => unknown;
  expect(() => make({rate: 0.5, stddev: 1, seed: 7})).toThrow(expect.objectContaining({name: "UserError", message: expect.stringContaining(`tf.layers.${name}`), mend: expect.stringContaining("layers.")}));
});

const unseeded: readonly (readonly [what: string, draw: () => unknown])[] = [
  ["an initialiser without a seed", () => tf.initializers.glorotNormal({}).apply([3, 3])],
  ["an initialiser with the seed 0, which TensorFlow.js takes for none", () => tf.initializers.heNormal({seed: 0}).apply([3, 3])],
  ["a dense layer with its default initialiser", () => tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [2]})]})],
  ["randomNormal without a seed", () => tf.randomNormal([3])],
  ["randomUniform without a seed", () => tf.randomUniform([3])],
  ["truncatedNormal with the seed 0", () => tf.truncatedNormal([3], 0, 1, "float32", 0)],
  ["multinomial with the seed 0", () => tf.multinomial(tf.tensor1d([0.5, 0.5]), 3, 0)],
  ["shuffling an array", () => tf.util.shuffle([1, 2, 3])],
];

test.each(unseeded)("%s is refused in a run", async (_, draw) => {
  await expect(guarded(async () => draw())).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("Math.random() in a run")});
});

test("a model's fit that shuffles, as it does by default, is refused in a run; without it, it trains", async () => {
  const model = tf.sequential({layers: [tf.layers.dense({units: 1, inputShape: [2], kernelInitializer: initializers(randomness("t", "s", "v")).glorotUniform("a")})]});
  model.compile({optimizer: "sgd", loss: "meanSquaredError"});
  const [x, y] = [tf.ones([4, 2]), tf.ones([4, 1])];
  await expect(guarded(async () => model.fit(x, y, {epochs: 1}))).rejects.toThrow("Math.random() in a run");
});

test("adadelta takes other steps than SGD, and centred RMSprop ends in numbers", () => {
  const after = (optimizer: InstanceType<typeof tf.Optimizer>): number => {
    const w = tf.variable(tf.scalar(1));
    for (let i = 0; i < 30; i++) optimizer.minimize(() => tf.square(w).asScalar());
    const [value] = w.dataSync();
    w.dispose();
    return value!;
  };
  expect(after(tf.train.adadelta(0.1))).not.toBe(after(tf.train.sgd(0.1)));
  expect(after(tf.train.rmsprop(0.01, 0.9, 0, undefined, true))).toBeLessThan(1);
});
