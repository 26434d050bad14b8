import {z} from "zod";
import {folderInside} from "../project/folder-inside.ts";
import {digest, slug} from "../results/result.ts";

const runName = z.string().regex(/^[a-z0-9.-]+\/[a-z0-9.-]+\/[a-z0-9.-]+$/, "expected <experiment>/<variant>/<replicate>");

const instant = z.iso.datetime();

/** What came of a run: made anew by this review, or not. */
const reviewedRun = z.discriminatedUnion("status", [
  z.strictObject({run: runName, /** `new`: the baseline has nothing to compare it with. */ status: z.enum(["identical", "within-tolerance", "differs", "new"]), seconds: z.number().min(0), key: digest, /** SHA-256 of the fresh result as a file. */ digest}),
  z.strictObject({run: runName, /** `missing`: a result that no planned run stands behind. */ status: z.enum(["failed", "missing", "not-run"]), because: z.string()}),
]);

/** A part of the runs, in the order in which the nonce draws them. */
const tier = z.strictObject({
  name: z.enum(["headline", "others"]),
  /** The runs that could be drawn, in the order in which the nonce draws them. */
  draw: z.array(runName),
  /** How many were made before the first that was passed over for want of time: the sample from which chances are computed. */
  drawn: z.int().min(0),
  /** Runs outside the draw, since each would take more than a quarter of the budget. */
  tooLong: z.array(runName),
  /** Runs of experiments of which some run could not be made here: outside the draw, whether they were made or not. */
  impossible: z.array(runName),
  /** Runs of experiments that the reviewer did not ask for. */
  notAsked: z.array(runName),
});

const comparison = z.discriminatedUnion("status", [
  z.strictObject({status: z.literal("same-place")}),
  z.strictObject({status: z.literal("identical")}),
  z.strictObject({status: z.literal("edited"), files: z.array(z.string())}),
  z.strictObject({status: z.literal("other-version"), version: z.string()}),
  z.strictObject({status: z.literal("incomparable"), because: z.string()}),
  z.strictObject({status: z.literal("absent")}),
]);

/** What a reviewer did and saw. Holds times and a machine: it is evidence of one moment, no output of the project. */
export const reviewSchema = z.strictObject({
  format: z.literal("reprise.review/1"),
  project: z.strictObject({title: z.string(), version: z.string()}),
  /** A name, where the reviewer gives one. */
  reviewer: z.string().nullable(),
  source: z.strictObject({commit: z.string().regex(/^[0-9a-f]{40,64}$/).nullable(), changed: z.int().min(0), code: digest}),
  /** Where the papers lie and which values they name, in the order of code units: the headline runs follow from that. */
  papers: z.strictObject({folders: z.array(folderInside), values: z.array(z.string())}),
  toolkit: z.strictObject({
    version: z.string(), form: z.enum(["package", "source"]), digest, integrity: z.string().nullable(),
    /** The copy that the project has. */
    own: z.strictObject({form: z.enum(["package", "source"]), digest, integrity: z.string().nullable()}).nullable(),
    comparison,
  }),
  nonce: z.strictObject({text: z.string().min(1), by: z.enum(["reviewer", "drawn"])}),
  budget: z.strictObject({asked: z.string(), seconds: z.number().nullable()}),
  began: instant, ended: instant,
  /** Wall clock, and what earlier runs made expect for what was made. */
  seconds: z.number().min(0), expected: z.number().min(0),
  machine: z.strictObject({node: z.string(), system: z.string(), platform: z.string(), arch: z.string(), cpu: z.string(), cores: z.int(), memory: z.int()}),
  /** Experiments by what they promise: `bitwise` ones repeat every bit, and `hermetic` runs read nothing but what they declare. */
  experiments: z.array(z.strictObject({id: slug, promise: z.enum(["bitwise", "statistical"]), hermetic: z.boolean(), runs: z.int()})),
  smoke: z.array(z.strictObject({experiment: slug, status: z.enum(["works", "failed", "not-run"]), because: z.string().optional()})),
  tiers: z.array(tier),
  runs: z.array(reviewedRun),
});

export type Review = z.infer<typeof reviewSchema>;
export type ReviewedRun = Review["runs"][number];
export type ReviewTier = Review["tiers"][number];

/** Runs that were made, whatever came of them. */
export const wasMade = ({status}: ReviewedRun): boolean => status !== "not-run" && status !== "missing";

/** Runs that came out again. */
export const cameOut = ({status}: ReviewedRun): boolean => status === "identical" || status === "within-tolerance";
