import {UserError} from "../errors.ts";
import type {ClaimRecord} from "../records/report.ts";
import {holm} from "../statistics/holm.ts";
import {formatP} from "./number-text.ts";
import type {Predicate} from "./predicate.ts";

/** A statement with what it rests on. */
export interface ClaimItem {
  readonly kind: "claim";
  readonly name: string;
  readonly sentence: string;
  readonly predicate: Predicate;
  readonly alpha: number;
}

/** claim("hidden-layer-helps", "The hidden layer raises macro F1.", greater(mlp, logistic)) */
export function claim(name: string, sentence: string, predicate: Predicate, options: {readonly alpha?: number} = {}): ClaimItem {
  const alpha = options.alpha ?? 0.05;
  if (!(alpha > 0 && alpha < 1)) throw new UserError(`claim ${name}: alpha is ${alpha}`, "give a probability between 0 and 1, such as 0.05");
  if (predicate.findings.length === 0) throw new UserError(`claim ${name} rests on nothing`, "give all() at least one predicate");
  return {kind: "claim", name, sentence, predicate, alpha};
}

/** The claims of one report are a family: their p values are adjusted together, after Holm. */
export function claimRecordsOf(claims: readonly ClaimItem[], experiment: string): readonly ClaimRecord[] {
  const tested = claims.filter((each) => pOf(each.predicate) !== null);
  const adjusted = holm(tested.map((each) => pOf(each.predicate) as number));
  return claims.map((each) => record(each, experiment, adjusted[tested.indexOf(each)] ?? null, tested.length));
}

function record({name, sentence, predicate, alpha}: ClaimItem, experiment: string, p: number | null, family: number): ClaimRecord {
  const setting = p === null ? "" : `, alpha ${alpha}${family > 1 ? `, Holm-adjusted over ${family} claims` : ""}`;
  return {
    id: `${experiment}/${name}`,
    experiment,
    sentence,
    holds: predicate.findings.every((finding) => finding.exact) && (p === null || p < alpha),
    test: [...new Set(predicate.findings.map((finding) => finding.test))].join("; ") + setting,
    outcome: outcomeOf(predicate, family > 1 ? p : null),
    p,
    runs: [...predicate.runs],
  };
}

function outcomeOf({findings}: Predicate, adjusted: number | null): string {
  const each = findings.map((finding) => (finding.p === null ? finding.outcome : `${finding.outcome}, ${formatP(finding.p)}`)).join("; ");
  return adjusted === null || (findings.length === 1 && adjusted === findings[0]?.p) ? each : `${each}; adjusted ${formatP(adjusted)}`;
}

/** The whole holds only where each part does: its p value is the largest. */
function pOf(predicate: Predicate): number | null {
  const all = predicate.findings.flatMap((finding) => (finding.p === null ? [] : [finding.p]));
  return all.length === 0 ? null : all.reduce((a, b) => Math.max(a, b));
}
