/** The nearest integer, halves upwards: Math.round of JavaScript. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function rounded(x: f64): f64 {
  const below = floor<f64>(x);
  return x - below >= 0.5 ? below + 1 : below;
}

/** Where output position i samples an axis. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function sampled(i: i32, ratio: f64, halfPixel: bool): f64 {
  return halfPixel ? ratio * (<f64>i + 0.5) - 0.5 : ratio * <f64>i;
}
