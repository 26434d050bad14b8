import {z} from "zod";
import {number, slug} from "../results/result.ts";

/** `<experiment>/<name>` or `project/<name>`: permanent once published. */
export const reportId = z.string().regex(/^[a-z0-9][a-z0-9.-]*\/[a-z0-9]+(?:-[a-z0-9]+)*$/, "expected <experiment>/<name> of a-z, 0-9 and '-'");

/** A text three ways: as plain Unicode, as LaTeX and as HTML. All escaped for where they go. */
export const rendered = z.strictObject({plain: z.string(), latex: z.string(), html: z.string()});

/** One of the numbers that a value rests on. `run` is `<experiment>/<variant>/<replicate>`. */
const point = z.strictObject({run: z.string(), value: number});

/** How a number was computed, in words and in numbers: what a reader sees behind every value. */
export const derivation = z.strictObject({
  /** "mean of 25 test folds, 95 % corrected resampled t interval" */
  method: z.string(),
  n: z.int(),
  /** What was read from results. */
  points: z.array(point),
  /** What was aggregated, one number per replicate, where that is not the points themselves: paired differences. */
  sample: z.array(z.strictObject({replicate: z.string(), value: number})).optional(),
});

export const valueRecord = z.strictObject({
  id: reportId,
  experiment: slug,
  /** What it is: "macro F1 of the MLP". */
  label: z.string(),
  text: rendered,
  number,
  interval: z.tuple([number, number]).optional(),
  confidence: z.number().optional(),
  unit: z.string().optional(),
  derivation,
});

export const claimRecord = z.strictObject({
  id: reportId,
  experiment: slug,
  sentence: z.string(),
  holds: z.boolean(),
  /** "paired t test over 25 folds (corrected resampled), one-sided, alpha 0.05" */
  test: z.string(),
  /** "difference 1.2 points, t(24) = 3.10, p = 0.002": numbers already formatted. */
  outcome: z.string(),
  /** Null where the predicate is exact and no test is needed. */
  p: number.nullable(),
  runs: z.array(z.string()),
});

/** One cell of a table. `best` marks the statistically best of its column. */
export const cell = z.strictObject({text: rendered, best: z.boolean(), value: reportId.optional()});

export const tableRecord = z.strictObject({
  id: reportId,
  experiment: slug,
  caption: rendered,
  columns: z.array(z.strictObject({label: rendered, align: z.enum(["left", "right", "center"])})),
  rows: z.array(z.array(cell)),
  /** The first columns that head their row. */
  rowHeaders: z.int().min(0),
  notes: z.array(rendered),
  runs: z.array(z.string()),
});

export const figureRecord = z.strictObject({
  id: reportId,
  experiment: slug,
  caption: rendered,
  /** What the picture shows, for who cannot see it. */
  alt: z.string(),
  /** Column 3.25 in, page 5.5 in wide (1 in = 72 pt; Vega-Lite pixels are points). */
  width: z.enum(["column", "page"]),
  /** A Vega-Lite 6 specification with its data inlined. */
  spec: z.record(z.string(), z.unknown()),
  runs: z.array(z.string()),
});

/** `build/report.json`: values, tables, figures and claims of every experiment, pure functions of the baseline. */
export const reportSchema = z.strictObject({
  format: z.literal("reprise.report/1"),
  draft: z.boolean(),
  values: z.array(valueRecord),
  claims: z.array(claimRecord),
  tables: z.array(tableRecord),
  figures: z.array(figureRecord),
});

export type Rendered = z.infer<typeof rendered>;
export type Derivation = z.infer<typeof derivation>;
export type ValueRecord = z.infer<typeof valueRecord>;
export type ClaimRecord = z.infer<typeof claimRecord>;
export type Cell = z.infer<typeof cell>;
export type TableRecord = z.infer<typeof tableRecord>;
export type FigureRecord = z.infer<typeof figureRecord>;
export type Report = z.infer<typeof reportSchema>;
