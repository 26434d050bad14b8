import {atLeast, claim, crossing, defineReport, figure, interval, learningCurves, median, minimum, parameter, share, text, value} from "reprise/report";

export default defineReport("grokking-97", ({results}) => {
  const test = results.metric("testAccuracy");
  const threshold = parameter(results, "threshold");
  const modulus = value("modulus", parameter(results, "modulus"), {label: "modulus of the addition"});
  const generalised = value("generalised-share", share(test, {atLeast: threshold.number}), {as: "percent", digits: 0, label: "share of seeds that generalise"});

  return [
    modulus,
    generalised,
    value("hidden-units", parameter(results, "hidden"), {label: "hidden units"}),
    value("steps", parameter(results, "steps"), {label: "optimisation steps of a run"}),
    value("weight-decay", parameter(results, "weightDecay"), {label: "weight decay"}),
    value("test-accuracy", interval(test), {label: "final test accuracy"}),
    value("lowest-test-accuracy", minimum(test), {label: "lowest final test accuracy"}),

    value("memorised-at", median(crossing(results.series("accuracy", "training"), threshold.number)), {as: "integer", label: "step of memorisation"}),
    value("generalised-at", median(crossing(results.series("accuracy", "test"), threshold.number)), {as: "integer", label: "step of generalisation"}),

    claim("published-setting-generalises", "In the published setting of modulus 97 every network generalises.", atLeast(test, threshold.number, {each: true, digits: 1})),

    figure("accuracy", learningCurves(results, {
      series: "accuracy", columns: {training: "training", test: "test"}, as: "percent", log: true, domain: [0, 1], xTitle: "Optimisation step", yTitle: "Accuracy",
    }), {caption: text`Accuracy on the training and the held-out half of the addition table modulo ${modulus}, in the published setting: means with their 95\u202f% t intervals over the seeds.`}),
  ];
});
