import type {CheckRecord} from "../records/checks.ts";
import type {ClaimRecord} from "../records/report.ts";
import type {Verdict} from "../records/verdicts.ts";
import {worstStatus} from "../records/verdicts.ts";
import type {SiteModel} from "./site-model.ts";

/** How something stands, said three times over: by a shape, a word and a colour. */
export interface Mark {
  readonly shape: "tick" | "tilde" | "cross" | "gap" | "dash" | "pen" | "clock";
  readonly word: string;
  readonly tone: "good" | "fair" | "bad" | "quiet";
}

export const verdictMarks: Readonly<Record<Verdict["status"], Mark>> = {
  identical: {shape: "tick", word: "identical", tone: "good"},
  "within-tolerance": {shape: "tilde", word: "within tolerance", tone: "fair"},
  differs: {shape: "cross", word: "differs", tone: "bad"},
  stale: {shape: "clock", word: "stale", tone: "fair"},
  missing: {shape: "gap", word: "missing", tone: "bad"},
  new: {shape: "gap", word: "new", tone: "bad"},
  "not-run": {shape: "dash", word: "not run", tone: "quiet"},
  recorded: {shape: "pen", word: "recorded", tone: "quiet"},
};

export const checkMarks: Readonly<Record<CheckRecord["status"], Mark>> = {
  verified: {shape: "tick", word: "verified", tone: "good"},
  attested: {shape: "pen", word: "attested", tone: "fair"},
  stale: {shape: "clock", word: "stale", tone: "bad"},
  failed: {shape: "cross", word: "failed", tone: "bad"},
  "not-applicable": {shape: "gap", word: "not applicable", tone: "quiet"},
  "not-run": {shape: "dash", word: "not run", tone: "quiet"},
};

const holds: Mark = {shape: "tick", word: "holds", tone: "good"};
const fails: Mark = {shape: "cross", word: "does not hold", tone: "bad"};

export const claimMark = (claim: ClaimRecord): Mark => (claim.holds ? holds : fails);

const notAsked: Verdict = {status: "not-run", because: "it was no part of this reproduction", mend: "npx reprise verify", asked: false};

/** What the reproduction says of one run, `<experiment>/<variant>/<replicate>`. */
export const verdictOn = (site: SiteModel, run: string): Verdict => site.verdictOf.get(run) ?? notAsked;

/** What it says of a value, table, figure or claim; where it does not name it, the worst of the runs that it rests on. */
export const markOf = (site: SiteModel, id: string, runs: readonly string[]): Mark =>
  verdictMarks[site.itemVerdictOf.get(id)?.status ?? worstStatus(runs.map((run) => verdictOn(site, run)))];
