import {z} from "zod";
import {number, slug} from "../results/result.ts";

const pair = z.strictObject({before: z.string(), after: z.string()});

/** One line of `results-changes.jsonl`: an acceptance that changed what is published. */
export const resultChangeSchema = z.strictObject({
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** As git knows them; null where it does not. */
  who: z.strictObject({name: z.string(), email: z.string()}).nullable(),
  /** Why, in the words of who accepted; null where nothing was said. */
  because: z.string().nullable(),
  /** The toolkit's version. */
  toolkit: z.string(),
  /** Runs by experiment. */
  counts: z.record(slug, z.strictObject({identical: z.int(), changed: z.int(), new: z.int(), removed: z.int()})),
  /** Each run that changed, with the metrics that did; null is a metric that one of the two does not have. */
  runs: z.array(z.strictObject({run: z.string(), metrics: z.record(z.string(), z.strictObject({before: number.nullable(), after: number.nullable()}))})),
  removed: z.array(z.string()),
  values: z.array(pair.extend({id: z.string()})),
  claims: z.array(pair.extend({id: z.string()})),
  /** Tables and figures that look different. */
  tables: z.array(z.string()),
  figures: z.array(z.string()),
  /** What probably made the difference. */
  causes: z.array(z.string()),
});

export type ResultChange = z.infer<typeof resultChangeSchema>;
