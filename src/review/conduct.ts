import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {RunOutcome} from "../run/outcome.ts";
import type {Budget} from "./budget.ts";
import {openPace, type Pace} from "./pace.ts";
import type {ReviewTier} from "./record.ts";

/** What a review has of the world. */
export interface ReviewWorld {
  readonly budget: Budget;
  /** Runs at the same time. */
  readonly jobs: number;
  /** Seconds since the review began. */
  readonly elapsed: () => number;
  /** Seconds that earlier runs make expect. */
  readonly expected: (task: RunTask) => number;
  /** Makes tasks and what they build on, within some seconds; outcomes by run, without those that the time did not suffice for. */
  readonly execute: (tasks: readonly RunTask[], title: string, seconds: number) => Promise<ReadonlyMap<string, RunOutcome>>;
}

/** Runs that may be drawn, in the order of the nonce. */
export interface TierTasks {
  readonly name: ReviewTier["name"];
  readonly draw: readonly RunTask[];
  /** Runs that the reviewer did not ask for. */
  readonly notAsked: readonly RunTask[];
}

export interface Conducted {
  readonly tiers: readonly ReviewTier[];
  /** Of every run that was begun and ended. */
  readonly outcomes: ReadonlyMap<string, RunOutcome>;
  /** Seconds that were expected of what was made, on this machine. */
  readonly expected: number;
}

/** Time that is kept for writing what was seen, in seconds. */
const reserve = 3;

/** Makes the runs of each tier in the order of the nonce, as many as the budget allows; a run that would overrun it is not begun. */
export async function conduct(tiers: readonly TierTasks[], world: ReviewWorld): Promise<Conducted> {
  const pace = openPace(world.jobs);
  const outcomes = new Map<string, RunOutcome>();
  const reviewed: ReviewTier[] = [];
  for (const tier of tiers) reviewed.push(await conductTier(tier, outcomes, pace, world));
  return {tiers: reviewed, outcomes, expected: pace.expected()};
}

async function conductTier({name, draw, notAsked}: TierTasks, outcomes: Map<string, RunOutcome>, pace: Pace, world: ReviewWorld): Promise<ReviewTier> {
  const limit = world.budget.seconds / 4;
  const tooLong = draw.filter((task) => !outcomes.has(pathOf(task)) && pace.alone(world.expected(task)) > limit);
  const drawable = draw.filter((task) => !tooLong.includes(task));
  for (let batch = nextBatch(drawable, outcomes, pace, world); batch.length > 0; batch = nextBatch(drawable, outcomes, pace, world)) {
    const left = timeLeft(world);
    const [before, expected] = [world.elapsed(), batch.map(world.expected)];
    const ended = await world.execute(batch, name, left);
    for (const [run, outcome] of ended) if (!outcomes.has(run)) outcomes.set(run, outcome);
    pace.learn(expected, batch.flatMap((task) => secondsOf(ended.get(pathOf(task)))), world.elapsed() - before);
    if (batch.every((task) => !ended.has(pathOf(task)))) break;
  }
  return {...sampleOf(drawable, outcomes), name, tooLong: tooLong.map(pathOf), notAsked: notAsked.map(pathOf)};
}

const timeLeft = ({budget, elapsed}: ReviewWorld): number => budget.seconds - reserve - elapsed();

const secondsOf = (outcome: RunOutcome | undefined): readonly number[] => (outcome?.status === "done" ? [outcome.provenance.seconds] : []);

/** The next runs that together fit the time: few while nobody knows how fast this machine is, then most of what is left, and last each that still fits. */
function nextBatch(drawable: readonly RunTask[], outcomes: ReadonlyMap<string, RunOutcome>, pace: Pace, world: ReviewWorld): readonly RunTask[] {
  const left = timeLeft(world);
  const share = Number.isFinite(left) ? pace.known() ? left * 0.7 : left * 0.1 : pace.known() ? left : 30;
  const impossible = impossibleExperiments(drawable, outcomes);
  const batch: RunTask[] = [];
  const costs: number[] = [];
  for (const task of drawable) {
    if (outcomes.has(pathOf(task)) || impossible.has(task.experiment)) continue;
    const own = withInputs(task, outcomes).map(world.expected);
    const room = batch.length < world.jobs ? left : share;
    if (pace.seconds([...costs, ...own]) > room) continue;
    batch.push(task);
    costs.push(...own);
  }
  return batch;
}

/** A task and what it builds on, as far as that is not made yet. */
function withInputs(task: RunTask, outcomes: ReadonlyMap<string, RunOutcome>): readonly RunTask[] {
  const needed = Object.values(task.inputs).flatMap((input) => withInputs(input, outcomes)).filter((each) => !outcomes.has(pathOf(each)));
  return [...new Set([...needed, task])];
}

/** Experiments of which this machine cannot make a run, say for want of its data. */
const impossibleExperiments = (tasks: readonly RunTask[], outcomes: ReadonlyMap<string, RunOutcome>): ReadonlySet<RunTask["experiment"]> =>
  new Set(tasks.filter((task) => outcomes.get(pathOf(task))?.status === "not-run").map((task) => task.experiment));

/** What was drawn, up to the first that was passed over. An experiment that is impossible here is no part of the draw. */
function sampleOf(drawable: readonly RunTask[], outcomes: ReadonlyMap<string, RunOutcome>): Pick<ReviewTier, "draw" | "drawn" | "impossible"> {
  const impossible = impossibleExperiments(drawable, outcomes);
  const draw = drawable.filter(({experiment}) => !impossible.has(experiment)).map(pathOf);
  const first = draw.findIndex((run) => !outcomes.has(run));
  return {draw, drawn: first < 0 ? draw.length : first, impossible: drawable.filter(({experiment}) => impossible.has(experiment)).map(pathOf)};
}
