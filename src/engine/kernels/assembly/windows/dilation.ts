// Morphological dilation of [batch, height, width, channels] with a filter [filterHeight, filterWidth, channels]: the largest x + w of each window,
// visited row by row; what lies in the padding is not there. NaN where a sum is NaN, -Infinity where the window is all padding.

/**
 * For each output: y = the largest sum; or dy is added to the first largest sum's x (or, `byFilter`, w) in `target`, in the order of the outputs.
 */
// @ts-ignore: decorators are AssemblyScript's
@inline
function walk(
  gradient: bool, byFilter: bool, x: usize, w: usize, y: usize, target: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  for (let b = 0; b < batch; b++) for (let oy = 0; oy < outHeight; oy++) for (let ox = 0; ox < outWidth; ox++) for (let c = 0; c < channels; c++, y += 4) {
    let best: f32 = -Infinity, whereX = -1, whereW = 0;
    for (let ky = 0; ky < filterHeight; ky++) {
      const iy = oy * strideY - top + ky * dilationY;
      if (iy < 0 || iy >= height) continue;
      for (let kx = 0; kx < filterWidth; kx++) {
        const ix = ox * strideX - left + kx * dilationX;
        if (ix < 0 || ix >= width) continue;
        const atX = ((b * height + iy) * width + ix) * channels + c, atW = (ky * filterWidth + kx) * channels + c;
        const value: f32 = load<f32>(x + (<usize>atX << 2)) + load<f32>(w + (<usize>atW << 2));
        if (whereX >= 0 && (value <= best || best != best)) continue;
        best = value;
        whereX = atX;
        whereW = atW;
      }
    }
    if (!gradient) store<f32>(y, best);
    else if (whereX >= 0) {
      const to = target + (<usize>(byFilter ? whereW : whereX) << 2);
      store<f32>(to, load<f32>(to) + load<f32>(y));
    }
  }
}

export function dilation(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  walk(false, false, x, w, y, 0, batch, height, width, channels, filterHeight, filterWidth, outHeight, outWidth, strideY, strideX, dilationY, dilationX, top, left);
}

/** The gradient by x, or by w where `byFilter`, is added to `target`. */
export function dilationGradient(
  byFilter: bool, x: usize, w: usize, dy: usize, target: usize, batch: i32, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32,
  outHeight: i32, outWidth: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32,
): void {
  walk(true, byFilter, x, w, dy, target, batch, height, width, channels, filterHeight, filterWidth, outHeight, outWidth, strideY, strideX, dilationY, dilationX, top, left);
}
