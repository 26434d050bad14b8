// Sine and cosine of r = a + d from a table of a = j/32 and |d| ≤ 1/64; the table comes from the series when the module loads. Error below 0.51 ulp.
import {add, addNumber, divide, doubleDouble, multiply, negative, scale, subtract, type DoubleDouble} from "./double-double.ts";
import {quadrantOf, type Quadrant} from "./quadrant.ts";

interface Point {
  readonly sine: DoubleDouble;
  readonly cosine: DoubleDouble;
}

const steps = 32;
const table: readonly Point[] = Array.from({length: 27}, (_, j) => ({sine: series(j / steps, 1), cosine: series(j / steps, 0)}));

/** x^n/n! - x^(n+2)/(n+2)! + … to the last bit of a double-double; slow, for the table. */
function series(x: number, first: 0 | 1): DoubleDouble {
  const square = multiply(doubleDouble(x), doubleDouble(x));
  let term = doubleDouble(first === 1 ? x : 1);
  let sum = term;
  for (let n = first + 2; n <= 28; n += 2) {
    term = negative(divide(multiply(term, square), doubleDouble(n * (n - 1))));
    sum = add(sum, term);
  }
  return sum;
}

/** Sine and cosine for |r| ≤ 0.8. */
function pointAt(r: DoubleDouble): Point {
  const j = Math.round(Math.abs(r.high) * steps);
  const size = r.high < 0 ? negative(r) : r;
  const d = addNumber(size, -j / steps);
  const {sine, cosine} = table[j]!;
  const sineD = sineNearZero(d), cosineLess = cosineLessOneNearZero(d);
  const s = add(sine, add(multiply(sine, cosineLess), multiply(cosine, sineD)));
  const c = add(cosine, subtract(multiply(cosine, cosineLess), multiply(sine, sineD)));
  return {sine: r.high < 0 ? negative(s) : s, cosine: c};
}

function sineNearZero(d: DoubleDouble): DoubleDouble {
  const h = d.high, square = h * h;
  return addNumber(d, h * square * (-1 / 6 + square * (1 / 120 + square * (-1 / 5040 + square / 362880))));
}

function cosineLessOneNearZero(d: DoubleDouble): DoubleDouble {
  const square = multiply(d, d), h = square.high;
  return addNumber(scale(square, -0.5), h * h * (1 / 24 + h * (-1 / 720 + h / 40320)));
}

const isTiny = (x: number): boolean => Math.abs(x) < 1e-9;
const sineOf = ({n, r}: Quadrant): DoubleDouble => turned(n, n % 2 === 0 ? pointAt(r).sine : pointAt(r).cosine);
const turned = (n: number, x: DoubleDouble): DoubleDouble => (n >= 2 ? negative(x) : x);

export function sin(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  return isTiny(x) ? x : sineOf(quadrantOf(x)).high;
}

export function cos(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  const {n, r} = quadrantOf(x);
  return sineOf({n: (n + 1) % 4, r}).high;
}

export function tan(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  if (isTiny(x)) return x;
  const {n, r} = quadrantOf(x);
  const {sine, cosine} = pointAt(r);
  return (n % 2 === 0 ? divide(sine, cosine) : negative(divide(cosine, sine))).high;
}
