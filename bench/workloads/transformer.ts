import type {Tensor} from "@tensorflow/tfjs-core";
import type {Side} from "../side.ts";
import type {Network} from "./networks.ts";

const heads = 4;

/** One block of Vaswani et al. (2017) with layer normalisation before attention and MLP (Xiong et al., 2020), the mean over positions, then ten classes. */
export function transformerBlock({tf}: Side): Network {
  const width = 64;
  const dense = (units: number, activation: "relu" | "linear" = "linear") => tf.layers.dense({units, activation});
  const norm1 = tf.layers.layerNormalization(), norm2 = tf.layers.layerNormalization();
  const queries = dense(width), keys = dense(width), values = dense(width), joined = dense(width);
  const wide = dense(4 * width, "relu"), narrow = dense(width), classes = dense(10);
  const split = (tensor: Tensor): Tensor => tf.transpose(tf.reshape(tensor, [tensor.shape[0]!, tensor.shape[1]!, heads, width / heads]), [0, 2, 1, 3]);
  const attend = (x: Tensor): Tensor => {
    const [q, k, v] = [queries, keys, values].map((layer) => split(layer.apply(x) as Tensor));
    const weights = tf.softmax(tf.mul(tf.matMul(q!, k!, false, true), 1 / Math.sqrt(width / heads)));
    return joined.apply(tf.reshape(tf.transpose(tf.matMul(weights, v!), [0, 2, 1, 3]), x.shape)) as Tensor;
  };
  return {
    layers: [norm1, norm2, queries, keys, values, joined, wide, narrow, classes],
    logits: (x) => {
      const attended = tf.add(x, attend(norm1.apply(x) as Tensor));
      const out = tf.add(attended, narrow.apply(wide.apply(norm2.apply(attended))) as Tensor);
      return classes.apply(tf.mean(out, 1)) as Tensor;
    },
  };
}
