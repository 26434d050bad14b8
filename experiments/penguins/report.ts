import {
  all, atLeast, claim, comparison, confusion, defineReport, equivalent, figure, greater, interval, learningCurves, levels, parameter, table, tableOf, text, value,
} from "reprise/report";
import type {Results} from "reprise/report";

const species = ["Adelie", "Chinstrap", "Gentoo"] as const;
const scores = ["precision", "recall", "f1"] as const;

/** Differences in macro F1 that would not matter to who counts penguins. */
const negligible = 0.02;

export default defineReport("penguins", ({results}) => {
  const model = (name: string): Results => results.where({model: name});
  const f1 = (name: string) => model(name).metric("macroF1");
  const repeats = value("repeats", levels(results, "repeat"), {label: "repetitions of the cross-validation"});
  const folds = value("folds", levels(results, "fold"), {label: "folds of the cross-validation"});
  const byClass = species.flatMap((name) => ["logistic", "mlp"].map((kind) => ({name, model: model(kind).label, cells: classValues(kind, model(kind), name)})));

  return [
    repeats,
    folds,
    value("hidden-units", parameter(results, "hidden"), {label: "hidden units of the MLP"}),
    value("epochs", parameter(results, "epochs"), {label: "epochs of training"}),
    value("majority-f1", interval(f1("majority")), {label: "macro F1 of the majority class"}),
    value("logistic-f1", interval(f1("logistic")), {label: "macro F1 of logistic regression"}),
    value("mlp-f1", interval(f1("mlp")), {label: "macro F1 of the MLP"}),
    value("gain", interval(f1("mlp").minus(f1("logistic"))), {label: "gain in macro F1 by the hidden layer"}),
    value("majority-accuracy", interval(model("majority").metric("accuracy")), {label: "accuracy of the majority class"}),
    value("mlp-accuracy", interval(model("mlp").metric("accuracy")), {label: "accuracy of the MLP"}),
    value("chinstrap-recall", interval(model("mlp").matrix("perClass").cell("Chinstrap", "recall")), {as: "percent", label: "recall of Chinstrap, MLP"}),
    ...byClass.flatMap(({cells}) => cells),

    claim("linear-is-good", "A linear model separates the species far better than the majority class does.",
      all(greater(f1("logistic"), f1("majority")), atLeast(f1("logistic"), 0.9))),
    claim("hidden-layer-is-not-needed", "The hidden layer changes macro F1 by less than two points either way.", equivalent(f1("mlp"), f1("logistic"), negligible)),

    table("scores", {
      of: results, rows: "model", columns: ["macroF1", "accuracy"],
      caption: text`Scores on the test folds of ${repeats} repetitions of stratified cross-validation with ${folds} folds.`,
    }),
    tableOf("per-class", {
      caption: "Precision, recall and F1 of each species against the others: means and half-widths of their intervals, as in the scores above.",
      columns: ["Species", "Model", "Precision (%)", "Recall (%)", "F1 (%)"].map((label, column) => ({label, align: column < 2 ? "left" : "right"})),
      rows: byClass.map(({name, model: label, cells}) => [name, label, ...cells]),
      rowHeaders: 2,
    }),
    figure("confusion", confusion(model("mlp").matrix("confusion"), {rowTitle: "True species", columnTitle: "Predicted species"}), {
      caption: "Predicted by true species, MLP, in percent of the true species over all test folds.",
    }),
    figure("f1-by-model", comparison(results.where({model: ["logistic", "mlp"]}), {metric: "macroF1", by: "model"}), {
      caption: "Macro F1 of every test fold, with the mean and its 95\u202f% corrected resampled t interval.",
    }),
    figure("training-loss", learningCurves(results.where({model: ["logistic", "mlp"]}), {
      series: "training", columns: {loss: "training loss"}, by: "model", logY: true, yTitle: "Training loss",
    }), {caption: "Cross-entropy on the training folds: means with their 95\u202f% corrected resampled t intervals."}),
  ];
});

/** Precision, recall and F1 of a species, as the cells of a table. */
const classValues = (prefix: string, model: Results, name: string) => scores.map((score) =>
  value(`per-class-${prefix}-${name.toLowerCase()}-${score}`, interval(model.matrix("perClass").cell(name, score)), {as: "percent", layout: "plus-minus", label: `${score === "f1" ? "F1" : score} of ${name}, ${model.label}`}));
