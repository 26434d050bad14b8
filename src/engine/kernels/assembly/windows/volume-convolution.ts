// Three-dimensional convolution of [batch, depth, height, width, channels] as two-dimensional ones, plane by plane of the filter in ascending order;
// planes of the padding are left out. Filter [filterDepth, filterHeight, filterWidth, channels, outChannels].
import {convolution, convolutionFilterGradient, convolutionInputGradient} from "./convolution";

// @ts-ignore: decorators are AssemblyScript's
@inline
function floatBytes(count: i32): usize {
  return <usize>count << 2;
}

export function volumeConvolution(
  x: usize, w: usize, y: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, outChannels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, dilationZ: i32, dilationY: i32, dilationX: i32,
  front: i32, top: i32, left: i32, scratch: usize,
): void {
  const planeX = floatBytes(height * width * channels), planeW = floatBytes(filterHeight * filterWidth * channels * outChannels), planeY = floatBytes(outHeight * outWidth * outChannels);
  for (let b = 0; b < batch; b++) for (let oz = 0; oz < outDepth; oz++) {
    let started = false;
    for (let kz = 0; kz < filterDepth; kz++) {
      const z = oz * strideZ - front + kz * dilationZ;
      if (z < 0 || z >= depth) continue;
      convolution(
        x + <usize>(b * depth + z) * planeX, w + <usize>kz * planeW, y, 1, height, width, channels, outChannels, filterHeight, filterWidth, outHeight, outWidth,
        strideY, strideX, dilationY, dilationX, top, left, 0, 0, started, scratch,
      );
      started = true;
    }
    if (!started) memory.fill(y, 0, planeY);
    y += planeY;
  }
}

/** w becomes the gradient by the filter, given input x and output gradient y. */
export function volumeFilterGradient(
  x: usize, w: usize, y: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, outChannels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, dilationZ: i32, dilationY: i32, dilationX: i32,
  front: i32, top: i32, left: i32, scratch: usize,
): void {
  const planeX = floatBytes(height * width * channels), planeW = floatBytes(filterHeight * filterWidth * channels * outChannels), planeY = floatBytes(outHeight * outWidth * outChannels);
  memory.fill(w, 0, planeW * filterDepth);
  for (let kz = 0; kz < filterDepth; kz++) for (let b = 0; b < batch; b++) for (let oz = 0; oz < outDepth; oz++) {
    const z = oz * strideZ - front + kz * dilationZ;
    if (z < 0 || z >= depth) continue;
    convolutionFilterGradient(
      x + <usize>(b * depth + z) * planeX, w + <usize>kz * planeW, y + <usize>(b * outDepth + oz) * planeY, 1, height, width, channels, outChannels,
      filterHeight, filterWidth, outHeight, outWidth, strideY, strideX, dilationY, dilationX, top, left, true, scratch,
    );
  }
}

/** x becomes the gradient by the input, given filter w and output gradient y; workspace as for two dimensions. */
export function volumeInputGradient(
  x: usize, w: usize, y: usize, batch: i32, depth: i32, height: i32, width: i32, channels: i32, outChannels: i32, filterDepth: i32, filterHeight: i32, filterWidth: i32,
  outDepth: i32, outHeight: i32, outWidth: i32, strideZ: i32, strideY: i32, strideX: i32, dilationZ: i32, dilationY: i32, dilationX: i32,
  front: i32, top: i32, left: i32, scratch: usize, workspace: usize,
): void {
  const planeX = floatBytes(height * width * channels), planeW = floatBytes(filterHeight * filterWidth * channels * outChannels), planeY = floatBytes(outHeight * outWidth * outChannels);
  memory.fill(x, 0, <usize>(batch * depth) * planeX);
  for (let b = 0; b < batch; b++) for (let oz = 0; oz < outDepth; oz++) for (let kz = 0; kz < filterDepth; kz++) {
    const z = oz * strideZ - front + kz * dilationZ;
    if (z < 0 || z >= depth) continue;
    convolutionInputGradient(
      x + <usize>(b * depth + z) * planeX, w + <usize>kz * planeW, y + <usize>(b * outDepth + oz) * planeY, 1, height, width, channels, outChannels,
      filterHeight, filterWidth, outHeight, outWidth, strideY, strideX, dilationY, dilationX, top, left, true, scratch, workspace,
    );
  }
}
