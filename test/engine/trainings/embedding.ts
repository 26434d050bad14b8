import {fitted, integers, type Kit, type Layer, type Started, type Training} from "./training.ts";

function start(kit: Kit, batch: number, behind: readonly Layer[]): Started {
  const {tf, initial} = kit;
  const words = tf.layers.embedding({inputDim: 9, outputDim: 5, inputLength: 6, embeddingsInitializer: initial.normal("words", 0.5)});
  return fitted(kit, tf.sequential({layers: [words, ...behind]}), integers(kit, "text", [batch, 6], 9), batch);
}

/** Words by number, of which some come often and some not at all. */
export const embedding: readonly Training[] = [
  {title: "layer embedding", steps: 4, start: (kit) => start(kit, 4, [])},
  {title: "layer embedding, pooled, batch 1", steps: 4, start: (kit) => start(kit, 1, [kit.tf.layers.globalAveragePooling1d({})])},
];
