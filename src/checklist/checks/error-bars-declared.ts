import type {ClaimRecord, FigureRecord, Report, TableRecord, ValueRecord} from "../../records/report.ts";
import {count, failed, notRun, verified, type Check, type EvidenceItem} from "../check.ts";

export const errorBarsDeclared: Check = {
  id: "error-bars-declared",
  group: "statistics",
  title: "Every uncertainty says what it is",
  description: "A mean over several runs has an interval, or says why it has none; every interval names its kind, confidence and number of runs and contains its estimate; tables and figures that show one say so in the caption; every claim names its test.",
  severity: "required",
  sources: ["NeurIPS 7", "AAAI 4.11", "REFORMS 7b", "Pineau: variation"],
  ask: ({report}) => {
    if (report === null) return notRun("No report was computed.", [], "compute it with `reprise build`");
    const faults = faultsOf(report);
    const intervals = report.values.filter((value) => value.interval !== undefined).length;
    return faults.length === 0
      ? verified(`${count(intervals, "interval")} among ${count(report.values.length, "value")}, ${count(report.claims.length, "claim")} with a test; captions name what they show.`, methodsOf(report))
      : failed(`${count(faults.length, "uncertainty", "uncertainties")} not declared.`, faults, "give the value an interval in report.ts, or name its kind and number of runs in the caption");
  },
};

function faultsOf({values, claims, tables, figures}: Report): readonly EvidenceItem[] {
  return [
    ...values.flatMap(valueFaults),
    ...claims.flatMap(claimFaults),
    ...tables.flatMap(tableFaults),
    ...figures.flatMap(figureFaults),
  ].map((text) => ({text}));
}

const namesInterval = /interval|bootstrap|standard (?:deviation|error)|quantile|percentile|range/i;

function valueFaults({id, number, interval, confidence, derivation}: ValueRecord): readonly string[] {
  const {n, method} = derivation;
  if (interval === undefined) return n > 1 && /^\s*(?:mean|average|difference)\b/i.test(method) && !/no interval/.test(method) ? [`${id}: a mean of ${n} without an interval`] : [];
  const [low, high] = interval;
  return [
    ...(namesInterval.test(method) ? [] : [`${id}: its method, “${method}”, does not name the kind of its interval`]),
    ...(confidence === undefined && /interval|bootstrap/i.test(method) ? [`${id}: no confidence is given`] : []),
    ...(n >= 2 ? [] : [`${id}: an interval from ${count(n, "number")}`]),
    ...(low <= number && number <= high ? [] : [`${id}: ${number} lies outside its interval from ${low} to ${high}`]),
    ...(/percentile bootstrap/i.test(method) && n < 10 ? [`${id}: a percentile bootstrap of ${n} runs is too narrow; use a t interval`] : []),
  ];
}

const claimFaults = ({id, test, outcome}: ClaimRecord): readonly string[] =>
  test.trim() === "" ? [`${id}: names no test`] : outcome.trim() === "" ? [`${id}: says no outcome`] : [];

function tableFaults({id, caption, notes, rows}: TableRecord): readonly string[] {
  const shown = rows.flat().some((cell) => /±|\d\s*\[[^\]]*\d[^\]]*\d/.test(cell.text.plain));
  return shown && ![caption, ...notes].some((text) => namesInterval.test(text.plain)) ? [`table ${id}: shows intervals, and neither caption nor notes name their kind`] : [];
}

const figureFaults = ({id, caption, spec}: FigureRecord): readonly string[] =>
  showsInterval(spec) && !namesInterval.test(caption.plain) ? [`figure ${id}: draws intervals, and its caption does not name their kind`] : [];

/** Error bars and bands, or a mark from one end of an interval to the other (`y2`, `x2` on an area or a rule). */
function showsInterval(spec: unknown): boolean {
  if (Array.isArray(spec)) return spec.some(showsInterval);
  if (typeof spec !== "object" || spec === null) return false;
  const {mark, encoding} = spec as {readonly mark?: unknown; readonly encoding?: unknown};
  const kind = typeof mark === "object" && mark !== null && "type" in mark ? mark.type : mark;
  const ends = typeof encoding === "object" && encoding !== null && ["x2", "y2"].some((channel) => namesField((encoding as Record<string, unknown>)[channel]));
  return kind === "errorbar" || kind === "errorband" || ((kind === "area" || kind === "rule") && ends) || Object.entries(spec).some(([key, part]) => key !== "data" && key !== "datasets" && showsInterval(part));
}

const namesField = (channel: unknown): boolean => typeof channel === "object" && channel !== null && "field" in channel;

/** Each way in which intervals were made, with how many values it made. */
function methodsOf({values}: Report): readonly EvidenceItem[] {
  const methods = values.filter((value) => value.interval !== undefined).map((value) => value.derivation.method);
  return [...new Set(methods)].map((method) => ({text: `${method}: ${count(methods.filter((each) => each === method).length, "value")}`}));
}
