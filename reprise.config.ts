import {defineProject} from "reprise";

export default defineProject({
  title: "Three small studies that reproduce bit for bit",
  authors: [{name: "The Reprise authors"}],
  abstract:
    "We study when generalisation follows memorisation on modular addition, whether a hidden layer helps on the Palmer penguins, and how three networks compare on handwritten digits. "
    + "Every number, table and figure is computed from committed results that any machine reproduces bit for bit, and every claim is tested over its replicates.",
  licence: "Apache-2.0",
  repository: "https://github.com/reprise-papers/reprise",
  site: "https://reprise-papers.github.io/reprise/",
  groups: {main: ["grokking", "penguins"], extended: ["grokking-97", "digits", "digits-neighbours"]},
});
