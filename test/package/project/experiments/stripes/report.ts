import {claim, comparison, defineReport, figure, greater, hyperparameters, interval, learningCurves, table, text, value} from "reprise/report";

export default defineReport("stripes", ({results, plan}) => {
  const accuracy = (filters: number) => results.where({filters}).metric("accuracy");
  return [
    value("one", interval(accuracy(1)), {as: "percent"}),
    value("six", interval(accuracy(6)), {as: "percent"}),
    claim("filters-help", "Six filters tell the directions apart better than one.", greater(accuracy(6), accuracy(1))),
    table("scores", {of: results, rows: "filters", columns: ["accuracy"], caption: "Test accuracy by number of filters."}),
    hyperparameters("parameters", {plan, caption: "Hyper-parameters of all runs."}),
    figure("accuracy", comparison(results, {metric: "accuracy", by: "filters"}), {caption: text`Test accuracy of each seed, by number of filters, with means and 95\u202f% t intervals.`}),
    figure("curves", learningCurves(results, {series: "training", columns: ["loss"], by: "filters"}), {caption: text`Training loss by epoch: means with 95\u202f% t intervals over the seeds.`}),
  ];
});
