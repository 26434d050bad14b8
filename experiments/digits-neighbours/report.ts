import {atMost, claim, confusion, defineReport, equals, figure, only, table, text, value, vegaLite} from "reprise/report";

/** Accuracy in percent for k = 1 to 11, from the data set's own description (optdigits.names, section 4). */
const published = [98.00, 97.38, 97.83, 97.61, 97.89, 97.77, 97.66, 97.66, 97.72, 97.55, 97.89];

export default defineReport("digits-neighbours", ({results}) => {
  const accuracies = results.metric("accuracy");
  const nearest = results.where({k: 1});
  const best = value("nearest-accuracy", only(nearest.metric("accuracy")), {digits: 2, label: "accuracy of the nearest neighbour"});
  const byNeighbours = results.by("k").map((group) => ({k: Number(group.name), accuracy: only(group.results.metric("accuracy"))}));

  return [
    best,

    claim("published-table", "All eleven accuracies are those that the data set's authors published.",
      equals(accuracies, published.map((percent) => percent / 100), {as: "percent", digits: 2})),
    claim("nearest-is-best", "No larger neighbourhood is more accurate than the nearest neighbour alone.",
      atMost(accuracies, only(nearest.metric("accuracy")).number, {each: true, digits: 2})),

    table("accuracies", {of: results, rows: "k", columns: [{metric: "accuracy", digits: 2}], best: "none", caption: "Accuracy on the test writers by number of neighbours, equal to the table that came with the data set."}),
    figure("by-neighbours", vegaLite({
      height: 110,
      data: {values: byNeighbours.map(({k, accuracy}) => ({k, accuracy: 100 * accuracy.number}))},
      mark: {type: "line", point: true},
      encoding: {
        x: {field: "k", type: "ordinal", title: "Neighbours k", axis: {labelAngle: 0}},
        y: {field: "accuracy", type: "quantitative", title: "Test accuracy (%)", scale: {zero: false}},
      },
    }, {alt: "Line chart of test accuracy by number of neighbours, highest at one neighbour.", of: [results]}), {caption: "Test accuracy by number of neighbours."}),
    figure("confusion", confusion(nearest.matrix("confusion"), {normalise: "none", rowTitle: "True digit", columnTitle: "Predicted digit"}), {
      caption: text`Predicted by true digit, nearest neighbour (${best}): counts of test images.`,
    }),
  ];
});
