import {
  all, atLeast, atMost, before, claim, crossing, defineReport, figure, interval, learningCurves, less, median, parameter, tableOf, text, value, written,
} from "reprise/report";
import type {Results, Sample} from "reprise/report";

export default defineReport("grokking", ({results}) => {
  const decayed = studyOf(results.where({weightDecay: 1}));
  const plain = studyOf(results.where({weightDecay: 0}));
  const delay = decayed.generalised.minus(decayed.memorised);
  const steps = value("steps", parameter(results, "steps"), {label: "optimisation steps of a run"});
  const threshold = value("threshold", parameter(results, "threshold"), {as: "percent", digits: 0, label: "accuracy that counts as learnt"});
  const modulus = value("modulus", parameter(results, "modulus"), {label: "modulus of the addition"});

  return [
    steps,
    modulus,
    threshold,
    value("training-share", parameter(results, "trainingShare"), {as: "percent", digits: 0, label: "share of the table used for training"}),
    value("hidden-units", parameter(results, "hidden"), {label: "hidden units"}),
    value("learning-rate", parameter(results, "learningRate"), {label: "learning rate"}),
    value("snapshot-interval", parameter(results, "every"), {label: "steps between two snapshots"}),
    value("memorised-at", median(decayed.memorised), {as: "integer", label: "step of memorisation, with weight decay"}),
    value("memorised-at-without-decay", median(plain.memorised), {as: "integer", label: "step of memorisation, without weight decay"}),
    value("generalised-at", median(decayed.generalised), {as: "integer", label: "step of generalisation, with weight decay"}),
    value("delay", interval(delay), {as: "integer", label: "steps between memorisation and generalisation, with weight decay"}),
    value("test-accuracy", interval(decayed.test), {label: "final test accuracy with weight decay"}),
    value("test-accuracy-without-decay", interval(plain.test), {label: "final test accuracy without weight decay"}),
    value("norm", interval(decayed.norm), {label: "final weight norm with weight decay"}),
    value("norm-without-decay", interval(plain.norm), {label: "final weight norm without weight decay"}),

    claim("memorises-early", "Every network memorises its training pairs in a tenth of its steps or less.",
      all(...[decayed, plain].map(({memorised}) => atMost(memorised, parameter(results, "steps").number / 10, {each: true, as: "integer"})))),
    claim("generalises-late", "With weight decay every network generalises, and long after it has memorised.",
      all(before(decayed.memorised, decayed.generalised), atLeast(decayed.test, decayed.threshold, {each: true}), atLeast(delay, 500, {as: "integer"}))),
    claim("decay-is-needed", "Without weight decay no network generalises within the same number of steps.",
      all(atLeast(plain.training, plain.threshold, {each: true}), atMost(plain.test, 0.5, {each: true}))),
    claim("decay-shrinks-weights", "The networks that generalise have the smaller weights.", less(decayed.norm, plain.norm)),

    tableOf("crossings", {
      caption: text`Memorisation and generalisation: the median step at which training and test accuracy first reach ${threshold}, and where the networks are after ${steps} steps: means with their 95\u202f% t intervals over the seeds.`,
      columns: ["Variant", "Memorised at", "Generalised at", "Test accuracy", "Weight norm"],
      rows: [decayed, plain].map((study) => [study.label, stepOf(study.memorised), stepOf(study.generalised), interval(study.test), interval(study.norm)]),
    }),
    figure("accuracy", learningCurves(results, {
      series: "accuracy", columns: {training: "training", test: "test"}, by: "weightDecay", as: "percent", log: true, domain: [0, 1],
      xTitle: "Optimisation step", yTitle: "Accuracy",
    }), {caption: text`Accuracy on the training and the held-out half of the addition table modulo ${modulus}: means with their 95\u202f% t intervals over the seeds.`}),
    figure("weight-norm", learningCurves(results, {
      series: "optimisation", columns: {weightNorm: "weight norm"}, by: "weightDecay", log: true, xTitle: "Optimisation step", yTitle: "Weight norm",
    }), {caption: "Euclidean norm of all weights, means with their 95\u202f% t intervals over the seeds: with weight decay it stays below, and falls once the rule is found."}),
    figure("loss", learningCurves(results, {
      series: "optimisation", columns: {loss: "training loss"}, by: "weightDecay", log: true, logY: true, xTitle: "Optimisation step", yTitle: "Training loss",
    }), {caption: "Cross-entropy on the training pairs: geometric means with their 95\u202f% t intervals over the seeds."}),
  ];
});

/** The numbers of one variant. */
function studyOf(variant: Results) {
  const threshold = parameter(variant, "threshold").number;
  return {
    label: variant.label,
    threshold,
    memorised: crossing(variant.series("accuracy", "training"), threshold),
    generalised: crossing(variant.series("accuracy", "test"), threshold),
    training: variant.metric("trainingAccuracy"),
    test: variant.metric("testAccuracy"),
    norm: variant.series("optimisation", "weightNorm").last(),
  };
}

/** The median step, or "never" where no replicate got there. */
const stepOf = (sample: Sample) => (sample.values.every((step) => step === Infinity) ? "never" : written(median(sample), {as: "integer"}));
