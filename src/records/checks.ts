import {z} from "zod";

/** How one item of the checklist stands. Attested is never counted as verified. */
export const checkStatus = z.enum(["verified", "attested", "stale", "failed", "not-applicable", "not-run"]);

export const checkRecord = z.strictObject({
  /** Permanent, such as "seeds-complete"; true when it passes. */
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  group: z.enum(["claims", "code", "data", "experiments", "statistics", "proof", "release"]),
  title: z.string(),
  /** What is asked, for a person. */
  description: z.string(),
  severity: z.enum(["required", "recommended"]),
  /** Items of published checklists that it answers: "NeurIPS 7", "AAAI 4.10". */
  sources: z.array(z.string()),
  status: checkStatus,
  /** One sentence: what was found. */
  summary: z.string(),
  /** What was looked at: a file, a count, a digest, a command's output; `link` is a path of the project. */
  evidence: z.array(z.strictObject({text: z.string(), link: z.string().optional(), digest: z.string().optional()})),
  /** How to mend it; empty when it passes. */
  mend: z.string(),
});

/** `build/checklist/report.json`. */
export const checksSchema = z.strictObject({
  format: z.literal("reprise.checks/1"),
  project: z.string(),
  counts: z.record(checkStatus, z.int()),
  checks: z.array(checkRecord),
});

export type CheckRecord = z.infer<typeof checkRecord>;
export type Checks = z.infer<typeof checksSchema>;
