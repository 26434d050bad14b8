import {count, defineReport, hyperparameters, value} from "reprise/report";

export default defineReport("project", ({of, plan}) => [
  ...plan.experiments.map(({id, title}) => value(`${id}-runs`, count(of(id)), {label: `runs of ${title}`})),
  hyperparameters("hyperparameters", {plan, caption: "Parameters of every experiment; what varies lists all its values."}),
]);
