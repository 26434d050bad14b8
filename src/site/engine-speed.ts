import {log} from "../math/math.ts";
import {reachesGoal, type Benchmarks, type Measurement, type Spread} from "../records/benchmarks.ts";
import {readableBytes} from "./readable-number.ts";

/** A ratio drawn from 1 to where it lies on a logarithmic axis, in percent of the axis. */
export interface RatioBar {
  readonly from: number;
  readonly to: number;
  readonly even: number;
  readonly faster: boolean;
}

/** How one peer compares: above 1 our engine does more per CPU second. */
export interface SpeedCell {
  readonly ratio: string;
  readonly quartiles: string;
  readonly bar: RatioBar;
  /** "asked: 7×, reached", where the project set itself a goal. */
  readonly goal: string;
}

export interface SpeedRow {
  readonly title: string;
  readonly shapes: string;
  readonly ours: string;
  /** By peer, in the section's order; null where there is no such measurement. */
  readonly cells: readonly (SpeedCell | null)[];
}

/** A table: what was measured by whom it was compared with. */
export interface SpeedSection {
  readonly id: string;
  readonly title: string;
  readonly peers: readonly string[];
  readonly rows: readonly SpeedRow[];
}

const titles: Readonly<Record<string, string>> = {product: "Matrix products", layer: "Layers", step: "Training", "start-up": "Start"};

/** `step/mlp` and `fit/mlp` are both training. */
const sectionOf = (workload: string): string => workload.replace(/\/.*/, "").replace("fit", "step");

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The tables of the page, in the order of the measurements. */
export function speedSections({measurements}: Pick<Benchmarks, "measurements">): readonly SpeedSection[] {
  return distinct(measurements.map(({workload}) => sectionOf(workload))).map((id) => {
    const own = measurements.filter(({workload}) => sectionOf(workload) === id);
    const peers = distinct(own.map(({peerTitle}) => peerTitle));
    return {id, title: titles[id] ?? id, peers, rows: distinct(own.map(({workload}) => workload)).map((workload) => speedRow(own.filter((each) => each.workload === workload), peers))};
  });
}

function speedRow(measurements: readonly Measurement[], peers: readonly string[]): SpeedRow {
  const [first] = measurements as [Measurement];
  const cells = peers.map((peer) => measurements.find(({peerTitle}) => peerTitle === peer)).map((found) => (found === undefined ? null : speedCell(found)));
  return {title: first.title, shapes: first.shapes, ours: paceText(first), cells};
}

function speedCell(measurement: Measurement): SpeedCell {
  const {cpuRatio, goal} = measurement;
  return {ratio: timesText(cpuRatio.median), quartiles: quartilesText(cpuRatio), bar: ratioBar(cpuRatio.median), goal: goal === null ? "" : goalText(measurement)};
}

/** A goal in wall seconds is judged by the ratio in wall seconds, which is then told, too. */
function goalText(measurement: Measurement): string {
  const {goal, ratio} = measurement;
  const asked = `asked ${timesText(goal!.atLeast)}${goal!.of === "wall" ? ` by the clock, is ${timesText(ratio.median)}` : ""}`;
  return `${asked}: ${reachesGoal(measurement) === true ? "reached" : "not reached"}`;
}

/** Three significant digits. */
const significant = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

export const timesText = (ratio: number): string => `${significant(ratio)}×`;
export const quartilesText = ({lower, upper}: Spread): string => `${significant(lower)}–${significant(upper)}`;

function paceText({unit, ours}: Measurement): string {
  if (unit === "FLOP") return `${significant(ours.rate.median / 1e9)} GFLOP/s`;
  return unit === "starts" ? `${significant(1000 / ours.rate.median)} ms` : `${significant(ours.rate.median)} ${unit}/s`;
}

const [least, most] = [1 / 32, 1024];

/** Where a ratio lies between 1/32 and 1024 times. */
export function ratioBar(ratio: number): RatioBar {
  const place = (value: number): number => 100 * (log(Math.min(most, Math.max(least, value))) - log(least)) / (log(most) - log(least));
  const [even, at] = [place(1), place(ratio)];
  return {from: Math.round(10 * Math.min(even, at)) / 10, to: Math.round(10 * Math.max(even, at)) / 10, even: Math.round(10 * even) / 10, faster: ratio >= 1};
}

/** The most memory that whole processes held, which train or have just opened: a row per workload, ours and each peer's. */
export function memoryTable({measurements}: Pick<Benchmarks, "measurements">): {readonly peers: readonly string[]; readonly rows: readonly (readonly [title: string, ...memory: string[]])[]} {
  const own = measurements.filter(({workload}) => /^(step|start-up)\//.test(workload));
  const peers = distinct(own.map(({peerTitle}) => peerTitle));
  const rows = distinct(own.map(({workload}) => workload)).map((id) => own.filter(({workload}) => workload === id)).map((row) => {
    const theirs = peers.map((peer) => row.find(({peerTitle}) => peerTitle === peer)?.theirs.peakMemory);
    return [row[0]!.title, readableBytes(Math.max(...row.map(({ours}) => ours.peakMemory))), ...theirs.map((bytes) => (bytes === undefined ? "–" : readableBytes(bytes)))] as const;
  });
  return {peers, rows};
}

/** What could not be measured, one entry a reason. */
export function absences({absent}: Pick<Benchmarks, "absent">): readonly {readonly peer: string; readonly because: string; readonly titles: readonly string[]}[] {
  const reasons = distinct(absent.map(({peerTitle, because}) => `${peerTitle}\n${because}`));
  return reasons.map((reason) => {
    const [peer = "", because = ""] = reason.split("\n");
    return {peer, because, titles: absent.filter((each) => each.peerTitle === peer && each.because === because).map(({title}) => title)};
  });
}
