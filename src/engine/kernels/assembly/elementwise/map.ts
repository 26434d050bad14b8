// A function of one tensor, number by number; target may be x. The last one to three numbers go through the same SIMD function as the rest, so that a
// number's place never decides its bits. F is a class that is never made: it names a function at compile time, as AssemblyScript has no static function values.
import {demoted, lowerPair, upperPair} from "../functions/pairs-of-doubles";
import {fourBytes, storeTruths} from "./truth";

/** target[i] = F.four(x[i], a, b) on numbers of 4 bytes; a and b are F's parameters. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function map4<F>(x: usize, target: usize, count: i32, a: v128 = f32x4.splat(0), b: v128 = f32x4.splat(0)): void {
  const bytes = <usize>count << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(target + i, changetype<F>(0).four(v128.load(x + i), a, b));
  for (; i < bytes; i += 4) v128.store32_lane(target + i, changetype<F>(0).four(v128.load32_splat(x + i), a, b), 0);
}

/** target[i] = F.two(x[i]) in doubles, rounded once. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function map2<F>(x: usize, target: usize, count: i32): void {
  map4<InDoubles<F>>(x, target, count);
}
class InDoubles<F> {
  four(x: v128, a: v128, b: v128): v128 { return demoted(changetype<F>(0).two(lowerPair(x)), changetype<F>(0).two(upperPair(x))); }
}

/** target[i] = F.one(x[i]), one after the other. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function map1<F>(x: usize, target: usize, count: i32): void {
  const bytes = <usize>count << 2;
  for (let i: usize = 0; i < bytes; i += 4) store<f32>(target + i, <f32>changetype<F>(0).one(<f64>load<f32>(x + i)));
}

/** target[i] = F.four(x[i]) ? 1 : 0: numbers of 4 bytes to bool, of which F gives the mask. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function mapToBool<F>(x: usize, target: usize, count: i32): void {
  let i: i32 = 0;
  for (; i + 4 <= count; i += 4) storeTruths(target + i, changetype<F>(0).four(v128.load(x + (<usize>i << 2))));
  for (; i < count; i++) store<u8>(target + i, <u8>i32x4.extract_lane(changetype<F>(0).four(v128.load32_splat(x + (<usize>i << 2))), 0) & 1);
}

/** target[i] = F.four(x[i] ≠ 0 ? -1 : 0): bool to numbers of 4 bytes; target may not be x. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function mapFromBool<F>(x: usize, target: usize, count: i32): void {
  let i: i32 = 0;
  for (; i + 4 <= count; i += 4) v128.store(target + (<usize>i << 2), changetype<F>(0).four(fourBytes(x + i)));
  for (; i < count; i++) v128.store32_lane(target + (<usize>i << 2), changetype<F>(0).four(i32x4.splat(load<u8>(x + i) ? -1 : 0)), 0);
}
