import pc from "picocolors";
import {alignedTable} from "../../src/cli/table.ts";
import type {Spread} from "../pairs.ts";
import type {NoopMeasurement} from "./measure.ts";

/** Seconds of every program, medians and quartiles, for a terminal. */
export function noopText(measurements: readonly NoopMeasurement[]): string {
  const rows = measurements.flatMap(({id, seconds, absent, limit, withinLimit}) => [
    ...seconds.map(({title, version, seconds: taken}, index) => [id, `${title}${version === undefined ? "" : ` ${version}`}`, `${text(taken.median)} s`, quartiles(taken), index > 0 ? "" : limitText(limit, withinLimit)]),
    ...absent.map(({title, because}) => [pc.dim(id), pc.dim(title), pc.dim(because), "", ""]),
  ]);
  return alignedTable([["nothing to do", "", "median", "quartiles", "limit"].map((each) => pc.dim(each)), ...rows]);
}

const text = (seconds: number): string => seconds.toFixed(3);
const quartiles = ({lower, upper}: Spread): string => `${text(lower)}–${text(upper)}`;
const limitText = (limit: number, held: boolean): string => (held ? pc.green(`✓ < ${limit} s`) : pc.red(`✗ < ${limit} s`));
