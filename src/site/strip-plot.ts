import type {Derivation} from "../records/report.ts";
import {tickLabel, ticksBetween} from "./ticks.ts";

export interface StripDot {readonly x: number; readonly y: number; readonly run: string; readonly value: number}

/** Where the dots, the interval and the axis of a strip plot lie, in pixels. */
export interface StripPlot {
  readonly width: number;
  readonly height: number;
  readonly axis: number;
  readonly radius: number;
  readonly dots: readonly StripDot[];
  readonly mean: number | null;
  readonly interval: readonly [number, number] | null;
  readonly ticks: readonly {readonly x: number; readonly label: string}[];
}

const width = 480;
const margin = 24;
const radius = 4;
const gap = 2 * radius + 1;

/** One dot per number, equal ones piled up; below them the estimate with its interval. Null without two finite numbers apart. */
export function stripPlot(points: Derivation["points"], number: number, interval: readonly [number, number] | undefined): StripPlot | null {
  const finite = points.filter(({value}) => Number.isFinite(value));
  const range = rangeOf([...finite.map(({value}) => value), ...(interval ?? []).filter(Number.isFinite)]);
  if (finite.length < 2 || range === null) return null;
  const place = (value: number): number => margin + ((value - range.low) / (range.high - range.low)) * (width - 2 * margin);
  const dots = pile(finite.map(({run, value}) => ({run, value, x: place(value)})));
  const top = Math.max(...dots.map(({level}) => level)) * gap + radius + 4;
  const axis = top + radius + 26;
  const ticks = ticksBetween(range.low, range.high, 6);
  return {
    width, axis, radius, height: axis + 20,
    dots: dots.map(({run, value, x, level}) => ({run, value, x: round(x), y: round(top - level * gap)})),
    mean: within(number, range) ? round(place(number)) : null,
    interval: interval?.every((end) => within(end, range)) ? [round(place(interval[0])), round(place(interval[1]))] : null,
    ticks: ticks.values.map((value) => ({x: round(place(value)), label: tickLabel(value, ticks.decimals)})),
  };
}

interface Range {readonly low: number; readonly high: number}

function rangeOf(values: readonly number[]): Range | null {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return high > low ? {low, high} : null;
}

const within = (value: number, {low, high}: Range): boolean => value >= low && value <= high;
const round = (value: number): number => Math.round(value * 100) / 100;

/** Gives each dot the lowest level on which it touches no other. */
function pile<T extends {readonly x: number}>(dots: readonly T[]): (T & {level: number})[] {
  const placed: (T & {level: number})[] = [];
  for (const dot of [...dots].sort((a, b) => a.x - b.x)) {
    const near = placed.filter(({x}) => Math.abs(x - dot.x) < gap).map(({level}) => level);
    let level = 0;
    while (near.includes(level)) level += 1;
    placed.push({...dot, level});
  }
  return placed;
}
