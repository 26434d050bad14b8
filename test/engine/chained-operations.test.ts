import * as core from "@tensorflow/tfjs-core";
import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";

const {tf} = await openEngine("wasm");

test("tensors have the methods that TensorFlow.js documents", () => {
  const x = tf.tensor2d([[1, 2], [3, 4]]);
  expect([...x.add(1).mul(2).sub(x).sum(0).dataSync()]).toEqual([8, 10]);
  expect([...x.matMul(x).flatten().dataSync()]).toEqual([7, 10, 15, 22]);
  expect(x.toInt().dtype).toBe("int32");
  expect(x.as1D().concat(x.as1D()).shape).toEqual([8]);
  expect(x.stack([x, x]).shape).toEqual([3, 2, 2]);
  expect([...x.where(tf.tensor2d([[1, 0], [0, 1]], [2, 2], "bool"), tf.zeros([2, 2])).dataSync()]).toEqual([1, 0, 0, 4]);
});

test("what TensorFlow.js writes with methods works too: the gradient of a product, orthogonal weights", () => {
  expect([...tf.grad((x) => tf.prod(x))(tf.tensor1d([1, 2, 3])).dataSync()]).toEqual([6, 3, 2]);
  const weights = tf.initializers.orthogonal({seed: 7}).apply([4, 4]);
  const identity = [...tf.matMul(weights as core.Tensor2D, weights as core.Tensor2D, true).dataSync()];
  identity.forEach((value, i) => expect(value).toBeCloseTo(i % 5 === 0 ? 1 : 0, 5));
});

test("a method of a disposed tensor is refused", () => {
  const x = tf.ones([2]);
  x.dispose();
  expect(() => x.add(1)).toThrow("disposed");
});
