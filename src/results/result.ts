import {z} from "zod";
import {UserError} from "../errors.ts";

/** A JSON number, or a non-finite one as text, since JSON has none (RFC 8259, section 6). */
export const number = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"]).transform(Number)]);

/** Lower-case names that are safe as file names, addresses and LaTeX keys. */
export const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9])?$/, "expected 1 to 80 of a-z, 0-9, '.' and '-'");

export const digest = z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256 in hexadecimal");

const parameter = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Columns of equal length, such as {step: [0, 10], loss: [2.3, 1.9]}. */
const columns = z.record(z.string(), z.array(number)).refine(
  (all) => new Set(Object.values(all).map((column) => column.length)).size <= 1,
  "expected columns of equal length",
);

const matrix = z.strictObject({
  rows: z.array(z.string()),
  columns: z.array(z.string()),
  values: z.array(z.array(number)),
}).refine(
  (m) => m.values.length === m.rows.length && m.values.every((row) => row.length === m.columns.length),
  "expected one list of values per row and one value per column",
);

/**
 * How training went, to find where two runs part. Entry i of a tensor covers its entry i - 1 and its bytes at `steps[i]`; it is empty where the tensor was not there.
 */
const trace = z.strictObject({
  /** Updates of the weights done; 0 is before the first. */
  steps: z.array(z.int().min(0)),
  /** Rolling 32-bit digests, by the weight's place and short name. */
  tensors: z.record(z.string(), z.array(z.string().regex(/^(?:[0-9a-f]{8})?$/, "expected 8 hexadecimal digits, or nothing"))),
  /** 32-bit words drawn by then, by the random stream's name. */
  streams: z.record(z.string(), z.array(z.int().min(0))),
}).refine(
  ({steps, tensors, streams}) => [...Object.values(tensors), ...Object.values(streams)].every((entries) => entries.length === steps.length),
  "expected one entry per step",
);

/** The deterministic record of a run: what `results/<experiment>/<variant>/<replicate>.json` holds. */
export const resultSchema = z.strictObject({
  format: z.literal("reprise.result/1"),
  experiment: slug,
  variant: slug,
  replicate: slug,
  status: z.enum(["completed", "diverged", "failed", "stopped"]),
  origin: z.enum(["computed", "command", "imported"]),
  engine: z.string(),
  parameters: z.record(z.string(), parameter),
  /** The replicate as numbers: {seed: 3} or {repeat: 2, fold: 5}; counts from 1. */
  factors: z.record(z.string(), z.int().min(1)),
  metrics: z.record(z.string(), number),
  series: z.record(z.string(), columns),
  matrices: z.record(z.string(), matrix),
  /** Absent where no optimiser trained anything. */
  trace: trace.optional(),
  /** SHA-256 of what else the run made and of what it read. */
  digests: z.strictObject({
    weights: digest.optional(),
    predictions: digest.optional(),
    data: z.record(z.string(), digest),
    inputs: z.record(z.string(), digest),
    /** Of the file that an imported result was read from. */
    imported: digest.optional(),
  }),
  /** Why a run did not complete. */
  message: z.string().optional(),
});

export type Result = z.infer<typeof resultSchema>;
export type Parameter = z.infer<typeof parameter>;
export type Parameters = Readonly<Record<string, Parameter>>;
export type Factors = Readonly<Record<string, number>>;
export type Columns = z.infer<typeof columns>;
export type Matrix = z.infer<typeof matrix>;
export type Trace = z.infer<typeof trace>;

/** Checks `value` (parsed JSON) against the schema; `where` names the file in the message. */
export function parseResult(value: unknown, where: string): Result {
  return parseAs(resultSchema, value, where, "a file under results/ is written by `reprise accept` only: restore it with git");
}

/** Checks outside data with a schema and turns what is wrong into words. */
export function parseAs<S extends z.ZodType>(schema: S, value: unknown, where: string, mend: string): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join(".") ?? "";
  throw new UserError(`${where}${path === "" ? "" : `, at ${path}`}: ${issue?.message ?? "not valid"}`, mend);
}
