import {z} from "zod";
import {metricSchema} from "../results/metric.ts";
import {digest, slug} from "../results/result.ts";

const parameterValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What is known of a data set without its rows: the card that paper, site and checklist show. */
export const dataCard = z.strictObject({
  id: slug,
  title: z.string(),
  description: z.string(),
  licence: z.string(),
  citation: z.string().optional(),
  doi: z.string().optional(),
  homepage: z.string().optional(),
  access: z.enum(["public", "restricted"]),
  publish: z.enum(["nothing", "statistics", "samples", "all"]),
  files: z.array(z.strictObject({name: z.string(), sha256: digest, bytes: z.int(), sources: z.array(z.string())})),
});

/** One run to be made: a point of the plan. `key` is its run key. */
export const plannedRun = z.strictObject({variant: slug, replicate: slug, factors: z.record(z.string(), z.int()), key: digest});

export const plannedExperiment = z.strictObject({
  id: slug,
  title: z.string(),
  question: z.string(),
  group: z.string(),
  engine: z.string(),
  /** "bitwise" engines repeat every bit on every machine, "statistical" ones their distribution. */
  promise: z.enum(["bitwise", "statistical"]),
  origin: z.enum(["computed", "command", "imported"]),
  parameters: z.array(z.strictObject({name: z.string(), values: z.array(parameterValue), label: z.string().optional()})),
  replicates: z.record(z.string(), z.int().min(1)),
  metrics: z.record(z.string(), metricSchema),
  data: z.array(slug),
  inputs: z.record(z.string(), slug),
  variants: z.array(z.strictObject({name: slug, label: z.string(), parameters: z.record(z.string(), parameterValue)})),
  runs: z.array(plannedRun),
  /** Source files of the experiment, relative to the project, sorted. */
  files: z.array(z.string()),
});

/** `build/plan.json`: everything the project's experiments ask for, whether or not it was run. */
export const planSchema = z.strictObject({
  format: z.literal("reprise.plan/1"),
  project: z.strictObject({
    title: z.string(),
    authors: z.array(z.strictObject({name: z.string(), orcid: z.string().optional(), affiliation: z.string().optional(), email: z.string().optional()})),
    abstract: z.string(),
    repository: z.string().optional(),
    site: z.string().optional(),
    licence: z.string(),
    version: z.string(),
    /** Seconds since 1970 of the release date in CITATION.cff: the only date that outputs may hold. */
    sourceDateEpoch: z.int(),
  }),
  experiments: z.array(plannedExperiment),
  data: z.array(dataCard),
});

export type Plan = z.infer<typeof planSchema>;
export type PlannedExperiment = z.infer<typeof plannedExperiment>;
export type PlannedRun = z.infer<typeof plannedRun>;
export type DataCard = z.infer<typeof dataCard>;
