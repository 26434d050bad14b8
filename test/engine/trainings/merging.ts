import type {LayersModel, SymbolicTensor} from "@tensorflow/tfjs-layers";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import {fitted, normals, type Kit, type Layer, type Training} from "./training.ts";

const batch = 3;

/** Two dense branches from two inputs, brought together. */
function branches({tf, initial}: Kit, merge: Layer): LayersModel {
  const inputs = [tf.input({shape: [4, 3]}), tf.input({shape: [4, 5]})];
  const dense = (input: SymbolicTensor, i: number): SymbolicTensor => tf.layers.dense({units: 2, activation: "tanh", kernelInitializer: initial.glorotUniform(`branch-${i}`)}).apply(input) as SymbolicTensor;
  return tf.model({inputs, outputs: merge.apply(inputs.map(dense)) as SymbolicTensor});
}

const merged = (title: string, make: (layers: TensorFlow["layers"]) => Layer): Training => ({
  title,
  steps: 4,
  start: (kit) => fitted(kit, branches(kit, make(kit.tf.layers)), [normals(kit, "left", [batch, 4, 3]), normals(kit, "right", [batch, 4, 5])], batch),
});

/** Layers of several inputs. */
export const merging: readonly Training[] = [
  merged("layer add", (layers) => layers.add()),
  merged("layer average", (layers) => layers.average()),
  merged("layer multiply", (layers) => layers.multiply()),
  merged("layer maximum", (layers) => layers.maximum()),
  merged("layer minimum", (layers) => layers.minimum()),
  merged("layer concatenate", (layers) => layers.concatenate({axis: 1})),
  merged("layer dot", (layers) => layers.dot({axes: 2})),
  merged("layer dot of unit vectors", (layers) => layers.dot({axes: [1, 1], normalize: true})),
];
