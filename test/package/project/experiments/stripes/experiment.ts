import {defineExperiment, grid} from "reprise";

export default defineExperiment({
  id: "stripes",
  title: "The direction of noisy stripes",
  question: "How many filters does a small CNN need to tell four directions apart?",
  parameters: grid({filters: [1, 2, 6], images: 160, noise: 1.2, epochs: 6, batch: 16, learningRate: 0.02}),
  replicates: {seed: 5},
  metrics: {accuracy: {label: "test accuracy", better: "higher", bounds: [0, 1], split: "test"}},
  labels: {filters: "filters", images: "images per split", noise: "noise", epochs: "epochs", batch: "batch size", learningRate: "learning rate"},
  smoke: {epochs: 1, images: 16},
});
