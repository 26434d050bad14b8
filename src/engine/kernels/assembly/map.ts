// A function of one tensor, number by number; target may be x. The last one to three numbers go through the same SIMD function as the rest, so that a
// number's place never decides its bits. F is a class that is never made: it names a function at compile time, as AssemblyScript has no static function values.

/** target[i] = F.four(x[i]) for 4-byte numbers. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function map4<F>(x: usize, target: usize, count: i32): void {
  const bytes = <usize>count << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(target + i, changetype<F>(0).four(v128.load(x + i)));
  for (; i < bytes; i += 4) v128.store32_lane(target + i, changetype<F>(0).four(v128.load32_splat(x + i)), 0);
}
