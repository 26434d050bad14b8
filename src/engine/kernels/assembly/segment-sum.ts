/** target[segments[i], :] += x[i, :], i in ascending order; ids outside [0, count) are dropped, as TensorFlow says. */
export function segmentSum(x: usize, segments: usize, target: usize, rows: i32, columns: i32, count: i32): void {
  const row = <usize>columns << 2;
  memory.fill(target, 0, row * count);
  for (let r = 0; r < rows; r++) {
    const segment = load<i32>(segments + (<usize>r << 2));
    if (segment < 0 || segment >= count) continue;
    const from = x + row * r, to = target + row * segment;
    let j: usize = 0;
    for (; j + 16 <= row; j += 16) v128.store(to + j, f32x4.add(v128.load(to + j), v128.load(from + j)));
    for (; j < row; j += 4) store<f32>(to + j, load<f32>(to + j) + load<f32>(from + j));
  }
}
