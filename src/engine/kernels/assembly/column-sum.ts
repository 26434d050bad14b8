/** target[j] = sum over r of x[r, j], in the order of r. */
export function columnSum(x: usize, target: usize, rows: i32, columns: i32): void {
  const row = <usize>columns << 2;
  let j: usize = 0;
  for (; j + 16 <= row; j += 16) {
    let sum = f32x4.splat(0), from = x + j;
    for (let r = 0; r < rows; r++) {
      sum = f32x4.add(sum, v128.load(from));
      from += row;
    }
    v128.store(target + j, sum);
  }
  for (; j < row; j += 4) {
    let sum: f32 = 0, from = x + j;
    for (let r = 0; r < rows; r++) {
      sum += load<f32>(from);
      from += row;
    }
    store<f32>(target + j, sum);
  }
}
