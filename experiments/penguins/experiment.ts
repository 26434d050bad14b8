import {defineExperiment, grid} from "reprise";
import {penguins} from "./data.ts";

export default defineExperiment({
  id: "penguins",
  title: "Species from body measurements",
  question: "Does a hidden layer help where a linear model is already good?",
  data: {penguins},
  parameters: grid({model: ["majority", "logistic", "mlp"], hidden: 16, epochs: 60, batch: 32, learningRate: 0.01}),
  replicates: {repeat: 5, fold: 5},
  metrics: {
    macroF1: {label: "macro F1", better: "higher", bounds: [0, 1], split: "test"},
    accuracy: {label: "accuracy", better: "higher", bounds: [0, 1], split: "test"},
  },
  labels: {
    model: "Model",
    "model=majority": "Majority class",
    "model=logistic": "Logistic regression",
    "model=mlp": "MLP",
    hidden: "Hidden units",
    batch: "Batch size",
    learningRate: "Learning rate",
  },
  smoke: {epochs: 2},
});
