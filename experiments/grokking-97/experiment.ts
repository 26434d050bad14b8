import {defineExperiment, points} from "reprise";

/**
 * A published setting: Doshi, Das, He and Gromov (2024), "To grok or not to grok" (arXiv:2310.13061), the phase diagram of weight decay without label noise.
 * Modulus, width, share, full batch, squared error, AdamW with its rates and decay, the scale of the first weights and the number of steps are theirs.
 */
export default defineExperiment({
  id: "grokking-97",
  title: "Generalisation at modulus 97",
  question: "Does the published setting of modular addition at modulus 97 generalise from half of the table, whatever the seed?",
  parameters: points([{
    modulus: 97,
    hidden: 500,
    trainingShare: 0.5,
    steps: 2000,
    every: 5,
    learningRate: 0.01,
    weightDecay: 5,
    beta1: 0.9,
    beta2: 0.98,
    epsilon: 1e-8,
    threshold: 0.99,
  }]),
  replicates: {seed: 5},
  metrics: {
    testAccuracy: {label: "test accuracy", better: "higher", bounds: [0, 1], split: "test"},
    trainingAccuracy: {label: "training accuracy", better: "higher", bounds: [0, 1], split: "training"},
  },
  labels: {
    modulus: "Modulus p",
    hidden: "Hidden units",
    trainingShare: "Training share",
    every: "Steps between snapshots",
    learningRate: "Learning rate",
    weightDecay: "Weight decay",
    beta1: "First moment decay of Adam",
    beta2: "Second moment decay of Adam",
    epsilon: "Epsilon of Adam",
    threshold: "Accuracy that counts as learnt",
  },
  smoke: {steps: 40, modulus: 13, hidden: 32},
});
