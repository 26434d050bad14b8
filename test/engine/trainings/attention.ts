import type {Tensor} from "@tensorflow/tfjs-core";
import {normals, weightTraining, type Kit, type Training, type Weights} from "./training.ts";

const [batch, steps, width, heads] = [2, 5, 6, 2];
const shapes = {query: [width, width], key: [width, width], value: [width, width], output: [width, width]};

/** Attention of two heads over random sentences, towards random targets; the two products are given. */
function attending(kit: Kit, weights: Weights, scoresOf: (query: Tensor, key: Tensor) => Tensor, mix: (scores: Tensor, values: Tensor) => Tensor): () => Tensor {
  const {tf} = kit;
  const x = normals(kit, "sentences", [batch * steps, width]), target = normals(kit, "targets", [batch * steps, width]);
  const split = (weight: Tensor): Tensor => tf.reshape(tf.matMul(x, weight), [batch, steps, heads, width / heads]);
  return () => {
    const [query, key, value] = [weights["query"]!, weights["key"]!, weights["value"]!].map(split) as [Tensor, Tensor, Tensor];
    const scores = tf.softmax(tf.mul(scoresOf(query, key), 1 / Math.sqrt(width / heads)));
    return tf.losses.meanSquaredError(target, tf.matMul(tf.reshape(mix(scores, value), [batch * steps, width]), weights["output"]!));
  };
}

export const attention: readonly Training[] = [
  weightTraining("attention by einsum", shapes, (kit, weights) => attending(kit, weights,
    (query, key) => kit.tf.einsum("bthd,bshd->bhts", query, key), (scores, values) => kit.tf.einsum("bhts,bshd->bthd", scores, values))),
  weightTraining("attention by matMul", shapes, (kit, weights) => {
    const {tf} = kit;
    const byHead = (tensor: Tensor): Tensor => tf.transpose(tensor, [0, 2, 1, 3]);
    return attending(kit, weights, (query, key) => tf.matMul(byHead(query), byHead(key), false, true), (scores, values) => byHead(tf.matMul(scores, byHead(values))));
  }),
];
