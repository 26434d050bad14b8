import {defineExperiment, grid} from "reprise";

export default defineExperiment({
  id: "grokking",
  title: "Generalisation long after memorisation",
  question: "Does weight decay make a network that has memorised half of a modular addition table find the rule?",
  parameters: grid({
    weightDecay: [1, 0],
    modulus: 31,
    trainingShare: 0.5,
    hidden: 128,
    steps: 2000,
    every: 10,
    learningRate: 0.003,
    beta2: 0.98,
    threshold: 0.99,
  }),
  replicates: {seed: 5},
  metrics: {
    testAccuracy: {label: "test accuracy", better: "higher", bounds: [0, 1], split: "test"},
    trainingAccuracy: {label: "training accuracy", better: "higher", bounds: [0, 1], split: "training"},
  },
  labels: {
    weightDecay: "Weight decay",
    "weightDecay=1": "with weight decay",
    "weightDecay=0": "without weight decay",
    modulus: "Modulus p",
    trainingShare: "Training share",
    hidden: "Hidden units",
    every: "Steps between snapshots",
    learningRate: "Learning rate",
    beta2: "Second moment decay of Adam",
    threshold: "Accuracy that counts as learnt",
  },
  smoke: {steps: 40},
});
