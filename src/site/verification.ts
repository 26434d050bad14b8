import type {Depth, ItemVerdict, RunVerdict, Status, Verdict, Verdicts} from "../records/verdicts.ts";
import {countVerdicts, worstStatus} from "../records/verdicts.ts";

/** What a verification of some depth repeated. */
export const depthWords: Readonly<Record<Depth, string>> = {
  scratch: "trained again from scratch",
  weights: "re-evaluated from weights; training not repeated",
  predictions: "re-evaluated from predictions; training and prediction not repeated",
  results: "computed again from the committed results; no run repeated",
};

/** How many of a kind of thing came out how. */
export interface Tally {
  readonly kind: string;
  readonly of: number;
  readonly counts: Readonly<Record<Status, number>>;
}

/** Runs, metrics, values, claims, tables and figures, counted by verdict; kinds of which there is none are left out. */
export function talliesOf({runs, values, claims, tables, figures}: Verdicts): readonly Tally[] {
  const kinds: readonly (readonly [string, readonly Verdict[]])[] = [
    ["Runs", runs.map(({verdict}) => verdict)],
    ["Metrics of runs", runs.flatMap(({metrics}) => Object.values(metrics))],
    ...([["Values", values], ["Claims", claims], ["Tables", tables], ["Figures", figures]] as const).map(([kind, items]) => [kind, items.map(({verdict}) => verdict)] as const),
  ];
  return kinds.filter(([, all]) => all.length > 0).map(([kind, all]) => ({kind, of: all.length, counts: countVerdicts(all)}));
}

/** Into which of the page's four filters a verdict falls. */
export function filterOf({status}: Verdict): "off" | "tolerated" | "lacking" | "same" {
  switch (status) {
    case "differs": case "missing": case "new": return "off";
    case "within-tolerance": return "tolerated";
    case "stale": case "not-run": case "recorded": return "lacking";
    case "identical": return "same";
  }
}

/** The runs of one experiment that are not identical, beside how many are. */
export interface ExperimentRuns {
  readonly experiment: string;
  readonly of: number;
  readonly identical: number;
  readonly status: Status;
  readonly others: readonly RunVerdict[];
}

export const runsByExperiment = ({runs}: Verdicts): readonly ExperimentRuns[] =>
  [...Map.groupBy(runs, ({experiment}) => experiment)].map(([experiment, own]) => {
    const others = own.filter(({verdict}) => verdict.status !== "identical");
    return {experiment, of: own.length, identical: own.length - others.length, status: worstStatus(own.map(({verdict}) => verdict)), others};
  });

/** Likely causes, each once, with how many runs it explains; the commonest first. */
export function causesOf({runs}: Verdicts): readonly {readonly text: string; readonly runs: number}[] {
  const all = runs.flatMap(({verdict}) => (verdict.status === "differs" ? verdict.causes ?? [] : []));
  return [...Map.groupBy(all, ({text}) => text)].map(([text, same]) => ({text, runs: same.length})).sort((a, b) => b.runs - a.runs);
}

/** Items in the order in which a reader wants them: what is off first. */
export function worstItemsFirst(items: readonly ItemVerdict[]): readonly ItemVerdict[] {
  const order = ["off", "tolerated", "lacking", "same"];
  return items.toSorted((a, b) => order.indexOf(filterOf(a.verdict)) - order.indexOf(filterOf(b.verdict)));
}
