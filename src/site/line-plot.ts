import type {Columns} from "../results/result.ts";
import {readableNumber} from "./readable-number.ts";

/** One column of a run's series against its first column, as the path of a small picture. */
export interface LinePlot {
  readonly name: string;
  readonly against: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly first: string;
  readonly last: string;
  readonly lowest: string;
  readonly highest: string;
  readonly end: {readonly x: number; readonly y: number};
}

const width = 260;
const height = 90;
const margin = 5;

/** Every column after the first, drawn over the first: {epoch, loss, accuracy} → loss and accuracy over epoch. */
export function linePlots(columns: Columns): LinePlot[] {
  const [across, ...rest] = Object.entries(columns);
  if (across === undefined) return [];
  return rest.flatMap(([name, values]) => linePlot(name, across[0], across[1], values) ?? []);
}

function linePlot(name: string, against: string, xs: readonly number[], ys: readonly number[]): LinePlot | null {
  const points = xs.map((x, index) => ({x, y: ys[index] ?? Number.NaN})).filter(({x, y}) => Number.isFinite(x) && Number.isFinite(y));
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return null;
  const placeX = scale(points.map(({x}) => x), margin, width - margin);
  const placeY = scale(points.map(({y}) => y), height - margin, margin);
  const path = points.map(({x, y}, index) => `${index === 0 ? "M" : "L"}${placeX(x)} ${placeY(y)}`).join("");
  const all = points.map(({y}) => y);
  return {
    name, against, path, width, height,
    first: readableNumber(first.y, 4), last: readableNumber(last.y, 4),
    lowest: readableNumber(Math.min(...all), 4), highest: readableNumber(Math.max(...all), 4),
    end: {x: placeX(last.x), y: placeY(last.y)},
  };
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  return (value) => Math.round((from + (span === 0 ? 0.5 : (value - low) / span) * (to - from)) * 10) / 10;
}
