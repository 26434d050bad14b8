// Depthwise convolution: filter [filterHeight, filterWidth, channels, multiplier]; every sum in the order batch, output y, output x, filter y, filter x.

// @ts-ignore: decorators are AssemblyScript's
@inline
function multiplyAdd(target: usize, a: usize, b: usize): void {
  store<f32>(target, load<f32>(target) + load<f32>(a) * load<f32>(b));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function multiplyAdd4(target: usize, a: usize, b: usize): void {
  v128.store(target, f32x4.add(v128.load(target), f32x4.mul(v128.load(a), v128.load(b))));
}

// One meeting of an input pixel x[channels], a filter cell w[channels, multiplier] and an output pixel y[channels, multiplier]; the target is added to.
const FORWARD: i32 = 0, TO_FILTER: i32 = 1, TO_INPUT: i32 = 2;

// @ts-ignore: decorators are AssemblyScript's
@inline
function meet(direction: i32, x: usize, w: usize, y: usize, channels: i32, multiplier: i32): void {
  let c = 0;
  if (multiplier == 1) {
    for (; c + 4 <= channels; c += 4) {
      const o = <usize>c << 2;
      if (direction == FORWARD) multiplyAdd4(y + o, x + o, w + o);
      else if (direction == TO_FILTER) multiplyAdd4(w + o, x + o, y + o);
      else multiplyAdd4(x + o, w + o, y + o);
    }
  }
  for (; c < channels; c++) {
    const i = x + (<usize>c << 2);
    for (let m = 0; m < multiplier; m++) {
      const o = <usize>(c * multiplier + m) << 2;
      if (direction == FORWARD) multiplyAdd(y + o, i, w + o);
      else if (direction == TO_FILTER) multiplyAdd(w + o, i, y + o);
      else multiplyAdd(i, w + o, y + o);
    }
  }
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function walk(
  direction: i32, x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  const cell = <usize>(channels * multiplier) << 2, pixel = <usize>channels << 2;
  let out = y;
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) {
    for (let ky = 0; ky < filterHeight; ky++) {
      const iy = oy * strideY - top + ky * dilationY;
      if (iy < 0 || iy >= height) continue;
      for (let kx = 0; kx < filterWidth; kx++) {
        const ix = ox * strideX - left + kx * dilationX;
        if (ix < 0 || ix >= width) continue;
        meet(direction, x + <usize>((b * height + iy) * width + ix) * pixel, w + <usize>(ky * filterWidth + kx) * cell, out, channels, multiplier);
      }
    }
    out += cell;
  }
}

export function depthwise(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  memory.fill(y, 0, <usize>(batch * outHeight * outWidth * channels * multiplier) << 2);
  walk(FORWARD, x, w, y, batch, height, width, channels, multiplier, filterHeight, filterWidth, outHeight, outWidth, strideY, strideX, dilationY, dilationX, top, left);
}

/** w becomes the gradient by the filter, given input x and output gradient y. */
export function depthwiseFilterGradient(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  memory.fill(w, 0, <usize>(filterHeight * filterWidth * channels * multiplier) << 2);
  walk(TO_FILTER, x, w, y, batch, height, width, channels, multiplier, filterHeight, filterWidth, outHeight, outWidth, strideY, strideX, dilationY, dilationX, top, left);
}

/** x becomes the gradient by the input, given filter w and output gradient y. */
export function depthwiseInputGradient(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  memory.fill(x, 0, <usize>(batch * height * width * channels) << 2);
  walk(TO_INPUT, x, w, y, batch, height, width, channels, multiplier, filterHeight, filterWidth, outHeight, outWidth, strideY, strideX, dilationY, dilationX, top, left);
}
