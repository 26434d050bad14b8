// In doubles, for arguments that are 32-bit floats; relative error below 2^-30 even where a large argument lies next to a multiple of π/2. Polynomials: scripts/minimax.py.
import {quadrant, remainder} from "./quadrant";

function sineNear(r: f64): f64 {
  const z = r * r;
  let p = -2.4761407248069464e-08;
  p = p * z + 2.7555354457549044e-06;
  p = p * z - 0.0001984126380789876;
  p = p * z + 0.008333333325245147;
  p = p * z - 0.16666666666631452;
  return r + r * z * p;
}

function cosineNear(r: f64): f64 {
  const z = r * r;
  let p = 2.0647512952212365e-09;
  p = p * z - 2.7555563690928236e-07;
  p = p * z + 2.480158095307145e-05;
  p = p * z - 0.0013888888878232921;
  p = p * z + 0.041666666666601945;
  return 1 - 0.5 * z + z * z * p;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function turned(n: i32, r: f64): f64 {
  const value = n & 1 ? cosineNear(r) : sineNear(r);
  return n & 2 ? -value : value;
}

export function sinD(x: f64): f64 {
  if (!(abs(x) >= 1e-9)) return x;
  return abs(x) == Infinity ? NaN : turned(quadrant(x), remainder(x));
}

export function cosD(x: f64): f64 {
  return abs(x) < Infinity ? turned(quadrant(x) + 1, remainder(x)) : NaN;
}

export function tanD(x: f64): f64 {
  if (!(abs(x) >= 1e-9)) return x;
  if (abs(x) == Infinity) return NaN;
  const r = remainder(x), sine = sineNear(r), cosine = cosineNear(r);
  return quadrant(x) & 1 ? -cosine / sine : sine / cosine;
}
