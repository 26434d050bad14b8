import type {ClaimRecord, FigureRecord, Report, TableRecord, ValueRecord} from "../records/report.ts";
import {worstStatus, type Difference, type ItemVerdict, type Verdict, type Verdicts} from "../records/verdicts.ts";
import {distances} from "../results/compare.ts";
import {jsonDifferences} from "../results/differences.ts";
import {standardDeviation} from "../statistics/variance.ts";
import {figureDifferences} from "./figure-differences.ts";
import {tableDifferences} from "./table-differences.ts";

/** A report as far as it could be built. */
export interface ReportSide {
  readonly report: Report;
  /** Why the report of an experiment could not be built, by experiment. */
  readonly unbuilt: ReadonlyMap<string, string>;
}

/** What is compared: the report of the baseline with that of the fresh results. */
export interface ReportSides {
  readonly baseline: ReportSide;
  readonly fresh: ReportSide;
}

/** The verdicts of some runs, by path. */
type Standing = (runs: readonly string[]) => readonly Verdict[];

interface Item {
  readonly id: string;
  readonly experiment: string;
}

/** How one kind of item is called, on which runs it rests, and in what two of it differ. */
interface Kind<T extends Item> {
  readonly title: (item: T) => string;
  readonly runs: (item: T) => readonly string[];
  readonly differences: (baseline: T, fresh: T) => readonly Difference[];
}

/** The verdict of every value, table, figure and claim: matched by id, what the fresh results make of it beside what the baseline does. */
export function itemVerdicts(sides: ReportSides, standing: Standing): Pick<Verdicts, "values" | "tables" | "figures" | "claims"> {
  const of = <T extends Item>(pick: (report: Report) => readonly T[], kind: Kind<T>): ItemVerdict[] => verdictsOf(pick, kind, sides, standing);
  return {
    values: of((report) => report.values, values),
    tables: of((report) => report.tables, tables),
    figures: of((report) => report.figures, figures),
    claims: of((report) => report.claims, claims),
  };
}

const values: Kind<ValueRecord> = {
  title: ({label}) => label,
  runs: ({derivation}) => derivation.points.map(({run}) => run),
  differences: valueDifferences,
};
const tables: Kind<TableRecord> = {title: ({caption}) => caption.plain, runs: ({runs}) => runs, differences: tableDifferences};
const figures: Kind<FigureRecord> = {title: ({caption}) => caption.plain, runs: ({runs}) => runs, differences: figureDifferences};
const claims: Kind<ClaimRecord> = {
  title: ({sentence}) => sentence,
  runs: ({runs}) => runs,
  differences: (baseline, fresh) => jsonDifferences(claimParts(baseline), claimParts(fresh)),
};

const claimParts = ({holds, outcome, p, test, sentence}: ClaimRecord) => ({holds: holds ? "holds" : "does not hold", outcome, p, test, sentence});

/** The text as printed, then number and interval, which may differ where what is printed does not. */
export function valueDifferences(baseline: ValueRecord, fresh: ValueRecord): readonly Difference[] {
  const spread = spreadOf(baseline);
  const parts = ({text, number, interval}: ValueRecord) => ({text: text.plain, number, ...(interval === undefined ? {} : {interval: {low: interval[0], high: interval[1]}})});
  return jsonDifferences(parts(baseline), parts(fresh)).map((difference) =>
    difference.where === "number" ? {...difference, ...distances(baseline.number, fresh.number, undefined, spread)} : difference);
}

/** The standard deviation over what the baseline's value was aggregated from. */
function spreadOf({derivation}: ValueRecord): number | undefined {
  const numbers = (derivation.sample ?? derivation.points).map(({value}) => value).filter(Number.isFinite);
  return numbers.length < 2 ? undefined : standardDeviation(numbers);
}

function verdictsOf<T extends Item>(pick: (report: Report) => readonly T[], kind: Kind<T>, {baseline, fresh}: ReportSides, standing: Standing): ItemVerdict[] {
  const [published, computed] = [pick(baseline.report), pick(fresh.report)].map((items) => new Map(items.map((item) => [item.id, item])));
  const all = new Map([...published ?? [], ...computed ?? []]);
  return [...all.values()].map((item) => {
    const [before, after] = [published?.get(item.id), computed?.get(item.id)];
    const because = fresh.unbuilt.get(item.experiment);
    return {id: item.id, experiment: item.experiment, title: kind.title(before ?? item), verdict: verdictOf(kind, before, after, standing(runsOf(kind, before, after)), because)};
  });
}

const runsOf = <T extends Item>(kind: Kind<T>, ...items: readonly (T | undefined)[]): readonly string[] =>
  [...new Set(items.flatMap((item) => (item === undefined ? [] : kind.runs(item))))];

function verdictOf<T extends Item>(kind: Kind<T>, before: T | undefined, after: T | undefined, runs: readonly Verdict[], because: string | undefined): Verdict {
  if (before === undefined) return {status: "new"};
  if (after === undefined) return {status: "missing", because: because ?? "the report no longer shows it"};
  const differences = kind.differences(before, after);
  const fallen = differences.some(({where}) => where === "holds"); // of a claim: no tolerance covers that
  if (differences.length > 0) return {status: restsOnTolerated(runs) && !fallen ? "within-tolerance" : "differs", differences: [...differences]};
  return unmoved(runs);
}

/** What is computed from results within their tolerances is within tolerance. */
const restsOnTolerated = (runs: readonly Verdict[]): boolean =>
  runs.some(({status}) => status === "within-tolerance") && !runs.some(({status}) => ["differs", "missing", "new"].includes(status));

/** Of what came out the same: reproduced only where every run that it rests on was there. */
function unmoved(runs: readonly Verdict[]): Verdict {
  const lacking = runs.filter((run) => run.status === "not-run" || run.status === "stale" || run.status === "recorded");
  const worst = lacking.find(({status}) => status === worstStatus(lacking));
  if (worst === undefined) return {status: "identical"};
  if (worst.status === "recorded") return worst;
  const same = lacking.filter(({status}) => status === worst.status).length;
  const asked = lacking.some((run) => run.status !== "recorded" && run.asked);
  const rests = `${same} of the ${runs.length === 1 ? "one run" : `${runs.length} runs`} that it rests on ${same === 1 ? "is" : "are"} ${worst.status === "stale" ? "stale" : "not run"}`;
  return {...worst, asked, because: `${rests}: ${worst.because}`};
}
