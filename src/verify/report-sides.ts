import type {Plan} from "../records/plan.ts";
import type {Report} from "../records/report.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import type {Result} from "../results/result.ts";
import {buildReport} from "../report/build-report.ts";
import type {ReportDefinition} from "../report/define-report.ts";
import type {RunOutcome} from "../run/outcome.ts";
import type {ReportSide, ReportSides} from "./item-verdicts.ts";

const nothing: Report = {format: "reprise.report/1", draft: false, values: [], claims: [], tables: [], figures: []};

/**
 * The report of the baseline, and that of the fresh results; where a run was not made, the fresh side takes the baseline's.
 * A report that cannot be built, for a run failed or was never accepted, is empty and says why.
 */
export function reportSides(plan: Plan, reports: readonly ReportDefinition[], baseline: ReadonlyMap<string, Result>, outcomes: ReadonlyMap<string, RunOutcome>): ReportSides {
  const published = reportSide(plan, reports, [...baseline.values()]);
  const changed = [...outcomes].some(([path, outcome]) => outcome.status === "failed" || outcome.status === "done" && !sameResult(baseline.get(path), outcome.result));
  return {baseline: published, fresh: changed ? reportSide(plan, reports, [...freshResults(baseline, outcomes).values()]) : published};
}

const sameResult = (one: Result | undefined, other: Result): boolean => one !== undefined && canonicalJson(one) === canonicalJson(other);

/** The baseline with what was computed now in its place; a run that failed has no result. */
function freshResults(baseline: ReadonlyMap<string, Result>, outcomes: ReadonlyMap<string, RunOutcome>): ReadonlyMap<string, Result> {
  const results = new Map(baseline);
  for (const [path, outcome] of outcomes) {
    if (outcome.status === "done") results.set(path, outcome.result);
    if (outcome.status === "failed") results.delete(path);
  }
  return results;
}

/** Every report that can be built of some results; those that cannot say why. */
export function reportSide(plan: Plan, definitions: readonly ReportDefinition[], results: readonly Result[]): ReportSide {
  const unbuilt = new Map<string, string>();
  const built = definitions.map((definition) => {
    try {
      return buildReport({plan, results, reports: [definition], draft: false});
    } catch (error) {
      unbuilt.set(definition.experiment, (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "");
      return nothing;
    }
  });
  const all = <K extends "values" | "claims" | "tables" | "figures">(kind: K): Report[K] => built.flatMap((report) => [...report[kind]]) as Report[K];
  return {unbuilt, report: {...nothing, values: all("values"), claims: all("claims"), tables: all("tables"), figures: all("figures")}};
}
