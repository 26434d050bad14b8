import {z} from "zod";
import {number, slug} from "../results/result.ts";

/** One difference between fresh and baseline: `metrics.accuracy`, 0.97 against 0.96. */
export const difference = z.strictObject({
  where: z.string(),
  baseline: z.string(),
  fresh: z.string(),
  /** Differences of the same kind beside this one, such as the later numbers of a series. */
  more: z.int().min(1).optional(),
  /** The declared tolerance, and how many of it the two lie apart. */
  tolerance: number.optional(),
  tolerances: number.optional(),
  /** How many standard deviations over the baseline's replicates they lie apart. */
  deviations: number.optional(),
});

/** Where two trainings part: the first traced step at which some weight's digest differs, or after which one of them has ended. */
export const parting = z.strictObject({
  /** Updates of the weights done when the difference was first seen; 0 is before the first. */
  step: z.int().min(0),
  /** The last traced step at which everything still agreed; null where the initial weights already differ. */
  after: z.int().min(0).nullable(),
  /** The tensors that differ at `step`, in the order in which training met them: the first is the one to look at. Empty where all agreed until one training ended. */
  tensors: z.array(z.string()),
  /** Random streams that had given a different count of words by then. */
  streams: z.array(z.strictObject({name: z.string(), baseline: z.int(), fresh: z.int()})),
  /** Updates in all, where one training is longer. */
  updates: z.strictObject({baseline: z.int(), fresh: z.int()}).optional(),
});

/** What probably made two runs differ, such as `{part: "code", text: "models.ts, function mlp"}`. */
export const cause = z.strictObject({part: z.string(), text: z.string()});

/** What a reproduction says of one run, metric, value, table, figure or claim. */
export const verdictSchema = z.discriminatedUnion("status", [
  z.strictObject({status: z.literal("identical")}),
  z.strictObject({status: z.literal("within-tolerance"), differences: z.array(difference)}),
  z.strictObject({status: z.literal("differs"), differences: z.array(difference), parting: parting.optional(), causes: z.array(cause).optional()}),
  /** Accepted from other code, data or engine than today's, and not run now. */
  z.strictObject({status: z.literal("stale"), because: z.string(), mend: z.string(), asked: z.boolean()}),
  /** The baseline has it; the plan, or what was computed now, no longer. */
  z.strictObject({status: z.literal("missing"), because: z.string()}),
  /** It was computed; the baseline has nothing to compare it with. */
  z.strictObject({status: z.literal("new")}),
  /** `asked`: whether this reproduction was to make it, or one of the runs that it rests on. */
  z.strictObject({status: z.literal("not-run"), because: z.string(), mend: z.string(), asked: z.boolean()}),
  /** Imported from elsewhere: shown, never reproduced. */
  z.strictObject({status: z.literal("recorded")}),
]);

const counted = z.strictObject({
  identical: z.int(), "within-tolerance": z.int(), differs: z.int(), stale: z.int(), missing: z.int(), new: z.int(), "not-run": z.int(), recorded: z.int(),
});

/** The verdict of one run, and of each of its metrics. */
export const runVerdict = z.strictObject({
  experiment: slug, variant: slug, replicate: slug,
  verdict: verdictSchema,
  /** Of each metric, where the run was compared. */
  metrics: z.record(z.string(), verdictSchema),
});

/** The verdict of something that the report shows; `title` is a value's label, a claim's sentence, a caption. */
export const itemVerdict = z.strictObject({id: z.string(), experiment: slug, title: z.string(), verdict: verdictSchema});

/** How deep a verification goes: trained again, evaluated again from stored weights or predictions, or only recomputed from the committed results. */
export const depth = z.enum(["scratch", "weights", "predictions", "results"]);

/** `build/verdicts.json`: holds no time, machine or cache state. */
export const verdictsSchema = z.strictObject({
  format: z.literal("reprise.verdicts/2"),
  depth,
  runs: z.array(runVerdict),
  values: z.array(itemVerdict),
  tables: z.array(itemVerdict),
  figures: z.array(itemVerdict),
  claims: z.array(itemVerdict),
  /** Of runs, by experiment. */
  counts: z.record(slug, counted),
});

export type Verdict = z.infer<typeof verdictSchema>;
export type Status = Verdict["status"];
export type Verdicts = z.infer<typeof verdictsSchema>;
export type RunVerdict = z.infer<typeof runVerdict>;
export type ItemVerdict = z.infer<typeof itemVerdict>;
export type Difference = z.infer<typeof difference>;
export type Parting = z.infer<typeof parting>;
export type Cause = z.infer<typeof cause>;
export type Depth = z.infer<typeof depth>;
export type VerdictCounts = z.infer<typeof counted>;

/** Counts verdicts by their status. */
export function countVerdicts(verdicts: readonly Verdict[]): VerdictCounts {
  const counts: Record<Status, number> = {identical: 0, "within-tolerance": 0, differs: 0, stale: 0, missing: 0, new: 0, "not-run": 0, recorded: 0};
  for (const verdict of verdicts) counts[verdict.status] += 1;
  return counts;
}

/** From what stands in the way of "reproduced" most to what does not. */
const worstFirst: readonly Status[] = ["differs", "missing", "new", "stale", "not-run", "recorded", "within-tolerance", "identical"];

/** The worst of some verdicts, which is what something that rests on all of them gets. */
export const worstStatus = (verdicts: readonly Verdict[]): Status =>
  worstFirst.find((status) => verdicts.some((verdict) => verdict.status === status)) ?? "identical";

/** Whether something came out again. */
export const isReproduced = ({status}: Verdict): boolean => status === "identical" || status === "within-tolerance";

/** Whether something is off: it was computed, and is not what was published. */
export const isOff = ({status}: Verdict): boolean => status === "differs" || status === "missing" || status === "new";
