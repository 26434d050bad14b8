import {expect, test} from "vitest";
import * as math from "../../src/math/math.ts";

type Unary = Exclude<keyof typeof math, "pow" | "atan2" | "hypot">;
const unary = Object.keys(math).filter((name) => !["pow", "atan2", "hypot"].includes(name)) as Unary[];

// For these arguments ECMAScript fixes the value, so the host's own Math is the oracle.
const fixed = [NaN, 0, -0, Infinity, -Infinity];
const outside: Partial<Record<Unary, readonly number[]>> = {
  log: [-1, -5e-324, 1], log2: [-1, 1, 2, 1024, 2 ** -1074], log10: [-1, 1], log1p: [-1, -1.5], asin: [1.1, -1.1, 1e300], acos: [1.1, -1.1, 1],
  acosh: [0.9, -3, 1], atanh: [1, -1, 1.1, -1.1], exp: [1000, -1000], expm1: [1000, -1000], sinh: [1000, -1000], cosh: [1000, -1000], tanh: [1000, -1000], cbrt: [27, -27],
};

test.each(unary)("%s has ECMAScript's special values, signs of zero included", (name) => {
  for (const x of [...fixed, ...(outside[name] ?? [])]) expect(math[name](x), `${name}(${x})`).toBe(Math[name](x));
});

const special = [NaN, 0, -0, 1, -1, Infinity, -Infinity, 5e-324, -5e-324, 2, -2, 3, -3, 0.5, -0.5, 1e308, -1e308, 2 ** 53, 2 ** 53 + 2, -(2 ** 53) + 1];

test("pow has ECMAScript's special values, 1 to an infinite power being NaN", () => {
  for (const x of special) for (const y of special) {
    const [got, expected] = [math.pow(x, y), Math.pow(x, y)];
    if (got !== expected && Math.abs(got / expected - 1) < 1e-15) continue;
    expect(got, `pow(${x}, ${y})`).toBe(expected);
  }
});

test("atan2 has ECMAScript's special values in every quadrant", () => {
  for (const y of special) for (const x of special) {
    const [got, expected] = [math.atan2(y, x), Math.atan2(y, x)];
    if (got !== expected && Math.abs(got / expected - 1) < 1e-15) continue;
    expect(got, `atan2(${y}, ${x})`).toBe(expected);
  }
});

test("hypot takes any number of values, and an infinite one outweighs NaN", () => {
  expect(math.hypot()).toBe(0);
  expect(math.hypot(-0)).toBe(0);
  expect(math.hypot(-3)).toBe(3);
  expect(math.hypot(2, 3, 6)).toBe(7);
  expect(math.hypot(NaN, -Infinity)).toBe(Infinity);
  expect(math.hypot(NaN, 1)).toBe(NaN);
  expect(math.hypot(1e308, 1e308, 1e308)).toBe(1.7320508075688772e308);
  expect(math.hypot(1.7e308, 1.7e308)).toBe(Infinity);
  expect(math.hypot(3 * 5e-324, 4 * 5e-324)).toBe(5 * 5e-324);
});

test("powers of whole numbers, roots of cubes and logarithms of powers are exact", () => {
  for (let n = 0; n <= 20; n++) expect(math.pow(5, n)).toBe(Number(5n ** BigInt(n)));
  for (let n = -1074; n <= 1023; n++) expect(math.log2(math.pow(2, n))).toBe(n);
  for (let n = 0; n <= 22; n++) expect(math.log10(Number(10n ** BigInt(n)))).toBe(n);
  for (let n = 1; n <= 200_000; n += 997) expect(math.cbrt(n * n * n)).toBe(n);
});

test("sine and cosine of huge arguments are those of the argument, not of a rounded one", () => {
  // python3 -c "from mpmath import *; mp.prec = 2000; print(float(sin(mpf(2) ** 1023)), float(cos(mpf(10) ** 22)), float(cos(6381956970095103 * mpf(2) ** 797)))"
  expect(math.sin(2 ** 1023)).toBe(0.563127779850884);
  expect(math.cos(1e22)).toBe(0.523214785395139);
  // of all doubles the nearest to a multiple of π/2 (Muller, 2016)
  expect(math.cos(6381956970095103 * 2 ** 797)).toBe(-4.687165924254628e-19);
});
