import {z} from "zod";
import {sha256} from "../store/store.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {digest} from "../results/result.ts";
import {treeDigest, type Digests} from "./digest-tree.ts";
import {propertiesOf, resultOf} from "./properties.ts";
import {reviewSchema, type Review} from "./record.ts";

/** Names the way a review is made; raise the version when what is verified changes. Fields of ours in others' formats bear it as their name. */
export const reviewType = "https://github.com/reprise-papers/reprise/review/v1";

const subject = z.strictObject({name: z.string(), digest: z.union([z.strictObject({sha256: digest}), z.strictObject({gitCommit: z.string().regex(/^[0-9a-f]{40,64}$/)})])});

const resource = z.strictObject({name: z.string(), digest: z.strictObject({sha256: digest})});

const statement = <T extends string, P extends z.ZodType>(type: T, predicate: P) =>
  z.strictObject({_type: z.literal("https://in-toto.io/Statement/v1"), subject: z.array(subject), predicateType: z.literal(type), predicate});

/** in-toto attestation, predicate test-result v0.1: every run is a test. */
const testResult = statement("https://in-toto.io/attestation/test-result/v0.1", z.strictObject({
  result: z.enum(["PASSED", "WARNED", "FAILED"]),
  configuration: z.array(resource),
  passedTests: z.array(z.string()), warnedTests: z.array(z.string()), failedTests: z.array(z.string()),
  [reviewType]: reviewSchema,
}));

/** in-toto attestation, predicate svr v0.2 (simple verification result): what holds, in names. */
const verificationResult = statement("https://in-toto.io/attestation/svr/v0.2", z.strictObject({
  verifier: z.strictObject({id: z.string(), policies: z.array(resource)}),
  timeCreated: z.iso.datetime(),
  properties: z.array(z.string()),
}));

export const statementsSchema = z.tuple([testResult, verificationResult]);

export type Statements = z.infer<typeof statementsSchema>;

/** Both statements of a review: functions of the record and of the digests of the results that it is about. */
export function statementsOf(review: Review, results: Digests): Statements {
  const _type = "https://in-toto.io/Statement/v1";
  const subjects = subjectsOf(review, results);
  return [
    {_type, subject: subjects, predicateType: "https://in-toto.io/attestation/test-result/v0.1", predicate: {
      result: resultOf(review),
      configuration: [{name: "how the runs were drawn", digest: {sha256: drawDigest(review)}}],
      passedTests: named(review, ["identical"], ["works"]),
      warnedTests: named(review, ["within-tolerance"], ["not-run"]),
      failedTests: named(review, ["differs", "new", "missing", "failed"], ["failed"]),
      [reviewType]: review,
    }},
    {_type, subject: subjects, predicateType: "https://in-toto.io/attestation/svr/v0.2", predicate: {
      verifier: {id: reviewType, policies: [{name: "how the runs were drawn", digest: {sha256: drawDigest(review)}}]},
      timeCreated: review.ended,
      properties: [...propertiesOf(review)],
    }},
  ];
}

/** The commit, every file of the results and all of them together, the code, the toolkit. */
function subjectsOf({source, toolkit}: Review, results: Digests): Statements[0]["subject"] {
  return [
    ...(source.commit === null ? [] : [{name: "commit", digest: {gitCommit: source.commit}}]),
    {name: "results", digest: {sha256: treeDigest(results)}},
    {name: "experiments, settings and locks", digest: {sha256: source.code}},
    {name: `pkg:npm/reprise@${toolkit.version}`, digest: {sha256: toolkit.digest}},
    ...[...results].map(([name, sha]) => ({name, digest: {sha256: sha}})),
  ];
}

const drawDigest = ({nonce, budget, tiers}: Review): string => sha256(canonicalJson({nonce, budget, tiers}));

/** Runs by their status, then smoke runs by theirs. */
function named({runs, smoke}: Review, statuses: readonly string[], smokes: readonly string[]): string[] {
  return [
    ...runs.filter(({status}) => statuses.includes(status)).map(({run}) => run),
    ...smoke.filter(({status}) => smokes.includes(status)).map(({experiment}) => `${experiment}/smoke`),
  ];
}
