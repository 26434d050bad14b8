import {z} from "zod";
import {number, slug} from "../results/result.ts";

/** One difference between a fresh result and the baseline: `metrics.accuracy`, 0.97 against 0.96. */
export const difference = z.strictObject({where: z.string(), baseline: z.string(), fresh: z.string(), tolerance: number.optional()});

/** What a reproduction says of one result or value. */
export const verdictSchema = z.discriminatedUnion("status", [
  z.strictObject({status: z.literal("identical")}),
  z.strictObject({status: z.literal("within-tolerance"), differences: z.array(difference)}),
  z.strictObject({status: z.literal("differs"), differences: z.array(difference)}),
  z.strictObject({status: z.literal("missing")}),
  z.strictObject({status: z.literal("not-run"), because: z.string(), mend: z.string()}),
]);

const counted = z.strictObject({
  identical: z.int(), "within-tolerance": z.int(), differs: z.int(), missing: z.int(), "not-run": z.int(),
});

/** `build/verdicts.json`: holds no time, machine or cache state. */
export const verdictsSchema = z.strictObject({
  format: z.literal("reprise.verdicts/1"),
  depth: z.enum(["scratch", "weights", "predictions", "results"]),
  runs: z.array(z.strictObject({experiment: slug, variant: slug, replicate: slug, verdict: verdictSchema})),
  counts: z.record(slug, counted),
});

export type Verdict = z.infer<typeof verdictSchema>;
export type Verdicts = z.infer<typeof verdictsSchema>;
export type Difference = z.infer<typeof difference>;
export type VerdictCounts = z.infer<typeof counted>;

/** Counts verdicts by their status. */
export function countVerdicts(verdicts: readonly Verdict[]): VerdictCounts {
  const counts = {identical: 0, "within-tolerance": 0, differs: 0, missing: 0, "not-run": 0};
  for (const verdict of verdicts) counts[verdict.status] += 1;
  return counts;
}

/** The worst of some verdicts, which is what a value that rests on all of them gets. */
export function worstStatus(verdicts: readonly Verdict[]): Verdict["status"] {
  const order: readonly Verdict["status"][] = ["differs", "missing", "not-run", "within-tolerance", "identical"];
  return order.find((status) => verdicts.some((verdict) => verdict.status === status)) ?? "identical";
}
