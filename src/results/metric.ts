import {z} from "zod";

/** What a metric is: how to name, bound, compare and print it. */
export const metricSchema = z.strictObject({
  label: z.string(),
  better: z.enum(["higher", "lower", "neither"]),
  /** Smallest and largest possible value; null where there is none. */
  bounds: z.tuple([z.number().nullable(), z.number().nullable()]).optional(),
  /** Which part of the data it is measured on. */
  split: z.enum(["training", "validation", "test", "none"]),
  unit: z.string().optional(),
  /** Largest difference that still counts as reproduced where an engine is not bitwise. */
  tolerance: z.number().min(0).optional(),
});

export type Metric = z.infer<typeof metricSchema>;
