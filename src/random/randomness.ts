/** A stream of random numbers on a counter-based generator. Every draw is exact arithmetic: the same on every machine. */
export interface Stream {
  /** Uniform in [low, high), 53 random bits. Default [0, 1). */
  uniform(low?: number, high?: number): number;
  /** Normal with given mean and standard deviation. Default standard normal. */
  normal(mean?: number, deviation?: number): number;
  /** Uniform integer in [low, high), without modulo bias. */
  integer(low: number, high: number): number;
  /** A uniformly random order of 0 … count - 1 (Fisher and Yates, from the end). */
  permutation(count: number): Int32Array;
  /** The items in random order; the argument stays as it is. */
  shuffle<T>(items: readonly T[]): T[];
  /** `count` items, without replacement unless asked otherwise. */
  choice<T>(items: readonly T[], count: number, options?: {readonly replace?: boolean}): T[];
  /** Hands out where the stream stands, to whom draws many numbers at once; it goes on behind the words that `use` says it took. */
  consume(use: (words: Words) => number): void;
}

/** Where a stream of 32-bit words stands: words 4 n … 4 n + 3 are the Philox block of counter n (its lower 64 bits; the nonce is the upper). */
export interface Words {
  readonly key: readonly [number, number];
  readonly nonce: readonly [number, number];
  /** The number of the next word, counted from 0. */
  readonly next: number;
}

/** Whom a stream differs between, besides experiments and stream names. */
export interface Purpose {
  /** Variants, which otherwise share it. */
  readonly per?: "variant";
  /** The replicates, except along this factor: all folds of one repeat share a partition under `across: "fold"`. */
  readonly across?: string;
}

/** The random streams of one run. A stream's numbers depend on experiment, replicate and its name alone. */
export interface Randomness {
  /** The stream of that name, from its start; `per: "variant"` makes it differ between variants too, `across: "fold"` lets all folds share it. */
  stream(name: string, purpose?: Purpose): Stream;
  /** A non-zero 31-bit seed of that name, for functions of TensorFlow.js that take one (0 would mean *no seed* there). */
  seed(name: string, purpose?: Purpose): number;
}
