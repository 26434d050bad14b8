import type {Tensor} from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import type {TensorFlow} from "../../src/engine/engine.ts";
import {openEngine} from "../../src/engine/node.ts";
import {difference, madeOn, numbers} from "./both-engines.ts";

const {tf} = await openEngine("wasm");
const filled = (on: TensorFlow, shape: number[], seed: number): Tensor => on.tensor(numbers(on.util.sizeFromShape(shape), seed), shape);

/** One training step's numbers: output, gradients by the weights, and the weights with their moving averages afterwards. */
function trained(on: TensorFlow, layer: ReturnType<TensorFlow["layers"]["batchNormalization"]>, shape: number[]): Tensor[] {
  const model = on.sequential({layers: [on.layers.inputLayer({inputShape: shape.slice(1)}), layer]});
  const x = filled(on, shape, 81), apply = (): Tensor => model.apply(x, {training: true}) as Tensor;
  const {value, grads} = on.variableGrads(() => on.sum(on.mul(on.square(apply()), filled(on, shape, 82))));
  return [value, ...Object.values(grads), ...layer.getWeights(), apply(), model.apply(x) as Tensor];
}

test.each([
  ["batchNormalization of [6, 5]", [6, 5], {}], ["batchNormalization of [2, 3, 4, 5]", [2, 3, 4, 5], {momentum: 0.8, epsilon: 0.1}], ["batchNormalization along an inner axis", [3, 4, 5], {axis: 1}],
] as const)("%s trains alike on both engines", async (_, shape, options) => {
  expect(await difference((on) => trained(on, on.layers.batchNormalization({...options}), [...shape]))).toBeLessThan(2e-5);
});

test.each([
  ["layerNormalization of [6, 5]", [6, 5], {}], ["layerNormalization over two axes", [2, 3, 4, 5], {axis: [2, 3], epsilon: 0.1}], ["layerNormalization over an inner axis", [3, 4, 5], {axis: 1}],
] as const)("%s trains alike on both engines", async (_, shape, options) => {
  expect(await difference((on) => trained(on, on.layers.layerNormalization({...options, ...("axis" in options && typeof options.axis === "object" ? {axis: [...options.axis]} : {})} as {axis?: number}) as never, [...shape]))).toBeLessThan(2e-5);
});

test("batch normalisation moves its averages towards the batch's mean and variance, by 1 - momentum", async () => {
  const [mean, variance] = await madeOn("wasm", (on) => {
    const layer = on.layers.batchNormalization({momentum: 0.75, inputShape: [1]});
    layer.apply(on.tensor2d([[1], [3]]), {training: true});
    return layer.getWeights().slice(2);
  });
  expect([...mean!.values, ...variance!.values]).toEqual([0.5, 1]);
});

test("batch normalisation without centre or scale trains, which TensorFlow.js's own cannot", async () => {
  const [made] = await madeOn("wasm", (on) => on.layers.batchNormalization({center: false, scale: false, epsilon: 0, inputShape: [1]}).apply(on.tensor2d([[1], [3]]), {training: true}) as Tensor);
  expect([...made!.values]).toEqual([-1, 1]);
});

test.each([true, false])("batch normalisation along an inner axis is that along the last of the turned tensor, training: %s", async (training) => {
  const [inner, last] = await madeOn("wasm", (on) => {
    const x = filled(on, [3, 4, 5], 83), turn = (tensor: Tensor): Tensor => on.transpose(tensor, [0, 2, 1]);
    const normal = (axis: number, tensor: Tensor): Tensor => on.layers.batchNormalization({axis, inputShape: tensor.shape.slice(1)}).apply(tensor, {training}) as Tensor;
    return [normal(1, x), turn(normal(2, turn(x)))];
  });
  expect(inner).toEqual(last);
});

test("layer normalisation without weights normalises", async () => {
  const [made] = await madeOn("wasm", (on) => on.layers.layerNormalization({center: false, scale: false, epsilon: 0, inputShape: [2]} as never).apply(on.tensor2d([[1, 3], [5, -5]])) as Tensor);
  expect([...made!.values]).toEqual([-1, 1, 1, -1]);
});

test("the layers keep TensorFlow.js's names, configuration and weights, and come back from their JSON", () => {
  const model = tf.sequential({layers: [tf.layers.batchNormalization({inputShape: [3], name: "batch"}), tf.layers.layerNormalization({name: "layer"})]});
  expect(model.layers.map((layer) => [layer.getClassName(), layer.getWeights().map(({shape}) => shape)])).toEqual([["BatchNormalization", [[3], [3], [3], [3]]], ["LayerNormalization", [[3], [3]]]]);
  expect(model.getConfig()).toMatchObject({layers: [{config: {axis: -1, momentum: 0.99, epsilon: 0.001, center: true, scale: true}}, {config: {epsilon: 0.001}}]});
  const again = tf.Sequential.fromConfig(tf.Sequential as never, model.getConfig()) as typeof model;
  expect(again.layers.map((layer) => layer.name)).toEqual(["batch", "layer"]);
});

test("training both layers runs our kernels, one each way", async () => {
  const kernels = await tf.profile(() => {
    tf.tidy(() => void trained(tf, tf.layers.batchNormalization({}), [6, 5]));
    tf.tidy(() => void trained(tf, tf.layers.layerNormalization({}) as never, [6, 5]));
  });
  expect(kernels.kernelNames).toEqual(expect.arrayContaining(["BatchNormalization", "BatchNormalizationGradient", "LayerNormalization", "LayerNormalizationGradient"]));
});
