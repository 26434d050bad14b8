import {fitted, integers, type Kit, type Layer, type Started, type Training} from "./training.ts";

function startEncoded(kit: Kit, outputMode: "multiHot" | "count"): Started {
  const {tf, initial} = kit;
  const layers = [tf.layers.categoryEncoding({numTokens: 9, outputMode, inputShape: [6]}), tf.layers.dense({units: 2, kernelInitializer: initial.glorotUniform("behind")})];
  return fitted(kit, tf.sequential({layers}), integers(kit, "text", [4, 6], 9), 4);
}

function startEmbedded(kit: Kit, batch: number, behind: readonly Layer[]): Started {
  const {tf, initial} = kit;
  const words = tf.layers.embedding({inputDim: 9, outputDim: 5, inputLength: 6, embeddingsInitializer: initial.normal("words", 0.5)});
  return fitted(kit, tf.sequential({layers: [words, ...behind]}), integers(kit, "text", [batch, 6], 9), batch);
}

/** Words by number, of which some come often and some not at all. */
export const embedding: readonly Training[] = [
  {title: "layer embedding", steps: 4, start: (kit) => startEmbedded(kit, 4, [])},
  {title: "layer embedding, pooled, batch 1", steps: 4, start: (kit) => startEmbedded(kit, 1, [kit.tf.layers.globalAveragePooling1d({})])},
  {title: "layer categoryEncoding, several hot", steps: 4, start: (kit) => startEncoded(kit, "multiHot")},
  {title: "layer categoryEncoding, counts", steps: 4, start: (kit) => startEncoded(kit, "count")},
];
