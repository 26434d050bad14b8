import {
  all, atLeast, before, claim, comparison, confusion, count, crossing, defineReport, deviation, figure, greater, hyperparameters, interval, learningCurves,
  less, levels, mean, median, parameter, same, table, tableOf, text, value, written,
} from "../../src/report/index.ts";

/** A report that uses every part of `reprise/report` once. */
export const penguinsReport = defineReport("penguins", ({results, plan}) => {
  const mlp = results.where({model: "mlp"}).metric("macroF1");
  const logistic = results.where({model: "logistic"}).metric("macroF1");
  const gain = value("gain", interval(mlp.minus(logistic)));
  return [
    value("mlp-f1", interval(mlp), {label: "macro F1 of the MLP"}),
    gain,
    value("mlp-sd", deviation(mlp), {digits: 2}),
    value("folds", levels(results, "fold")),
    value("epochs", parameter(results, "epochs")),
    value("learning-rate", parameter(results, "learningRate")),
    value("loss", mean(results.where({model: "mlp"}).metric("loss"))),
    claim("hidden-layer-helps", "The hidden layer raises macro F1.", greater(mlp, logistic)),
    claim("above-half", "The MLP is above one half.", atLeast(mlp, 0.5)),
    claim("logistic-helps", "Logistic regression beats the MLP.", greater(logistic, mlp)),
    table("scores", {of: results, rows: "model", columns: ["macroF1", {metric: "loss", digits: 3}], caption: text`Scores over ${count(mlp)} folds; the gain is ${gain}.`}),
    hyperparameters("settings", {plan, caption: "Settings."}),
    figure("scores-by-model", comparison(results, {metric: "macroF1", by: "model"}), {caption: "Macro F1 by model."}),
    figure("confusion", confusion(results.where({model: "mlp"}).matrix("confusion")), {caption: text`Predicted species after ${written(parameter(results, "epochs"))} epochs.`}),
  ];
});

export const grokkingReport = defineReport("grokking", ({results}) => {
  const decayed = results.where({weightDecay: 1});
  const plain = results.where({weightDecay: 0});
  const memorised = crossing(decayed.series("training", "trainAccuracy"), 0.99);
  const generalised = crossing(decayed.series("training", "testAccuracy"), 0.99);
  const steps = value("generalised-at", median(generalised), {as: "integer"});
  return [
    steps,
    value("memorised-at", same(memorised), {as: "integer"}),
    value("accuracy", interval(decayed.metric("testAccuracy"))),
    claim("late", "Generalisation comes after memorisation.", before(memorised, generalised)),
    claim("decay-needed", "Weight decay is needed.", all(less(plain.metric("testAccuracy"), 0.5), atLeast(decayed.metric("testAccuracy"), 0.99, {each: true}))),
    tableOf("crossings", {caption: "Crossings.", columns: ["What", "Step"], rows: [["Generalised", steps], ["Memorised", text`${mean(memorised)} steps`]]}),
    figure("curves", learningCurves(results, {series: "training", columns: {trainAccuracy: "training", testAccuracy: "test"}, by: "variant", as: "percent", log: true, yTitle: "accuracy", rules: [{y: 0.99, label: "99 %"}]}), {caption: "Accuracy over steps."}),
  ];
});
