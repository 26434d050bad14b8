import pc from "picocolors";
import {alignedTable} from "../../src/cli/table.ts";
import type {Spread} from "../pairs.ts";
import type {NoopMeasurement} from "./measure.ts";

/** Seconds of every program, medians and quartiles, for a terminal. */
export function noopText(measurements: readonly NoopMeasurement[]): string {
  const rows = measurements.flatMap(({id, seconds, limit, withinLimit}) =>
    seconds.map(({title, version, seconds: taken}, index) => [`${id.padEnd(12)} ${title}${version === undefined ? "" : ` ${version}`}`, `${text(taken.median)} s`, quartiles(taken), index > 0 ? "" : limitText(limit, withinLimit)]));
  const lines = measurements.flatMap(({id, absent}) => absent.map(({title, because}) => pc.dim(`  ${id.padEnd(12)} ${title}: ${because}`)));
  return [alignedTable([["nothing to do", "median", "quartiles", "limit"].map((each) => pc.dim(each)), ...rows]), ...lines].join("\n");
}

const text = (seconds: number): string => seconds.toFixed(3);
const quartiles = ({lower, upper}: Spread): string => `${text(lower)}–${text(upper)}`;
const limitText = (limit: number, held: boolean): string => (held ? pc.green(`✓ < ${limit} s`) : pc.red(`✗ < ${limit} s`));
