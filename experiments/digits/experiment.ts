import {defineExperiment, grid} from "reprise";
import {digits} from "./data.ts";

export default defineExperiment({
  id: "digits",
  title: "Handwritten digits of unseen writers",
  question: "How much do a hidden layer and convolutions gain on digits of writers who are not in the training data?",
  data: {digits},
  parameters: grid({model: ["softmax", "mlp", "cnn"], hidden: 128, filters: 16, validationShare: 0.1, epochs: 30, batch: 64, learningRate: 0.003}),
  replicates: {seed: 10},
  metrics: {
    accuracy: {label: "test accuracy", better: "higher", bounds: [0, 1], split: "test"},
    validationAccuracy: {label: "validation accuracy", better: "higher", bounds: [0, 1], split: "validation"},
    chosenEpoch: {label: "chosen epoch", better: "neither", split: "validation", unit: "epochs"},
  },
  labels: {
    model: "Model",
    "model=softmax": "Softmax regression",
    "model=mlp": "MLP",
    "model=cnn": "CNN",
    hidden: "Hidden units",
    filters: "Filters of the first convolution",
    validationShare: "Validation share",
    batch: "Batch size",
    learningRate: "Learning rate",
  },
  smoke: {epochs: 1},
});
