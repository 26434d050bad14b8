// A plane whose rows lie one after the other in the source and whose columns do so in the target, as 4 × 4 blocks in tiles that stay in the cache.

const tileRows = 16, tileColumns = 64;

// @ts-ignore: decorators are AssemblyScript's
@inline
function block(source: usize, target: usize, from: usize, to: usize): void {
  const c0 = v128.load(source), c1 = v128.load(source + from), c2 = v128.load(source + 2 * from), c3 = v128.load(source + 3 * from);
  const t0 = i32x4.shuffle(c0, c1, 0, 4, 1, 5), t1 = i32x4.shuffle(c0, c1, 2, 6, 3, 7);
  const t2 = i32x4.shuffle(c2, c3, 0, 4, 1, 5), t3 = i32x4.shuffle(c2, c3, 2, 6, 3, 7);
  v128.store(target, i32x4.shuffle(t0, t2, 0, 1, 4, 5));
  v128.store(target + to, i32x4.shuffle(t0, t2, 2, 3, 6, 7));
  v128.store(target + 2 * to, i32x4.shuffle(t1, t3, 0, 1, 4, 5));
  v128.store(target + 3 * to, i32x4.shuffle(t1, t3, 2, 3, 6, 7));
}

function tile(source: usize, target: usize, rows: i32, columns: i32, from: usize, to: usize): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    let s = source + (<usize>i << 2), t = target + to * i, j = 0;
    for (; j + 4 <= columns; j += 4) {
      block(s, t, from, to);
      s += 4 * from;
      t += 16;
    }
    for (; j < columns; j++) {
      for (let k = 0; k < 4; k++) store<u32>(t + to * k, load<u32>(s + (<usize>k << 2)));
      s += from;
      t += 4;
    }
  }
  for (; i < rows; i++) {
    let s = source + (<usize>i << 2), t = target + to * i;
    for (let j = 0; j < columns; j++) {
      store<u32>(t, load<u32>(s));
      s += from;
      t += 4;
    }
  }
}

/** target[i · to + 4 j] = source[4 i + j · from] for elements of four bytes. */
export function transposedPlane(source: usize, target: usize, rows: i32, columns: i32, from: usize, to: usize): void {
  for (let i = 0; i < rows; i += tileRows) for (let j = 0; j < columns; j += tileColumns) {
    tile(source + (<usize>i << 2) + from * j, target + to * i + (<usize>j << 2), min(tileRows, rows - i), min(tileColumns, columns - j), from, to);
  }
}
