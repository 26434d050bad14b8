// An image [batch, height, width, channels] as a matrix whose row (batch, y, x of the output) holds what one output position sees, its columns
// (filter y, filter x, channel): convolution is a product of it. It is never stored; its panels are packed straight from the image.
import {transpose4} from "../products/pack";

// @ts-ignore: decorators are AssemblyScript's
@inline
function inside(y: i32, x: i32, height: i32, width: i32): bool {
  return <u32>y < <u32>height && <u32>x < <u32>width;
}

/**
 * Rows [row, row + rows) and columns [column, column + depth) as panels of 4 rows, for each column side by side.
 * `zeros` are as many zeros as a block is deep; they are what lies in the padding.
 */
export function packImageRows(
  target: usize, image: usize, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32, outHeight: i32, outWidth: i32,
  strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32, row: i32, rows: i32, column: i32, depth: i32, zeros: usize,
): void {
  const pixel = <usize>channels << 2, last = row + rows - 1, lineBytes = <usize>width * pixel;
  const reachY = (filterHeight - 1) * dilationY, reachX = (filterWidth - 1) * dilationX;
  const tapBytes = <usize>dilationX * pixel, end = column + depth;
  for (let r = row; r <= last; r += 4) {
    let ox = r % outWidth, line = r / outWidth;
    let oy = line % outHeight, batch = line / outHeight;
    const y0 = oy * strideY - top, x0 = ox * strideX - left;
    const p0 = image + <usize>(batch * height + y0) * lineBytes + <usize>x0 * pixel;
    if (channels == 1 && strideX == 1 && ox + 4 <= outWidth && r + 3 <= last && y0 >= 0 && y0 + reachY < height && x0 >= 0 && x0 + 3 + reachX < width) {
      let kx = column % filterWidth, from = p0 + <usize>(column / filterWidth * dilationY) * lineBytes;
      for (let k = 0; k < depth; k++) {
        v128.store(target, v128.load(from + <usize>kx * tapBytes));
        target += 16;
        if (++kx == filterWidth) {
          kx = 0;
          from += <usize>dilationY * lineBytes;
        }
      }
      continue;
    }
    let y1 = y0, x1 = x0, p1 = p0, y2 = y0, x2 = x0, p2 = p0, y3 = y0, x3 = x0, p3 = p0;
    for (let i = 1; i < 4; i++) {
      if (r + i <= last && ++ox == outWidth) {
        ox = 0;
        if (++oy == outHeight) {
          oy = 0;
          batch++;
        }
      }
      const y = oy * strideY - top, x = ox * strideX - left, p = image + <usize>(batch * height + y) * lineBytes + <usize>x * pixel;
      if (i == 1) { y1 = y; x1 = x; p1 = p; }
      else if (i == 2) { y2 = y; x2 = x; p2 = p; }
      else { y3 = y; x3 = x; p3 = p; }
    }
    let tap = column / channels, c = column % channels;
    let ky = tap / filterWidth, kx = tap % filterWidth;
    for (let k = column; k < end;) {
      const count = min(channels - c, end - k), dy = ky * dilationY, dx = kx * dilationX;
      const offset = <usize>dy * lineBytes + <usize>dx * pixel + (<usize>c << 2);
      const s0 = inside(y0 + dy, x0 + dx, height, width) ? p0 + offset : zeros;
      const s1 = inside(y1 + dy, x1 + dx, height, width) ? p1 + offset : zeros;
      const s2 = inside(y2 + dy, x2 + dx, height, width) ? p2 + offset : zeros;
      const s3 = inside(y3 + dy, x3 + dx, height, width) ? p3 + offset : zeros;
      interleave(target, s0, s1, s2, s3, count);
      target += <usize>count << 4;
      k += count;
      c = 0;
      if (++kx == filterWidth) {
        kx = 0;
        ky++;
      }
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function interleave(target: usize, s0: usize, s1: usize, s2: usize, s3: usize, count: i32): void {
  const whole = (<usize>count & ~3) << 2, bytes = <usize>count << 2;
  let o: usize = 0;
  for (; o < whole; o += 16) transpose4(s0 + o, s1 + o, s2 + o, s3 + o, target + (o << 2), 16);
  for (; o < bytes; o += 4) {
    const to = target + (o << 2);
    store<f32>(to, load<f32>(s0 + o));
    store<f32>(to, load<f32>(s1 + o), 4);
    store<f32>(to, load<f32>(s2 + o), 8);
    store<f32>(to, load<f32>(s3 + o), 12);
  }
}

/** The transposed matrix: columns [column, column + count) as panels of 4 columns, for each of the rows [row, row + depth) side by side. */
export function packImageColumns(
  target: usize, image: usize, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32, outHeight: i32, outWidth: i32,
  strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32, row: i32, depth: i32, column: i32, count: i32,
): void {
  const panel = <usize>depth << 4, vectors = channels % 4 == 0;
  for (let j = 0; j < count; j += vectors ? 4 : 1) {
    const c = (column + j) % channels, tap = (column + j) / channels;
    const dy = tap / filterWidth * dilationY - top, dx = tap % filterWidth * dilationX - left;
    const to = target + <usize>(j >> 2) * panel + (<usize>(j & 3) << 2);
    const from = image + (<usize>c << 2);
    if (vectors) packTap(true, to, from, height, width, channels, outHeight, outWidth, strideY, strideX, dy, dx, row, depth);
    else packTap(false, to, from, height, width, channels, outHeight, outWidth, strideY, strideX, dy, dx, row, depth);
  }
}

/** What the output positions [row, row + depth) see through one cell of the filter: one number each, or four channels. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function packTap(
  vectors: bool, target: usize, image: usize, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32, strideY: i32, strideX: i32,
  dy: i32, dx: i32, row: i32, depth: i32,
): void {
  const pixel = <usize>channels << 2, step = <usize>strideX * pixel;
  let ox = row % outWidth, line = row / outWidth;
  let oy = line % outHeight, batch = line / outHeight;
  for (let done = 0; done < depth;) {
    const run = min(outWidth - ox, depth - done), y = oy * strideY + dy;
    let x = ox * strideX + dx;
    let from = image + <usize>((batch * height + y) * width + x) * pixel;
    const lineInside = <u32>y < <u32>height;
    for (let i = 0; i < run; i++) {
      const seen = lineInside && <u32>x < <u32>width;
      if (vectors) v128.store(target, seen ? v128.load(from) : i32x4.splat(0));
      else store<f32>(target, seen ? load<f32>(from) : 0);
      target += 16;
      from += step;
      x += strideX;
    }
    done += run;
    ox = 0;
    if (++oy == outHeight) {
      oy = 0;
      batch++;
    }
  }
}
