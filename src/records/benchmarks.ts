import {z} from "zod";

const positive = z.number().positive();

const spread = z.strictObject({median: positive, lower: positive, upper: positive});

const pace = z.strictObject({
  rate: spread, cpuRate: spread,
  microsecondsPerStep: positive,
  warmUp: z.int().nonnegative(), stepsPerRun: z.int().positive(), peakMemory: z.int().positive(),
});

const goal = z.strictObject({of: z.enum(["wall", "cpu"]), atLeast: positive});

const measurement = z.strictObject({
  workload: z.string(), title: z.string(), shapes: z.string(),
  unit: z.enum(["FLOP", "samples", "steps", "starts"]),
  peer: z.string(), peerTitle: z.string(), peerVersion: z.string().optional(),
  ours: pace, theirs: pace,
  ratio: spread, cpuRatio: spread,
  pairs: z.int().positive(),
  agreed: z.strictObject({ours: z.number(), theirs: z.number()}).nullable(),
  goal: goal.nullable(),
});

const size = z.strictObject({file: z.string(), bytes: z.int(), gzip: z.int(), brotli: z.int()});

/**
 * `bench/measured.json`: how fast this toolkit's engine is beside others, on one machine on one day. Rates are units per second of wall clock and of
 * CPU; a ratio is ours by the peer's, pair by pair; a spread is the median and both quartiles of the pairs; memory in bytes.
 */
export const benchmarksSchema = z.strictObject({
  format: z.literal("reprise.benchmarks/1"),
  provenance: z.strictObject({
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).nullable(),
    engine: z.string(),
    machine: z.record(z.string(), z.string()),
    versions: z.record(z.string(), z.string()),
    settings: z.strictObject({pairs: z.int(), warmUp: z.int(), patience: z.number(), seconds: z.number()}),
  }),
  measurements: z.array(measurement),
  /** What could not be measured, and why. */
  absent: z.array(z.strictObject({workload: z.string(), title: z.string(), peer: z.string(), peerTitle: z.string(), because: z.string()})),
  sizes: z.array(size),
});

export type Benchmarks = z.infer<typeof benchmarksSchema>;
export type Measurement = Benchmarks["measurements"][number];
export type Spread = z.infer<typeof spread>;

/** The ratio that a goal asks for. */
export const judgedRatio = ({goal: asked, ratio, cpuRatio}: Measurement): Spread => (asked?.of === "cpu" ? cpuRatio : ratio);

/** Whether the median reaches the goal; null where none is set. */
export const reachesGoal = (measurement: Measurement): boolean | null =>
  measurement.goal === null ? null : judgedRatio(measurement).median >= measurement.goal.atLeast;
