// Four 32-bit numbers at a time, and what is left of a row that four do not divide.

/** The one to three numbers from x to `end`, in the first lanes; the other lanes stay as in `rest`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function loadRest(x: usize, end: usize, rest: v128): v128 {
  rest = v128.load32_lane(x, rest, 0);
  if (x + 4 < end) rest = v128.load32_lane(x + 4, rest, 1);
  return x + 8 < end ? v128.load32_lane(x + 8, rest, 2) : rest;
}

/** Stores the first one to three lanes from x to `end`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function storeRest(x: usize, end: usize, value: v128): void {
  v128.store32_lane(x, value, 0);
  if (x + 4 < end) v128.store32_lane(x + 4, value, 1);
  if (x + 8 < end) v128.store32_lane(x + 8, value, 2);
}

/** ((p0 + p4) + (p2 + p6)) + ((p1 + p5) + (p3 + p7)), even being p0 to p3 and odd p4 to p7: how every row's eight partial sums end. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function addLanes(even: v128, odd: v128): f32 {
  const four = f32x4.add(even, odd);
  return (f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 2)) + (f32x4.extract_lane(four, 1) + f32x4.extract_lane(four, 3));
}

/** The largest of eight that is a number. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function largestLane(even: v128, odd: v128): f32 {
  let four = f32x4.pmax(even, odd);
  four = f32x4.pmax(four, i32x4.shuffle(four, four, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmax(four, i32x4.shuffle(four, four, 1, 0, 3, 2)), 0);
}

/** Four numbers from x, or as many as there are before `end`, the other lanes as in `rest`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function load4(x: usize, end: usize, rest: v128): v128 {
  return x + 16 <= end ? v128.load(x) : loadRest(x, end, rest);
}

/** Stores four numbers from x, or as many as there are before `end`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function store4(x: usize, end: usize, value: v128): void {
  if (x + 16 <= end) v128.store(x, value);
  else storeRest(x, end, value);
}
