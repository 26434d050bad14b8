import pc from "picocolors";
import {alignedTable} from "../src/cli/table.ts";
import {judgedRatio, reachesGoal, type Benchmarks, type Measurement, type Spread} from "../src/records/benchmarks.ts";

/** Everything that was measured, for a terminal. */
export function reportText({measurements, absent, sizes}: Pick<Benchmarks, "measurements" | "absent" | "sizes">): string {
  const head = ["", "beside", "ours", "theirs", "ratio", "quartiles", "CPU ratio", "µs a step", "memory", "goal"];
  const compared = measurements.length === 0 ? [] : [alignedTable([head.map((text) => pc.dim(text)), ...measurements.map(row)])];
  const missing = absent.map(({workload, peerTitle, because}) => pc.dim(`  ${workload} beside ${peerTitle}: ${because}`));
  const files = sizes.length === 0 ? [] : [sizeTable(sizes)];
  return [...compared, ...(missing.length === 0 ? [] : [missing.join("\n")]), ...files].join("\n\n");
}

/** One comparison as a row. */
export function row(measurement: Measurement): readonly string[] {
  const {workload, peerTitle, ours, theirs, unit, ratio, cpuRatio} = measurement;
  return [
    workload, peerTitle, rateText(ours.rate.median, unit), rateText(theirs.rate.median, unit),
    times(ratio), quartiles(ratio), times(cpuRatio), `${digits(ours.microsecondsPerStep)} / ${digits(theirs.microsecondsPerStep)}`,
    `${megabytes(ours.peakMemory)} / ${megabytes(theirs.peakMemory)} MB`, goalText(measurement),
  ];
}

const times = ({median}: Spread): string => `${digits(median)}×`;
const quartiles = ({lower, upper}: Spread): string => `${digits(lower)}–${digits(upper)}`;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

/** Three significant digits, none after those of a whole number. */
const digits = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

const rateText = (rate: number, unit: Measurement["unit"]): string => (unit === "FLOP" ? `${digits(rate / 1e9)} GFLOP/s` : `${digits(rate)} ${unit}/s`);

function goalText(measurement: Measurement): string {
  const {goal} = measurement;
  if (goal === null) return "";
  const text = `${goal.of === "cpu" ? "CPU " : ""}≥ ${goal.atLeast}`;
  return reachesGoal(measurement) === true ? pc.green(`✓ ${text}`) : pc.red(`✗ ${text}, is ${digits(judgedRatio(measurement).median)}`);
}

function sizeTable(sizes: Benchmarks["sizes"]): string {
  const total = {file: "together", ...Object.fromEntries((["bytes", "gzip", "brotli"] as const).map((what) => [what, sizes.reduce((sum, size) => sum + size[what], 0)]))} as Benchmarks["sizes"][number];
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  return alignedTable([["", "plain", "gzip", "brotli"].map((text) => pc.dim(text)), ...[...sizes, total].map(({file, bytes, gzip, brotli}) => [file, ...[bytes, gzip, brotli].map(kilobytes)])]);
}
