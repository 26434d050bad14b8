import {normalQuantile} from "./normal-quantile.ts";
import {philox, type Block, type Key} from "./philox.ts";
import type {Stream} from "./randomness.ts";

/** 2^32 */
const wordCount = 0x100000000;

/** Where a stream stands: the number of the next word. */
export interface Position {
  next: number;
}

/** The stream of a key (64 bits) and a nonce (the upper 64 bits of the counter), from `position`, which is its own to move and others' to see. */
export function streamOf(key: Key, nonce: Key, position: Position = {next: 0}): Stream {
  let held = -1;
  let block: Block = [0, 0, 0, 0];
  const word = (): number => {
    const number = Math.floor(position.next / 4);
    if (number !== held) {
      block = philox([number >>> 0, Math.floor(number / wordCount), ...nonce], key);
      held = number;
    }
    return block[position.next++ % 4]!;
  };
  const integerBelow = (count: number): number => unbiased(word, count);
  return {
    uniform: (low = 0, high = 1) => uniformBetween(word, low, high),
    normal: (mean = 0, deviation = 1) => mean + deviation * normalQuantile(inside(word)),
    integer: (low, high) => low + integerBelow(wholeCount(low, high)),
    permutation: (count) => shuffled(Int32Array.from({length: count}, (_, i) => i), integerBelow),
    shuffle: (items) => shuffled([...items], integerBelow),
    choice: (items, count, {replace = false} = {}) => chosen(items, count, replace, integerBelow),
    consume: (use) => {
      position.next += use({key, nonce, next: position.next});
    },
  };
}

/** Uniform in [0, 1), a multiple of 2^-53. */
const fraction = (word: () => number): number => ((word() >>> 5) * 0x4000000 + (word() >>> 6)) / 0x20000000000000;

/** Uniform in (0, 1), the middle of one of 2^52 equal parts: never 0 or 1. */
const inside = (word: () => number): number => ((word() >>> 6) * 0x4000000 + (word() >>> 6) + 0.5) / 0x10000000000000;

/** Where rounding reaches `high` itself, drawn again. */
function uniformBetween(word: () => number, low: number, high: number): number {
  if (!(low < high && Number.isFinite(high - low))) throw new RangeError(`uniform: expected finite low < high, got ${low} and ${high}`);
  for (;;) {
    const value = low + fraction(word) * (high - low);
    if (value < high) return value;
  }
}

function wholeCount(low: number, high: number): number {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low >= high) throw new RangeError(`integer: expected whole low < high, got ${low} and ${high}`);
  if (high - low > wordCount) throw new RangeError(`integer: expected at most 2^32 values, got ${high - low}`);
  return high - low;
}

/** Uniform in 0 … count - 1: words beyond the largest multiple of count are drawn again. */
function unbiased(word: () => number, count: number): number {
  const limit = wordCount - (wordCount % count);
  for (;;) {
    const drawn = word();
    if (drawn < limit) return drawn % count;
  }
}

/** Fisher and Yates in place, from the end. */
function shuffled<A extends {length: number; [index: number]: unknown}>(items: A, integerBelow: (count: number) => number): A {
  for (let i = items.length - 1; i > 0; i--) {
    const j = integerBelow(i + 1);
    const item = items[i];
    items[i] = items[j];
    items[j] = item;
  }
  return items;
}

function chosen<T>(items: readonly T[], count: number, replace: boolean, integerBelow: (count: number) => number): T[] {
  if (replace) {
    if (items.length === 0 && count > 0) throw new RangeError("choice: expected at least one item to choose from, got none");
    return Array.from({length: count}, () => items[integerBelow(items.length)]!);
  }
  if (count > items.length) throw new RangeError(`choice: expected at most ${items.length} items without replacement, got ${count}`);
  return shuffled([...items], integerBelow).slice(0, count);
}
