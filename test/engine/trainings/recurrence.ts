import {inputLayerTraining, layerTraining, type Kit, type Training} from "./training.ts";

const recurrent = ({initial}: Kit, name = "") => ({kernelInitializer: initial.glorotUniform(`${name}kernel`), recurrentInitializer: initial.uniform(`${name}recurrent`, -0.4, 0.4)});

/** Layers that go through a sequence. */
export const recurrence: readonly Training[] = [
  layerTraining("layer simpleRNN", [5, 3], (kit) => kit.tf.layers.simpleRNN({units: 4, ...recurrent(kit)})),
  layerTraining("layer simpleRNN, every step, backwards", [4, 3], (kit) => kit.tf.layers.simpleRNN({units: 3, returnSequences: true, goBackwards: true, ...recurrent(kit)})),
  layerTraining("layer lstm", [5, 3], (kit) => kit.tf.layers.lstm({units: 4, ...recurrent(kit)})),
  layerTraining("layer lstm, every step, batch 1", [4, 2], (kit) => kit.tf.layers.lstm({units: 3, returnSequences: true, recurrentActivation: "sigmoid", ...recurrent(kit)}), {batch: 1}),
  inputLayerTraining("layer lstm behind a mask", [5, 3], (kit, first) => [kit.tf.layers.masking({maskValue: 0, ...first}), kit.tf.layers.lstm({units: 4, ...recurrent(kit)})]),
  layerTraining("layer gru", [5, 3], (kit) => kit.tf.layers.gru({units: 4, recurrentActivation: "sigmoid", ...recurrent(kit)})),
  layerTraining("layer rnn of stacked cells", [4, 3], (kit) => {
    const {tf} = kit;
    const cells = [tf.layers.lstmCell({units: 3, ...recurrent(kit, "first/")}), tf.layers.gruCell({units: 2, recurrentActivation: "sigmoid", ...recurrent(kit, "second/")}), tf.layers.simpleRNNCell({units: 2, ...recurrent(kit, "third/")})];
    return tf.layers.rnn({cell: tf.layers.stackedRNNCells({cells}) as unknown as NonNullable<Parameters<typeof tf.layers.rnn>[0]["cell"]>});
  }),
  ...(["concat", "sum"] as const).map((mergeMode) => layerTraining(`layer bidirectional, ${mergeMode}`, [4, 3], ({tf}) => {
    const constant = (value: number) => tf.initializers.constant({value}); // it is copied by its configuration, which a stream has none of
    const layer = tf.layers.lstm({units: 2, returnSequences: true, kernelInitializer: constant(0.2), recurrentInitializer: constant(-0.1)}) as unknown as Parameters<typeof tf.layers.bidirectional>[0]["layer"];
    return tf.layers.bidirectional({layer, mergeMode});
  })),
  layerTraining("layer timeDistributed", [4, 5], ({tf, initial}) => tf.layers.timeDistributed({layer: tf.layers.dense({units: 2, activation: "tanh", kernelInitializer: initial.glorotUniform("inside")})})),
  layerTraining("layer convLstm2d", [3, 5, 4, 2], (kit) => kit.tf.layers.convLstm2d({filters: 3, kernelSize: 2, padding: "same", ...recurrent(kit)}), {batch: 2, steps: 2}),
];
