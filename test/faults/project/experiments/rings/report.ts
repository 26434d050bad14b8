import {comparison, defineReport, figure, interval, table, text, value} from "reprise/report";

export default defineReport("rings", ({results}) => [
  value("little", interval(results.where({dropout: 0.1}).metric("accuracy"), {as: "percent"})),
  table("scores", {of: results, rows: "dropout", columns: ["accuracy"], caption: "Accuracy by dropout."}),
  figure("accuracy", comparison(results, {metric: "accuracy", by: "dropout"}), {caption: text`Accuracy of each seed, by dropout.`}),
]);
