// @ts-ignore: decorators are AssemblyScript's
@inline
function corner(boxes: usize, box: i32, i: i32): f64 {
  return <f64>load<f32>(boxes + (<usize>(4 * box + i) << 2));
}

/** The intersection of two boxes (y1, x1, y2, x2; corners in any order) over their union; 0 where a box has no area. */
export function intersectionOverUnion(boxes: usize, i: i32, j: i32): f64 {
  const top1 = min(corner(boxes, i, 0), corner(boxes, i, 2)), bottom1 = max(corner(boxes, i, 0), corner(boxes, i, 2));
  const left1 = min(corner(boxes, i, 1), corner(boxes, i, 3)), right1 = max(corner(boxes, i, 1), corner(boxes, i, 3));
  const top2 = min(corner(boxes, j, 0), corner(boxes, j, 2)), bottom2 = max(corner(boxes, j, 0), corner(boxes, j, 2));
  const left2 = min(corner(boxes, j, 1), corner(boxes, j, 3)), right2 = max(corner(boxes, j, 1), corner(boxes, j, 3));
  const area1 = (bottom1 - top1) * (right1 - left1), area2 = (bottom2 - top2) * (right2 - left2);
  if (area1 <= 0 || area2 <= 0) return 0;
  const common = max(min(bottom1, bottom2) - max(top1, top2), 0) * max(min(right1, right2) - max(left1, left2), 0);
  return common / (area1 + area2 - common);
}

const ln2High: f64 = 0.693147180369123816490, ln2Low: f64 = 1.90821492927058770002e-10;

/** exp(x) for x ≤ 0 within 2 ulp in 64-bit arithmetic without tables: x = k ln 2 + r, the series of r to its 13th power. */
export function decay(x: f64): f64 {
  if (x < -708) return 0;
  const k = nearest<f64>(x / 0.6931471805599453), r = (x - k * ln2High) - k * ln2Low;
  let sum: f64 = 1;
  for (let n = 13; n > 0; n--) sum = 1 + sum * r / <f64>n;
  return sum * reinterpret<f64>((<i64>k + 1023) << 52);
}
