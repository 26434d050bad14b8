import {z} from "zod";
import {itemVerdict, runVerdict} from "./verdicts.ts";

/** What `reprise diff --json` prints: everything in which two runs, result trees, commits or bundles differ. */
export const diffSchema = z.strictObject({
  format: z.literal("reprise.diff/1"),
  /** How both sides are called; verdicts take the first for the baseline. */
  before: z.string(),
  after: z.string(),
  /** How many were compared. */
  compared: z.strictObject({runs: z.int(), values: z.int(), tables: z.int(), figures: z.int(), claims: z.int()}),
  /** What is not identical. */
  runs: z.array(runVerdict),
  values: z.array(itemVerdict),
  tables: z.array(itemVerdict),
  figures: z.array(itemVerdict),
  claims: z.array(itemVerdict),
  /** Reports that could not be built of one of the two, and why: their values are not compared. */
  unbuilt: z.array(z.strictObject({side: z.string(), experiment: z.string(), because: z.string()})),
});

export type Diff = z.infer<typeof diffSchema>;
