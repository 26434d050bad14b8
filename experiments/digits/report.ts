import {
  all, claim, comparison, confusion, defineReport, figure, greater, interval, learningCurves, less, levels, only, parameter, table, text, value,
} from "reprise/report";
import type {Results} from "reprise/report";

export default defineReport("digits", ({results, of}) => {
  const model = (name: string): Results => results.where({model: name});
  const accuracy = (name: string) => model(name).metric("accuracy");
  const drop = (row: Results) => row.metric("validationAccuracy").minus(row.metric("accuracy"));
  const seeds = value("seeds", levels(results, "seed"), {label: "seeds of each model"});
  const nearest = only(of("digits-neighbours").where({k: 1}).metric("accuracy"));

  return [
    seeds,
    value("epochs", parameter(results, "epochs"), {label: "epochs, of which the validation split chooses one"}),
    value("validation-share", parameter(results, "validationShare"), {as: "percent", digits: 0, label: "share of the training file held out for validation"}),
    value("softmax-accuracy", interval(accuracy("softmax")), {label: "test accuracy of softmax regression"}),
    value("mlp-accuracy", interval(accuracy("mlp")), {label: "test accuracy of the MLP"}),
    value("cnn-accuracy", interval(accuracy("cnn")), {label: "test accuracy of the CNN"}),
    value("hidden-layer-gain", interval(accuracy("mlp").minus(accuracy("softmax"))), {label: "gain of the MLP over softmax regression"}),
    value("convolution-gain", interval(accuracy("cnn").minus(accuracy("mlp"))), {label: "gain of the CNN over the MLP"}),
    value("mlp-drop", interval(drop(model("mlp"))), {label: "drop from validation to unseen writers, MLP"}),
    value("cnn-drop", interval(drop(model("cnn"))), {label: "drop from validation to unseen writers, CNN"}),
    value("cnn-validation-accuracy", interval(model("cnn").metric("validationAccuracy")), {label: "validation accuracy of the CNN"}),

    claim("architecture-matters", "On unseen writers the CNN is more accurate than the MLP, and the MLP than softmax regression.",
      all(greater(accuracy("cnn"), accuracy("mlp")), greater(accuracy("mlp"), accuracy("softmax")))),
    claim("unseen-writers-are-harder", "Every model is less accurate on unseen writers than on held-out images of known ones.",
      all(...["softmax", "mlp", "cnn"].map((name) => less(accuracy(name), model(name).metric("validationAccuracy"))))),
    claim("nearest-neighbour-is-not-beaten", "The nearest neighbour is more accurate on unseen writers than the CNN is on average.", less(accuracy("cnn"), nearest)),

    table("scores", {
      of: results, rows: "model", columns: ["accuracy", "validationAccuracy", {name: "drop", of: drop, label: "Drop", better: "neither"}],
      caption: text`Accuracy on the test file, by writers who are not in the training file, and on the validation split of the training file, which chose the epoch: ${seeds} seeds.`,
    }),
    figure("accuracy-by-model", comparison(results, {metric: "accuracy", by: "model"}), {caption: "Test accuracy of every seed, with the mean and its 95\u202f% t interval."}),
    figure("learning-curves", learningCurves(results, {
      series: "training", columns: {validationAccuracy: "validation accuracy"}, by: "model", as: "percent", yTitle: "Validation accuracy", domain: [0.9, 1],
    }), {caption: "Validation accuracy by epoch: means with their 95\u202f% t intervals over the seeds."}),
    figure("confusion", confusion(model("cnn").matrix("confusion"), {rowTitle: "True digit", columnTitle: "Predicted digit"}), {
      caption: "Predicted by true digit, CNN, in percent of the true digit over all seeds.", width: "page",
    }),
  ];
});
