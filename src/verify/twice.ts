import {promiseOf} from "../engine/descriptions.ts";
import {UserError} from "../errors.ts";
import {pathOf, type RunTask} from "../plan/tasks.ts";
import type {Difference, Parting} from "../records/verdicts.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {compareResults} from "../results/compare.ts";
import type {Result} from "../results/result.ts";
import {executeTasks} from "../run/execute.ts";
import {silentProgress} from "../run/progress.ts";
import type {Store} from "../store/store.ts";
import {HostRefusal, type HostPart} from "../train/refusal.ts";
import {partingOf} from "./parting.ts";
import type {Condition, Side, Variation} from "./twice-conditions.ts";
import {playMachine, type Playground} from "./twice-machines.ts";

/** A condition on which a run was found to depend. */
export interface TwiceCause {
  readonly condition: Condition;
  readonly says: Readonly<Record<Side, string>>;
  readonly mend: string;
}

interface Apart {
  readonly differences: readonly Difference[];
  readonly parting?: Parting;
}

/** What came of making a run on two machines. */
export type TwiceVerdict =
  | {readonly status: "same"}
  /** Of a statistical engine, whose results promise no bits. */
  | {readonly status: "within-tolerance"; readonly differences: readonly Difference[]}
  | ({readonly status: "differs"; readonly causes: readonly TwiceCause[]; /** Several conditions that make a difference only together. */ readonly together: boolean} & Apart)
  /** On one machine it already gives other results each time. */
  | ({readonly status: "unrepeatable"} & Apart)
  /** The guard kept it from asking the host. */
  | {readonly status: "refused"; readonly part: HostPart; readonly message: string; readonly mend: string}
  | {readonly status: "not-run"; readonly because: string; readonly mend: string};

export interface TwiceOptions {
  readonly root: string;
  readonly store: Store;
  readonly mirrors: readonly string[];
  readonly playground: Playground;
  readonly variations: readonly Variation[];
  /** Hears before every making which conditions are varied in it. */
  readonly making: (varied: ReadonlySet<Condition>) => void;
}

/** What one making gave. */
type Made =
  | {readonly status: "done"; readonly result: Result}
  | {readonly status: "refused"; readonly refusal: HostRefusal}
  | {readonly status: "not-run"; readonly because: string; readonly mend: string};

/** The conditions that can be varied for a run. */
export const bearing = (task: RunTask, variations: readonly Variation[]): readonly Variation[] =>
  variations.filter(({on}) => on === "every run" || (on === "programs") === (task.experiment.command !== undefined));

/** Makes a run on two machines that differ in everything that can be varied; where the results differ, on more of them until it is known why. */
export async function makeTwice(task: RunTask, options: TwiceOptions): Promise<TwiceVerdict> {
  const variations = bearing(task, options.variations);
  const make = remembering((varied) => makeOn(task, varied, {...options, variations}));
  const all = variations.map(({condition}) => condition);
  const [one, other] = [await make([]), await make(all)];
  const stopped = stopOf(one) ?? stopOf(other);
  if (stopped !== undefined && (one.status !== "done" || stopped.status === "refused")) return stopped;
  const apart = apartness(task, one, other);
  if (apart === undefined) return {status: "same"};
  if (apart.within) return {status: "within-tolerance", differences: apart.differences};
  const off = (made: Made): boolean => apartness(task, one, made)?.within === false;
  if (off(await makeOn(task, [], {...options, variations}))) return {status: "unrepeatable", ...bare(apart)};
  const found = await culprits(all, async (varied) => off(await make(varied)));
  const causes = withoutShadow(found.conditions).map((condition) => causeOf(variations.find((each) => each.condition === condition)!));
  return {status: "differs", causes, together: found.together, ...bare(apart)};
}

/** An earlier run looks at the clock and draws numbers too, so that a run that depends on these seems to depend on it. */
const withoutShadow = (conditions: readonly Condition[]): readonly Condition[] => (conditions.length > 1 ? conditions.filter((condition) => condition !== "earlier run") : conditions);

const bare = ({differences, parting}: Apart): Apart => ({differences, ...(parting === undefined ? {} : {parting})});

const causeOf = ({condition, says, mend}: Variation): TwiceCause => ({condition, says, mend});

function stopOf(made: Made): Extract<TwiceVerdict, {readonly status: "refused" | "not-run"}> | undefined {
  if (made.status === "done") return undefined;
  return made.status === "not-run" ? made : {status: "refused", part: made.refusal.part, message: made.refusal.message, mend: made.refusal.mend};
}

/** The same conditions are not made twice. */
function remembering(make: (varied: readonly Condition[]) => Promise<Made>): (varied: readonly Condition[]) => Promise<Made> {
  const known = new Map<string, Promise<Made>>();
  return (varied) => {
    const name = varied.join(", ");
    const making = known.get(name) ?? make(varied);
    known.set(name, making);
    return making;
  };
}

async function makeOn(task: RunTask, conditions: readonly Condition[], {root, store, mirrors, playground, variations, making}: TwiceOptions): Promise<Made> {
  const varied = new Set(conditions);
  making(varied);
  const machine = await playMachine(task, root, store, variations, varied, playground);
  try {
    const outcomes = await executeTasks([machine.task], {root: machine.root, store: machine.store, mirrors, host: machine.host, progress: silentProgress, jobs: 1});
    const outcome = outcomes.get(pathOf(task));
    if (outcome?.status === "done") return {status: "done", result: outcome.result};
    return {status: "not-run", because: outcome?.because ?? "not made", mend: outcome?.mend ?? ""};
  } catch (error) {
    if (error instanceof HostRefusal) return {status: "refused", refusal: error};
    if (error instanceof UserError) return {status: "not-run", because: error.message, mend: error.mend};
    throw error;
  }
}

const alike = (a: Made, b: Made): boolean =>
  (a.status === "done" && b.status === "done" ? canonicalJson(a.result) === canonicalJson(b.result) : a.status === b.status);

/** How far two makings lie apart, and where training parts; undefined where they are the same. */
function apartness({experiment, parts}: RunTask, one: Made, other: Made): (Apart & {readonly within: boolean}) | undefined {
  if (alike(one, other)) return undefined;
  if (one.status !== "done" || other.status !== "done") return {within: false, differences: [{where: "status", baseline: statusOf(one), fresh: statusOf(other)}]};
  const comparison = compareResults(one.result, other.result, {promise: experiment.promise ?? promiseOf(parts.engine.name), metrics: experiment.metrics, spread: {}});
  const parting = partingOf(one.result.trace, other.result.trace);
  if (comparison.status === "identical") return {within: true, differences: []};
  return {within: comparison.status === "within-tolerance", differences: comparison.differences, ...(parting === undefined ? {} : {parting})};
}

const statusOf = (made: Made): string => (made.status === "done" ? made.result.status : made.status === "refused" ? "refused" : `not made: ${made.because.split("\n")[0] ?? ""}`);

/**
 * Which of some conditions make a difference, in as few makings as halving takes: a half that makes none is left alone. Where neither half makes one,
 * it takes several conditions together.
 */
export async function culprits(conditions: readonly Condition[], differs: (varied: readonly Condition[]) => Promise<boolean>): Promise<{readonly conditions: readonly Condition[]; readonly together: boolean}> {
  if (conditions.length <= 1) return {conditions, together: false};
  const halves = [conditions.slice(0, Math.ceil(conditions.length / 2)), conditions.slice(Math.ceil(conditions.length / 2))];
  const found: (readonly Condition[])[] = [];
  let together = false;
  for (const half of halves) {
    if (!await differs(half)) continue;
    const inside = await culprits(half, differs);
    found.push(inside.conditions);
    together ||= inside.together;
  }
  return found.length === 0 ? {conditions, together: true} : {conditions: found.flat(), together};
}
