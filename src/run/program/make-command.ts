import {UserError} from "../../errors.ts";
import {pathOf, type RunTask} from "../../plan/tasks.ts";
import {canonicalJson} from "../../results/canonical-json.ts";
import type {Result} from "../../results/result.ts";
import type {Store} from "../../store/store.ts";
import {askAgain, askWorker} from "../workers/ask-worker.ts";
import {sourceName, type CommandSources} from "./command-job.ts";
import {runCommand, undeclared} from "./command.ts";
import type {Execution, Turn} from "../execution.ts";
import {keep} from "../keep.ts";
import {completedResult, type TrainedDigests} from "../make-result.ts";
import type {RunOutcome} from "../outcome.ts";
import type {Measured} from "../provenance.ts";
import {recallTraining} from "../recall.ts";
import type {DataFiles} from "../run-data.ts";
import {settle} from "../settle.ts";

/** Makes a run with an external program, or, where only `evaluate` changed, with the predictions that it left earlier. */
export async function makeCommand(task: RunTask, inputs: Readonly<Record<string, Result>>, data: DataFiles, execution: Execution): Promise<Turn<RunOutcome>> {
  const {store, progress, told} = execution;
  const evaluates = task.code.evaluate !== undefined;
  const earlier = evaluates ? await recallTraining(task, execution) : undefined;
  if (earlier !== undefined) return evaluateCommand(task, inputs, earlier, data, execution);
  if (!told.has(task.experiment.id)) undeclared(task).forEach(progress.tell);
  told.add(task.experiment.id);
  const outcome = await runCommand(task, commandSources(inputs, data, store), {root: execution.root, store, tell: progress.tell, host: execution.host});
  if (outcome.status === "failed") return {value: outcome};
  const {metrics, left: {predictions, ...left}} = outcome;
  if (!evaluates && metrics === undefined) throw new UserError(`${pathOf(task)}: its command wrote predictions, but there is no evaluate.ts`, `write experiments/${task.experiment.id}/evaluate.ts, or let the command write metrics.json too`);
  if (!evaluates) return {value: await keep(task, completedResult(task, inputs, {...left, ...(predictions === undefined ? {} : {predictions})}, {metrics: metrics ?? {}, matrices: {}, series: {}}), outcome, execution)};
  if (predictions === undefined || metrics !== undefined) throw new UserError(`${pathOf(task)}: its command wrote ${predictions === undefined ? "no predictions" : "metrics"}, but evaluate.ts computes the metrics from predictions`, "let the command write predictions alone, or take evaluate.ts away");
  const trained = {...left, predictions};
  await store.remember("trained", task.trainingKey, canonicalJson(trained));
  return evaluateCommand(task, inputs, trained, data, execution, {wall: outcome.wall, facts: outcome.facts});
}

/** Computes the metrics of what a command predicted. */
async function evaluateCommand(task: RunTask, inputs: Readonly<Record<string, Result>>, trained: TrainedDigests, data: DataFiles, execution: Execution, measured?: Measured): Promise<Turn<RunOutcome>> {
  const {value} = await askAgain(task, execution, () => askWorker(execution, {
    experiment: task.experiment.id, variant: task.variant.name, replicate: task.replicate.name,
    parameters: task.parts.parameters, factors: task.parts.factors, engine: "cpu",
    entries: task.code.evaluate === undefined ? {} : {evaluate: task.code.evaluate.file},
    data, inputs: {}, predictions: execution.store.path(trained.predictions),
  }));
  return {value: await settle(task, inputs, trained, measured !== undefined && "wall" in value ? {...value, ...measured} : value, execution)};
}

/** The verified files that a command gets copies of. */
function commandSources(inputs: Readonly<Record<string, Result>>, data: DataFiles, store: Store): CommandSources {
  return {
    data: Object.fromEntries(Object.entries(data).map(([set, {declaration, files}]) =>
      [set, Object.fromEntries(Object.entries(files).map(([file, path]) => [file, {path, name: sourceName(declaration.files[file])}]))])),
    inputs: Object.fromEntries(Object.entries(inputs).map(([name, {digests: {weights, predictions}}]) => [name, {
      ...(weights === undefined ? {} : {weights: store.path(weights)}),
      ...(predictions === undefined ? {} : {predictions: store.path(predictions)}),
    }])),
  };
}
