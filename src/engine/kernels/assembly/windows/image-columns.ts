// An image [batch, height, width, channels] as a matrix whose row (batch, y, x of the output) holds what one output position sees,
// its columns (filter y, filter x, channel): the gradient of a convolution by its input leads back from there.

// @ts-ignore: decorators are AssemblyScript's
@inline
function addNumbers(target: usize, source: usize, bytes: usize): void {
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(target + i, f32x4.add(v128.load(target + i), v128.load(source + i)));
  for (; i < bytes; i += 4) store<f32>(target + i, load<f32>(target + i) + load<f32>(source + i));
}

/** Adds the rows [from, to) of the matrix, in `columns`, to where they come from in `image`, in the order of the rows. */
export function imageFromColumns(
  image: usize, height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32, outHeight: i32, outWidth: i32,
  strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32, from: i32, to: i32, columns: usize,
): void {
  const pixel = <usize>channels << 2, line = pixel * filterWidth;
  let outX = from % outWidth, rest = from / outWidth;
  let outY = rest % outHeight, batch = rest / outHeight;
  for (let r = from; r < to; r++) {
    const y0 = outY * strideY - top, x0 = outX * strideX - left;
    const whole = dilationX == 1 && x0 >= 0 && x0 + filterWidth <= width;
    for (let ky = 0; ky < filterHeight; ky++) {
      const y = y0 + ky * dilationY;
      const row = image + <usize>((batch * height + y) * width) * pixel;
      if (y >= 0 && y < height) {
        if (whole) addNumbers(row + <usize>x0 * pixel, columns, line);
        else for (let kx = 0; kx < filterWidth; kx++) {
          const x = x0 + kx * dilationX;
          if (x >= 0 && x < width) addNumbers(row + <usize>x * pixel, columns + <usize>kx * pixel, pixel);
        }
      }
      columns += line;
    }
    if (++outX == outWidth) {
      outX = 0;
      if (++outY == outHeight) {
        outY = 0;
        batch++;
      }
    }
  }
}
