import {UserError} from "../errors.ts";
import {sourcePlaces} from "../plan/source-places.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import {HostRefusal} from "../train/refusal.ts";
import type {Execution} from "./execution.ts";
import type {RunOutcome} from "./outcome.ts";
import type {WorkerAnswer} from "./workers/messages.ts";

type Answer<S extends WorkerAnswer["status"]> = Extract<WorkerAnswer, {readonly status: S}>;

/** What the author of an experiment has to mend before anything goes on, with its place. */
export async function refusal(task: RunTask, {message, mend, part, stack = ""}: Answer<"refused">, {root}: Execution): Promise<UserError> {
  const [place] = await sourcePlaces(stack, task.experiment, root);
  const text = `${pathOf(task)}: ${message}${place === undefined ? "" : `\n    in ${place}`}`;
  return part === undefined ? new UserError(text, mend) : new HostRefusal(part, text);
}

/** A run that the experiment's own code ended, with the places that led there. */
export async function failure(task: RunTask, {message, mend, stack}: Answer<"failed">, {root}: Execution): Promise<RunOutcome & {readonly status: "failed"}> {
  if (mend !== undefined) return {status: "failed", because: message, mend};
  const places = await sourcePlaces(stack, task.experiment, root);
  return {status: "failed", because: message, mend: `it failed in ${places.length > 0 ? places.join("\n      called in ") : `\n${innermost(stack)}`}`};
}

/** The first lines of a stack in which the project's code does not appear. */
const innermost = (stack: string): string => stack.split("\n").slice(1, 6).join("\n");
