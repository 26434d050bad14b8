// Philox4x32-10 (Salmon and others, 2011): the words of src/random/stream.ts, two for each number. `state` holds key and nonce, four 32-bit words.
import {normalQuantile} from "./normal-quantile";

let held: i64 = -1;
let b0: u32 = 0, b1: u32 = 0, b2: u32 = 0, b3: u32 = 0;

// @ts-ignore: decorators are AssemblyScript's
@inline
function block(state: usize, number: i64): void {
  let c0 = <u32>number, c1 = <u32>(number >> 32), c2 = load<u32>(state, 8), c3 = load<u32>(state, 12);
  let k0 = load<u32>(state), k1 = load<u32>(state, 4);
  for (let round = 0; round < 10; round++) {
    const low = <u64>0xd2511f53 * <u64>c0, high = <u64>0xcd9e8d57 * <u64>c2;
    c0 = <u32>(high >> 32) ^ c1 ^ k0;
    c1 = <u32>high;
    c2 = <u32>(low >> 32) ^ c3 ^ k1;
    c3 = <u32>low;
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
  b0 = c0;
  b1 = c1;
  b2 = c2;
  b3 = c3;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function word(state: usize, next: i64): u32 {
  const number = next >> 2;
  if (number != held) {
    block(state, number);
    held = number;
  }
  const at = <i32>(next & 3);
  return at == 0 ? b0 : at == 1 ? b1 : at == 2 ? b2 : b3;
}

/** Uniform in [0, 1), a multiple of 2^-53. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function fraction(state: usize, next: i64): f64 {
  return (<f64>(word(state, next) >>> 5) * 67108864 + <f64>(word(state, next + 1) >>> 6)) / 9007199254740992;
}

/** Uniform in (0, 1), the middle of one of 2^52 equal parts. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function inside(state: usize, next: i64): f64 {
  return (<f64>(word(state, next) >>> 6) * 67108864 + <f64>(word(state, next + 1) >>> 6) + 0.5) / 4503599627370496;
}

/** Uniform numbers in [low, high) from word number `next` on; answers how many words were taken. */
export function fillUniform(target: usize, count: i32, state: usize, next: f64, low: f64, high: f64): f64 {
  held = -1;
  let at = <i64>next;
  for (let i = 0; i < count; i++) {
    let value: f64;
    do {
      value = low + fraction(state, at) * (high - low);
      at += 2;
    } while (!(value < high));
    store<f32>(target + (<usize>i << 2), <f32>value);
  }
  return <f64>at - next;
}

/** Normal numbers; where `within` is above 0, those beyond so many standard deviations are drawn again. */
export function fillNormal(target: usize, count: i32, state: usize, next: f64, mean: f64, deviation: f64, within: f64): f64 {
  held = -1;
  let at = <i64>next;
  for (let i = 0; i < count; i++) {
    let value: f64;
    do {
      value = normalQuantile(inside(state, at));
      at += 2;
    } while (within > 0 && !(abs(value) <= within));
    store<f32>(target + (<usize>i << 2), <f32>(mean + deviation * value));
  }
  return <f64>at - next;
}

/** 0 with probability `rate`, else `kept`: a dropout mask. */
export function fillMask(target: usize, count: i32, state: usize, next: f64, rate: f64, kept: f64): f64 {
  held = -1;
  let at = <i64>next;
  for (let i = 0; i < count; i++) {
    store<f32>(target + (<usize>i << 2), fraction(state, at) < rate ? 0 : <f32>kept);
    at += 2;
  }
  return <f64>at - next;
}

/**
 * For each row of probabilities [rows, events], `samples` event numbers, one uniform number each: the first event whose running sum (in the order of events)
 * is above it, else the last. Rows draw one after the other from one stream.
 */
export function fillEvents(probabilities: usize, target: usize, rows: i32, events: i32, samples: i32, state: usize, next: f64): f64 {
  held = -1;
  let at = <i64>next;
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < samples; i++, target += 4, at += 2) {
      const drawn = fraction(state, at);
      let sum: f32 = 0, event = 0;
      for (; event < events - 1; event++) {
        sum += load<f32>(probabilities + (<usize>event << 2));
        if (drawn < <f64>sum) break;
      }
      store<i32>(target, event);
    }
    probabilities += <usize>events << 2;
  }
  return <f64>at - next;
}
