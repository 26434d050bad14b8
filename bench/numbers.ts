/** Numbers that look drawn, from -1 to below 1, the same on every side: Knuth's linear congruential generator modulo 2^32. */
export function numbers(count: number, seed: number): Float32Array {
  let state = Math.imul(seed, 0x9e3779b9) >>> 0;
  return Float32Array.from({length: count}, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Whole numbers from 0 to below `bound`. */
export const indices = (count: number, bound: number, seed: number): Int32Array =>
  Int32Array.from(numbers(count, seed), (number) => Math.min(bound - 1, Math.floor((number + 1) / 2 * bound)));
