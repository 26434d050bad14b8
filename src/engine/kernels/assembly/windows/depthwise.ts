// Depthwise convolution of [batch, height, width, channels] with a filter [filterHeight, filterWidth, channels, multiplier] to
// [batch, outHeight, outWidth, channels · multiplier], and its gradients. Every sum starts at +0 and is added up in the order batch, output y, output x,
// filter y, filter x, multiplier, as far as it runs over them; products are rounded, the padding is left out.

/** Numbers o to o + 3 of the output's channels see these of the input's: x[o / multiplier]. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function spread4(x: usize, o: i32, multiplier: i32): v128 {
  if (multiplier == 1) return v128.load(x + (<usize>o << 2));
  if (multiplier == 2) {
    const two = v128.load64_zero(x + (<usize>o << 1));
    return i32x4.shuffle(two, two, 0, 0, 1, 1);
  }
  if (multiplier % 4 == 0) return v128.load32_splat(x + (<usize>(o / multiplier) << 2));
  let four = v128.load32_splat(x + (<usize>(o / multiplier) << 2));
  four = v128.load32_lane(x + (<usize>((o + 1) / multiplier) << 2), four, 1);
  four = v128.load32_lane(x + (<usize>((o + 2) / multiplier) << 2), four, 2);
  return v128.load32_lane(x + (<usize>((o + 3) / multiplier) << 2), four, 3);
}

/** The first cell of the filter that lies inside an image of `extent`, its cell 0 at `start`. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function firstInside(start: i32, dilation: i32, count: i32): i32 {
  let k = 0;
  while (k < count && start + k * dilation < 0) k++;
  return k;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function endInside(start: i32, dilation: i32, count: i32, extent: i32): i32 {
  let k = count;
  while (k > 0 && start + (k - 1) * dilation >= extent) k--;
  return k;
}

/** 4 · vectors channels of one output position, from o on; rows [y0, y1) and columns [x0, x1) of the filter lie inside the image. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function position(
  vectors: i32, x: usize, w: usize, y: usize, o: i32, multiplier: i32, y0: i32, y1: i32, x0: i32, x1: i32, line: usize, step: usize, filterLine: usize, cell: usize,
): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  for (let ky = y0; ky < y1; ky++) {
    let from = x + <usize>ky * line + <usize>x0 * step, weight = w + <usize>ky * filterLine + <usize>x0 * cell + (<usize>o << 2);
    for (let kx = x0; kx < x1; kx++) {
      s0 = f32x4.add(s0, f32x4.mul(spread4(from, o, multiplier), v128.load(weight)));
      if (vectors > 1) {
        s1 = f32x4.add(s1, f32x4.mul(spread4(from, o + 4, multiplier), v128.load(weight, 16)));
        s2 = f32x4.add(s2, f32x4.mul(spread4(from, o + 8, multiplier), v128.load(weight, 32)));
        s3 = f32x4.add(s3, f32x4.mul(spread4(from, o + 12, multiplier), v128.load(weight, 48)));
      }
      from += step;
      weight += cell;
    }
  }
  const to = y + (<usize>o << 2);
  v128.store(to, s0);
  if (vectors > 1) {
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
  }
}

export function depthwise(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  const outChannels = channels * multiplier, cell = <usize>outChannels << 2, pixel = <usize>channels << 2;
  const step = <usize>dilationX * pixel, line = <usize>(dilationY * width) * pixel, filterLine = <usize>filterWidth * cell;
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const iy = oy * strideY - top, ix = ox * strideX - left;
    const y0 = firstInside(iy, dilationY, filterHeight), y1 = endInside(iy, dilationY, filterHeight, height);
    const x0 = firstInside(ix, dilationX, filterWidth), x1 = endInside(ix, dilationX, filterWidth, width);
    const from = x + <usize>((b * height + iy) * width + ix) * pixel;
    let o = 0;
    if (multiplier == 1) {
      for (; o + 16 <= outChannels; o += 16) position(4, from, w, y, o, 1, y0, y1, x0, x1, line, step, filterLine, cell);
      for (; o + 4 <= outChannels; o += 4) position(1, from, w, y, o, 1, y0, y1, x0, x1, line, step, filterLine, cell);
    } else {
      for (; o + 16 <= outChannels; o += 16) position(4, from, w, y, o, multiplier, y0, y1, x0, x1, line, step, filterLine, cell);
      for (; o + 4 <= outChannels; o += 4) position(1, from, w, y, o, multiplier, y0, y1, x0, x1, line, step, filterLine, cell);
    }
    for (; o < outChannels; o++) {
      let sum: f32 = 0;
      for (let ky = y0; ky < y1; ky++) for (let kx = x0; kx < x1; kx++) {
        sum += load<f32>(from + <usize>ky * line + <usize>kx * step + (<usize>(o / multiplier) << 2)) * load<f32>(w + <usize>ky * filterLine + <usize>kx * cell + (<usize>o << 2));
      }
      store<f32>(y + (<usize>o << 2), sum);
    }
    y += cell;
  }
}

/** `count` output positions of one line add to one cell of the filter, 4 · vectors channels of it from o on; `step` leads from one position's input to the next's. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function addToCell(vectors: i32, x: usize, w: usize, y: usize, count: i32, step: usize, cell: usize, o: i32, multiplier: i32): void {
  const to = w + (<usize>o << 2);
  let s0 = v128.load(to), s1 = s0, s2 = s0, s3 = s0;
  if (vectors > 1) {
    s1 = v128.load(to, 16);
    s2 = v128.load(to, 32);
    s3 = v128.load(to, 48);
  }
  let gradient = y + (<usize>o << 2);
  for (let i = 0; i < count; i++) {
    s0 = f32x4.add(s0, f32x4.mul(spread4(x, o, multiplier), v128.load(gradient)));
    if (vectors > 1) {
      s1 = f32x4.add(s1, f32x4.mul(spread4(x, o + 4, multiplier), v128.load(gradient, 16)));
      s2 = f32x4.add(s2, f32x4.mul(spread4(x, o + 8, multiplier), v128.load(gradient, 32)));
      s3 = f32x4.add(s3, f32x4.mul(spread4(x, o + 12, multiplier), v128.load(gradient, 48)));
    }
    x += step;
    gradient += cell;
  }
  v128.store(to, s0);
  if (vectors > 1) {
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function addLineToCell(x: usize, w: usize, y: usize, count: i32, step: usize, outChannels: i32, multiplier: i32): void {
  const cell = <usize>outChannels << 2;
  let o = 0;
  for (; o + 16 <= outChannels; o += 16) addToCell(4, x, w, y, count, step, cell, o, multiplier);
  for (; o + 4 <= outChannels; o += 4) addToCell(1, x, w, y, count, step, cell, o, multiplier);
  for (; o < outChannels; o++) {
    const to = w + (<usize>o << 2);
    let sum = load<f32>(to), from = x + (<usize>(o / multiplier) << 2), gradient = y + (<usize>o << 2);
    for (let i = 0; i < count; i++, from += step, gradient += cell) sum += load<f32>(from) * load<f32>(gradient);
    store<f32>(to, sum);
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function addToInput(x: usize, w: usize, y: usize, channels: i32, multiplier: i32): void {
  let c = 0;
  if (multiplier == 1) for (; c + 4 <= channels; c += 4) {
    const at = <usize>c << 2;
    v128.store(x + at, f32x4.add(v128.load(x + at), f32x4.mul(v128.load(w + at), v128.load(y + at))));
  }
  if (multiplier == 2) for (; c + 4 <= channels; c += 4) {
    const at = <usize>c << 3, to = x + (<usize>c << 2);
    const low = f32x4.mul(v128.load(w + at), v128.load(y + at)), high = f32x4.mul(v128.load(w + at, 16), v128.load(y + at, 16));
    v128.store(to, f32x4.add(f32x4.add(v128.load(to), i32x4.shuffle(low, high, 0, 2, 4, 6)), i32x4.shuffle(low, high, 1, 3, 5, 7)));
  }
  for (; c < channels; c++) {
    const to = x + (<usize>c << 2);
    let sum = load<f32>(to), at = <usize>(c * multiplier) << 2;
    for (let m = 0; m < multiplier; m++, at += 4) sum += load<f32>(w + at) * load<f32>(y + at);
    store<f32>(to, sum);
  }
}

/** w becomes the gradient by the filter, given input x and output gradient y. */
export function depthwiseFilterGradient(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  const outChannels = channels * multiplier, cell = <usize>outChannels << 2, pixel = <usize>channels << 2, step = <usize>strideX * pixel;
  memory.fill(w, 0, <usize>(filterHeight * filterWidth) * cell);
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ky = 0; ky < filterHeight; ky++) {
    const iy = oy * strideY - top + ky * dilationY;
    if (iy < 0 || iy >= height) continue;
    for (let kx = 0; kx < filterWidth; kx++) {
      const ix = kx * dilationX - left;
      const first = firstInside(ix, strideX, outWidth), count = endInside(ix, strideX, outWidth, width) - first;
      const from = x + <usize>((b * height + iy) * width + ix + first * strideX) * pixel;
      const to = w + <usize>(ky * filterWidth + kx) * cell, gradient = y + <usize>((b * outHeight + oy) * outWidth + first) * cell;
      if (multiplier == 1) addLineToCell(from, to, gradient, count, step, outChannels, 1);
      else addLineToCell(from, to, gradient, count, step, outChannels, multiplier);
    }
  }
}

/** x becomes the gradient by the input, given filter w and output gradient y. */
export function depthwiseInputGradient(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  memory.fill(x, 0, <usize>(batch * height * width * channels) << 2);
  const cell = <usize>(channels * multiplier) << 2, pixel = <usize>channels << 2;
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const iy = oy * strideY - top, ix = ox * strideX - left;
    const y0 = firstInside(iy, dilationY, filterHeight), y1 = endInside(iy, dilationY, filterHeight, height);
    const x0 = firstInside(ix, dilationX, filterWidth), x1 = endInside(ix, dilationX, filterWidth, width);
    for (let ky = y0; ky < y1; ky++) for (let kx = x0; kx < x1; kx++) {
      addToInput(x + <usize>((b * height + iy + ky * dilationY) * width + ix + kx * dilationX) * pixel, w + <usize>(ky * filterWidth + kx) * cell, y, channels, multiplier);
    }
    y += cell;
  }
}
