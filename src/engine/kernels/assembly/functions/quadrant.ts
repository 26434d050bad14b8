// x = n · π/2 + r with |r| ≤ π/4 for any 32-bit float x, given as a double.

/** Up to here π/2 in two parts, of 25 and 53 bits, loses nothing that a 32-bit float would show. */
// @ts-ignore: decorators are AssemblyScript's
@inline
const moderate: f64 = 1048576;

/** n modulo 4 (as a number that may be negative). */
export function quadrant(x: f64): i32 {
  if (abs(x) < moderate) return <i32>nearest(x * 0.6366197723675814);
  const n = <i32>((turns(x) + 0x2000000000000000) >> 62);
  return x < 0 ? -n : n;
}

export function remainder(x: f64): f64 {
  if (abs(x) < moderate) {
    const n = nearest(x * 0.6366197723675814);
    return x - n * 1.57079631090164184570 - n * 1.58932547735281966916e-8;
  }
  const fraction = <i64>(turns(x) << 2);
  const r = (<f64>fraction * 5.421010862427522e-20 + <f64>turnsRest(x) * 1.1754943508222875e-38) * 1.5707963267948966;
  return x < 0 ? -r : r;
}

// After Payne and Hanek (1983), "Radian reduction for trigonometric functions": |x| = m · 2^e times 128 bits of 2/π, of which those before 2^(1 - e) give whole
// turns and are left out. The product modulo 4 comes as 64 bits in units of 2^-62 and 64 more below them.

function turns(x: f64): u64 {
  const m = mantissa(x), at = firstBit(x), low = window(at + 64);
  const carried = (m * (low & 0xffffffff)) >> 32;
  return m * window(at) + ((m * (low >> 32) + carried) >> 32);
}

function turnsRest(x: f64): u64 {
  return mantissa(x) * window(firstBit(x) + 64);
}

function mantissa(x: f64): u64 {
  return <u64>((reinterpret<u32>(<f32>x) & 0x7fffff) | 0x800000);
}

/** e + 62, where |x| = m · 2^e: the place in `word`'s bits where 2/π begins to count. */
function firstBit(x: f64): i32 {
  return <i32>((reinterpret<u32>(<f32>x) >> 23) & 0xff) - 150 + 62;
}

function window(at: i32): u64 {
  const i = at >> 6, shift = at & 63;
  return shift == 0 ? word(i) : (word(i) << shift) | (word(i + 1) >> (64 - shift));
}

/** 64 zeros, then the first 256 bits of 2/π. */
function word(i: i32): u64 {
  switch (i) {
    case 1: return 0xa2f9836e4e441529;
    case 2: return 0xfc2757d1f534ddc0;
    case 3: return 0xdb6295993c439041;
    case 4: return 0xfe5163abdebbc561;
  }
  return 0;
}
