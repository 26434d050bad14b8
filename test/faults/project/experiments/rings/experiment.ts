import {defineExperiment, grid} from "reprise";

export default defineExperiment({
  id: "rings",
  title: "Two noisy rings",
  question: "Does dropout help a small network to tell two rings apart?",
  parameters: grid({dropout: [0.1, 0.4], epochs: 8, batch: 8, learningRate: 0.01}),
  replicates: {seed: 2},
  metrics: {accuracy: {label: "accuracy", better: "higher", bounds: [0, 1], split: "test"}},
});
