// Matrix products of whole numbers, which wrap around at 2^32 and so depend on no order.

/** C[m, n] = op(A)[m, k] · op(B)[k, n], matrices stored without gaps, A as [k, m] where `transposeA`, B as [n, k] where `transposeB`. */
function multiplyInt32(transposeA: bool, transposeB: bool, m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  const rowA = <usize>(transposeA ? 4 : k << 2), stepA = <usize>(transposeA ? m << 2 : 4);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++, c += 4) {
      if (transposeB) store<i32>(c, dot(k, a, stepA, b + (<usize>(j * k) << 2), 4));
      else if (j + 4 <= n) {
        v128.store(c, dot4(k, a, stepA, b + (<usize>j << 2), <usize>n << 2));
        j += 3;
        c += 12;
      } else store<i32>(c, dot(k, a, stepA, b + (<usize>j << 2), <usize>n << 2));
    }
    a += rowA;
  }
}

function dot(k: i32, a: usize, stepA: usize, b: usize, stepB: usize): i32 {
  let sum = 0;
  for (let p = 0; p < k; p++, a += stepA, b += stepB) sum += load<i32>(a) * load<i32>(b);
  return sum;
}

function dot4(k: i32, a: usize, stepA: usize, b: usize, stepB: usize): v128 {
  let sum = i32x4.splat(0);
  for (let p = 0; p < k; p++, a += stepA, b += stepB) sum = i32x4.add(sum, i32x4.mul(v128.load32_splat(a), v128.load(b)));
  return sum;
}

/** `count` products, `stepA` and `stepB` bytes from one operand to the next (0: the same again), results one after the other. */
export function gemmBatchInt32(
  transposeA: bool, transposeB: bool, count: i32, m: i32, n: i32, k: i32, a: usize, stepA: usize, b: usize, stepB: usize, c: usize,
): void {
  for (let i = 0; i < count; i++) {
    multiplyInt32(transposeA, transposeB, m, n, k, a, b, c);
    a += stepA;
    b += stepB;
    c += <usize>(m * n) << 2;
  }
}
