// target[o, i] = where along x[o, :, i] the first largest (or smallest) number stands; the first NaN, if there is one, as in NumPy.

export function floatExtremeIndex(smallest: bool, x: usize, target: usize, outer: i32, length: i32, inner: i32): void {
  extremeIndex<f32>(smallest, x, target, outer, length, inner);
}

export function wholeExtremeIndex(smallest: bool, x: usize, target: usize, outer: i32, length: i32, inner: i32): void {
  extremeIndex<i32>(smallest, x, target, outer, length, inner);
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function extremeIndex<T>(smallest: bool, x: usize, target: usize, outer: i32, length: i32, inner: i32): void {
  const stride = <usize>inner << 2, block = stride * <usize>length;
  for (let o = 0; o < outer; o++, x += block, target += stride) {
    let j: usize = 0;
    for (; j + 16 <= stride; j += 16) v128.store(target + j, extremeOf4<T>(smallest, x + j, length, stride));
    for (; j < stride; j += 4) store<i32>(target + j, extremeOf1<T>(smallest, x + j, length, stride));
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function extremeOf4<T>(smallest: bool, x: usize, length: i32, stride: usize): v128 {
  let best = v128.load(x), where = i32x4.splat(0);
  for (let k = 1; k < length; k++) {
    x += stride;
    const value = v128.load(x);
    let better = smallest ? v128.lt<T>(value, best) : v128.gt<T>(value, best);
    if (isFloat<T>()) better = v128.or(better, v128.andnot(v128.ne<T>(value, value), v128.ne<T>(best, best)));
    best = v128.bitselect(value, best, better);
    where = v128.bitselect(i32x4.splat(k), where, better);
  }
  return where;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function extremeOf1<T>(smallest: bool, x: usize, length: i32, stride: usize): i32 {
  let best = load<T>(x), where = 0;
  for (let k = 1; k < length; k++) {
    x += stride;
    const value = load<T>(x);
    if (!((smallest ? value < best : value > best) || (isFloat<T>() && value != value && best == best))) continue;
    best = value;
    where = k;
  }
  return where;
}
