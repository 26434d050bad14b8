// Two-dimensional convolution of [batch, height, width, channels] with a filter [filterHeight, filterWidth, channels, outChannels], and its gradients,
// as matrix products over the image's panels. Sums are strictly sequential, products rounded:
// - forward, over (filter y, filter x, channel), padding counted as zeros;
// - by the filter, over (batch, output y, output x);
// - by the input, over the output channels for each meeting of an output position and a cell of the filter, and these in the order of
//   (output y, output x, filter y, filter x).
import {addBiasAndActivate} from "../products/bias";
import {aligned, COLUMNS_PER_BLOCK, DEPTH_PER_BLOCK, PACKED_A, PACKED_B, ROWS_PER_BLOCK, SPARE_TILE, ZEROS} from "../products/blocking";
import {multiplyBlock} from "../products/block";
import {gemm} from "../products/gemm";
import {imageFromColumns} from "./image-columns";
import {packImageColumns, packImageRows} from "./image-panels";
import {packB} from "../products/pack";

/** y = activation(convolution + bias), added to y where `accumulate` (then without bias and activation); bias 0: none; activation 0 none, 1 relu, 2 relu6. */
export function convolution(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, outChannels: i32, filterHeight: i32, filterWidth: i32, outHeight: i32, outWidth: i32,
  strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32, bias: usize, activation: i32, accumulate: bool, scratch: usize,
): void {
  const m = batch * outHeight * outWidth, k = filterHeight * filterWidth * channels, n = outChannels;
  const work = aligned(scratch), row = <usize>n << 2;
  memory.fill(work + ZEROS, 0, <usize>DEPTH_PER_BLOCK << 2);
  if (k == 0 && !accumulate) memory.fill(y, 0, <usize>m * row);
  for (let j = 0; j < n; j += COLUMNS_PER_BLOCK) {
    const columns = min(COLUMNS_PER_BLOCK, n - j);
    for (let p = 0; p < k; p += DEPTH_PER_BLOCK) {
      const depth = min(DEPTH_PER_BLOCK, k - p), first = p == 0 && !accumulate;
      packB(work + PACKED_B, w + <usize>p * row + (<usize>j << 2), columns, depth, row, false);
      for (let i = 0; i < m; i += ROWS_PER_BLOCK) {
        const rows = min(ROWS_PER_BLOCK, m - i), target = y + <usize>i * row;
        packImageRows(
          work + PACKED_A, x, height, width, channels, filterHeight, filterWidth, outHeight, outWidth,
          strideY, strideX, dilationY, dilationX, top, left, i, rows, p, depth, work + ZEROS,
        );
        multiplyBlock(rows, columns, depth, work + PACKED_A, <usize>depth << 4, 4, 16, work + PACKED_B, 0, 0, target + (<usize>j << 2), row, first, work + SPARE_TILE);
        if ((bias || activation) && p + depth == k && j + columns == n) addBiasAndActivate(target, rows, n, bias, activation);
      }
    }
  }
}

/** w becomes the gradient by the filter, given input x and output gradient y; it is added to w where `accumulate`. */
export function convolutionFilterGradient(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, outChannels: i32, filterHeight: i32, filterWidth: i32, outHeight: i32, outWidth: i32,
  strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32, accumulate: bool, scratch: usize,
): void {
  const m = filterHeight * filterWidth * channels, k = batch * outHeight * outWidth, n = outChannels;
  const work = aligned(scratch), row = <usize>n << 2;
  if (k == 0 && !accumulate) memory.fill(w, 0, <usize>m * row);
  for (let j = 0; j < n; j += COLUMNS_PER_BLOCK) {
    const columns = min(COLUMNS_PER_BLOCK, n - j);
    for (let p = 0; p < k; p += DEPTH_PER_BLOCK) {
      const depth = min(DEPTH_PER_BLOCK, k - p), first = p == 0 && !accumulate;
      packB(work + PACKED_B, y + <usize>p * row + (<usize>j << 2), columns, depth, row, false);
      for (let i = 0; i < m; i += ROWS_PER_BLOCK) {
        const rows = min(ROWS_PER_BLOCK, m - i);
        packImageColumns(
          work + PACKED_A, x, height, width, channels, filterHeight, filterWidth, outHeight, outWidth,
          strideY, strideX, dilationY, dilationX, top, left, p, depth, i, rows,
        );
        multiplyBlock(
          rows, columns, depth, work + PACKED_A, <usize>depth << 4, 4, 16, work + PACKED_B, 0, 0, w + <usize>i * row + (<usize>j << 2), row, first, work + SPARE_TILE,
        );
      }
    }
  }
}

/** Output positions whose columns of the image are held at once. */
const POSITIONS: i32 = 256;

/** Bytes of workspace for the gradient by the input: some columns of the image. */
export function convolutionInputGradientBytes(channels: i32, filterHeight: i32, filterWidth: i32): i32 {
  return (POSITIONS * filterHeight * filterWidth * channels) << 2;
}

/** x becomes the gradient by the input, given filter w and output gradient y; it is added to x where `accumulate`. */
export function convolutionInputGradient(
  x: usize, w: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, outChannels: i32, filterHeight: i32, filterWidth: i32, outHeight: i32, outWidth: i32,
  strideY: i32, strideX: i32, dilationY: i32, dilationX: i32, top: i32, left: i32, accumulate: bool, scratch: usize, workspace: usize,
): void {
  if (!accumulate) memory.fill(x, 0, <usize>(batch * height * width * channels) << 2);
  const rows = batch * outHeight * outWidth, depth = filterHeight * filterWidth * channels;
  for (let r = 0; r < rows; r += POSITIONS) {
    const end = min(rows, r + POSITIONS);
    gemm(false, true, end - r, depth, outChannels, y + (<usize>(r * outChannels) << 2), outChannels, w, outChannels, workspace, depth, false, scratch);
    imageFromColumns(x, height, width, channels, filterHeight, filterWidth, outHeight, outWidth, strideY, strideX, dilationY, dilationX, top, left, r, end, workspace);
  }
}
