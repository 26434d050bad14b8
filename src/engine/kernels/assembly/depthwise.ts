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

export function depthwise(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  const outChannels = channels * multiplier, cell = <usize>outChannels << 2, pixel = <usize>channels << 2, step = <usize>dilationX * pixel;
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const iy = oy * strideY - top, ix = ox * strideX - left;
    const y0 = firstInside(iy, dilationY, filterHeight), y1 = endInside(iy, dilationY, filterHeight, height);
    const x0 = firstInside(ix, dilationX, filterWidth), x1 = endInside(ix, dilationX, filterWidth, width);
    let o = 0;
    for (; o + 4 <= outChannels; o += 4) {
      let sum = f32x4.splat(0);
      for (let ky = y0; ky < y1; ky++) {
        let from = x + <usize>((b * height + iy + ky * dilationY) * width + ix + x0 * dilationX) * pixel;
        let weight = w + <usize>(ky * filterWidth + x0) * cell + (<usize>o << 2);
        for (let kx = x0; kx < x1; kx++, from += step, weight += cell) sum = f32x4.add(sum, f32x4.mul(spread4(from, o, multiplier), v128.load(weight)));
      }
      v128.store(y, sum);
      y += 16;
    }
    for (; o < outChannels; o++) {
      let sum: f32 = 0;
      for (let ky = y0; ky < y1; ky++) {
        let from = x + <usize>((b * height + iy + ky * dilationY) * width + ix + x0 * dilationX) * pixel + (<usize>(o / multiplier) << 2);
        let weight = w + <usize>(ky * filterWidth + x0) * cell + (<usize>o << 2);
        for (let kx = x0; kx < x1; kx++, from += step, weight += cell) sum += load<f32>(from) * load<f32>(weight);
      }
      store<f32>(y, sum);
      y += 4;
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function addToFilter(x: usize, w: usize, y: usize, outChannels: i32, multiplier: i32): void {
  let o = 0;
  for (; o + 4 <= outChannels; o += 4) {
    const at = <usize>o << 2;
    v128.store(w + at, f32x4.add(v128.load(w + at), f32x4.mul(spread4(x, o, multiplier), v128.load(y + at))));
  }
  for (; o < outChannels; o++) {
    const at = <usize>o << 2;
    store<f32>(w + at, load<f32>(w + at) + load<f32>(x + (<usize>(o / multiplier) << 2)) * load<f32>(y + at));
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

/** Every meeting of an input pixel, a cell of the filter and an output pixel adds to the filter's or to the input's gradient. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function walk(
  byFilter: bool, x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  const outChannels = channels * multiplier, cell = <usize>outChannels << 2, pixel = <usize>channels << 2;
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    const iy = oy * strideY - top, ix = ox * strideX - left;
    const y0 = firstInside(iy, dilationY, filterHeight), y1 = endInside(iy, dilationY, filterHeight, height);
    const x0 = firstInside(ix, dilationX, filterWidth), x1 = endInside(ix, dilationX, filterWidth, width);
    for (let ky = y0; ky < y1; ky++) for (let kx = x0; kx < x1; kx++) {
      const from = x + <usize>((b * height + iy + ky * dilationY) * width + ix + kx * dilationX) * pixel, weight = w + <usize>(ky * filterWidth + kx) * cell;
      if (byFilter) addToFilter(from, weight, y, outChannels, multiplier);
      else addToInput(from, weight, y, channels, multiplier);
    }
    y += cell;
  }
}

/** w becomes the gradient by the filter, given input x and output gradient y. */
export function depthwiseFilterGradient(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  memory.fill(w, 0, <usize>(filterHeight * filterWidth * channels * multiplier) << 2);
  walk(true, x, w, y, batch, height, width, channels, multiplier, filterHeight, filterWidth, outHeight, outWidth, strideY, strideX, dilationY, dilationX, top, left);
}

/** x becomes the gradient by the input, given filter w and output gradient y. */
export function depthwiseInputGradient(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  memory.fill(x, 0, <usize>(batch * height * width * channels) << 2);
  walk(false, x, w, y, batch, height, width, channels, multiplier, filterHeight, filterWidth, outHeight, outWidth, strideY, strideX, dilationY, dilationX, top, left);
}
