import {kinds, type Kind} from "./computation.ts";
import {differencesOf, disagreements, suspectsOf, type Difference, type Run, type Suspect} from "./comparison.ts";
import type {Golden} from "./golden.ts";

/** A platform that was asked for and is not here, or failed. */
export interface Absent {
  readonly platform: string;
  readonly status: "not run" | "failed";
  readonly because: string;
}

/** The table platform × kind, and below it every title that differs, by the kernel to suspect. */
export function report(runs: readonly Run[], absent: readonly Absent[], golden: Golden): string {
  const rows = [
    ["platform", "version", ...kinds, "time"],
    ...runs.map((run) => [run.platform, run.version, ...kinds.map((kind) => verdict(kind, run, golden)), `${run.seconds.toFixed(0)} s`]),
    ...absent.map(({platform, status, because}) => [platform, `${status}: ${because}`]),
  ];
  return [...aligned(rows), "", agreement(runs), ...runs.flatMap((run) => told(run, golden))].join("\n");
}

function verdict(kind: Kind, run: Run, golden: Golden): string {
  const differing = differencesOf(run, golden).filter((difference) => difference.kind === kind).length;
  const count = run.computed.filter((computed) => computed.kind === kind).length;
  return differing === 0 ? `${count} equal` : `${differing} differ`;
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.filter((row) => row.length === rows[0]!.length).map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd());
}

function agreement(runs: readonly Run[]): string {
  const differing = disagreements(runs);
  const titles = new Set(runs.flatMap(({computed}) => computed.map(({kind, title}) => `${kind} ${title}`))).size;
  if (runs.length < 2) return "One platform ran: nothing to compare it with but what is stored.";
  return differing.length === 0 ? `${runs.length} platforms agree on all of ${titles} digests.` : `The platforms disagree on ${differing.length} of ${titles} digests.`;
}

function told(run: Run, golden: Golden): readonly string[] {
  const differences = differencesOf(run, golden);
  if (differences.length === 0) return [];
  const without = differences.filter(({kernels}) => kernels.length === 0);
  return [
    "", `${run.platform} (${run.version}) differs from what is stored under ${differences.length} titles:`,
    ...suspectsOf(run, differences).flatMap(suspected), ...without.map(line),
  ];
}

const suspected = ({kernel, own, trainings, explains}: Suspect): readonly string[] => [
  `  kernel ${kernel}: ${own.differing} of its ${own.of} vectors differ, ${trainings.differing} of the ${trainings.of} trainings that it runs in`,
  ...explains.map((difference) => `  ${line(difference)}`),
];

const line = ({kind, title, expected, got}: Difference): string => `  ${kind}: ${title}: ${expected} → ${got}`;
