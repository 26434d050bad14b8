import {defineExperiment, grid} from "reprise";
import {digits} from "../digits/data.ts";

const neighbours = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;

export default defineExperiment({
  id: "digits-neighbours",
  title: "Nearest neighbours, the data set's own table",
  question: "Do loading and scoring give the accuracies that the data set's authors published?",
  data: {digits},
  parameters: grid({k: neighbours}),
  metrics: {
    accuracy: {label: "test accuracy", better: "higher", bounds: [0, 1], split: "test"},
  },
  labels: {k: "Neighbours k", ...Object.fromEntries(neighbours.map((k) => [`k=${k}`, `k = ${k}`]))},
});
