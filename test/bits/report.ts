import {kinds, type Kind} from "./computation.ts";
import {differencesOf, disagreements, notStored, suspectsOf, type Difference, type Run, type Suspect} from "./comparison.ts";
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
  return [...aligned(rows), "", agreement(runs), ...alike(runs, golden).flatMap((group) => told(group, golden))].join("\n");
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
  if (runs.length < 2) return `${runs.length === 0 ? "No" : "One"} platform ran: there is nothing to compare but with what is stored.`;
  return differing.length === 0 ? `${runs.length} platforms agree on all of ${titles} digests.` : `The platforms disagree on ${differing.length} of ${titles} digests.`;
}

/** Runs that differ, those with the same differences together. */
function alike(runs: readonly Run[], golden: Golden): readonly (readonly Run[])[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const differences = differencesOf(run, golden);
    if (differences.length > 0) groups.set(JSON.stringify(differences), [...(groups.get(JSON.stringify(differences)) ?? []), run]);
  }
  return [...groups.values()];
}

function told(alike: readonly Run[], golden: Golden): readonly string[] {
  const run = alike[0]!;
  const differences = differencesOf(run, golden);
  return [
    "", `${alike.map(({platform}) => platform).join(", ")}: not what is stored under ${differences.length} titles`,
    ...suspectsOf(run, differences).flatMap(suspected), ...differences.filter(({kernels, expected}) => kernels.length === 0 || expected === notStored).map(line),
  ];
}

const suspected = ({kernel, own, trainings, explains}: Suspect): readonly string[] => [
  `  kernel ${kernel}: ${own.differing} of its ${own.of} vectors differ, ${trainings.differing} of the ${trainings.of} trainings that it runs in`,
  ...explains.map((difference) => `  ${line(difference)}`),
];

const line = ({kind, title, expected, got}: Difference): string => `  ${kind}: ${title}: ${expected} → ${got}`;
