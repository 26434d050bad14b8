import type {PlannedExperiment} from "../../records/plan.ts";
import {runPath} from "../../results/names.ts";
import type {Result} from "../../results/result.ts";
import {count, failed, verified, type Check, type EvidenceItem} from "../check.ts";

export const metricsInBounds: Check = {
  id: "metrics-in-bounds",
  group: "experiments",
  title: "Every result has every declared metric, within its bounds",
  description: "A completed run reports exactly the metrics that its experiment declares; each is a finite number between the metric's smallest and largest possible value.",
  severity: "required",
  sources: ["AAAI 4.9", "REFORMS 7a", "Pineau: measures"],
  ask: ({plan, results}) => {
    const completed = results.filter((result) => result.status === "completed");
    const faults = plan.experiments.flatMap((experiment) => completed.filter((result) => result.experiment === experiment.id).flatMap((result) => faultsOf(experiment, result)));
    const metrics = plan.experiments.reduce((sum, experiment) => sum + Object.keys(experiment.metrics).length, 0);
    if (completed.length === 0) return failed("No completed run is recorded.", [], "compute and keep a baseline: `reprise run`, then `reprise accept`");
    return faults.length === 0
      ? verified(`${count(metrics, "declared metric")}, ${count(completed.length, "completed run")}: all there, finite and within bounds.`)
      : failed(`${count(faults.length, "number")} in results ${faults.length === 1 ? "is" : "are"} missing, undeclared or out of bounds.`, faults, "mend `evaluate`, or the declaration of the metric in experiment.ts");
  },
};

function faultsOf(experiment: PlannedExperiment, result: Result): readonly EvidenceItem[] {
  const names = [...new Set([...Object.keys(experiment.metrics), ...Object.keys(result.metrics)])];
  return names.flatMap((name) => {
    const because = faultOf(experiment.metrics[name], result.metrics[name]);
    return because === null ? [] : [{text: `${runPath(result)}, ${name}: ${because}`, link: `results/${runPath(result)}.json`}];
  });
}

function faultOf(metric: PlannedExperiment["metrics"][string] | undefined, value: number | undefined): string | null {
  if (metric === undefined) return "not declared";
  if (value === undefined) return "not reported";
  if (!Number.isFinite(value)) return `${value} is no finite number`;
  const [low, high] = metric.bounds ?? [null, null];
  if (low !== null && value < low) return `${value} is below ${low}`;
  return high !== null && value > high ? `${value} is above ${high}` : null;
}
