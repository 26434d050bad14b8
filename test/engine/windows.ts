/** A window operation over [batch, depth, height, width]; a plane has depth 1. */
export interface Windows {
  readonly image: readonly [batch: number, depth: number, height: number, width: number];
  readonly filter: readonly [number, number, number];
  readonly strides: readonly [number, number, number];
  readonly dilations: readonly [number, number, number];
  readonly pad: "same" | "valid" | number;
}

/** A cell of the filter over a position of the image, seen from a position of the output; all as row-major numbers of positions. */
export interface Meeting {
  readonly input: number;
  readonly cell: number;
  readonly output: number;
}

interface Axis {
  readonly extent: number;
  readonly before: number;
}

/** Extent of the output and padding before it along each axis, as TensorFlow defines `same` and `valid`. */
export function outputAxes({image, filter, strides, dilations, pad}: Windows): readonly Axis[] {
  return filter.map((cells, axis): Axis => {
    const extent = image[axis + 1]!, reach = (cells - 1) * dilations[axis]! + 1, stride = strides[axis]!;
    if (pad === "same") {
      const out = Math.ceil(extent / stride);
      return {extent: out, before: Math.floor(Math.max(0, (out - 1) * stride + reach - extent) / 2)};
    }
    const around = pad === "valid" || filter[axis] === 1 && image[axis + 1] === 1 ? 0 : pad;
    return {extent: Math.floor((extent + 2 * around - reach) / stride) + 1, before: around};
  });
}

/** Every meeting, in the order of batch, output position, cell; those in the padding are left out. */
export function meetings(windows: Windows): readonly Meeting[] {
  const {image: [batch, depth, height, width], filter: [fz, fy, fx], strides, dilations} = windows;
  const [z, y, x] = outputAxes(windows) as [Axis, Axis, Axis];
  const found: Meeting[] = [];
  for (let b = 0; b < batch; b++) for (let oz = 0; oz < z.extent; oz++) for (let oy = 0; oy < y.extent; oy++) for (let ox = 0; ox < x.extent; ox++) {
    for (let kz = 0; kz < fz; kz++) for (let ky = 0; ky < fy; ky++) for (let kx = 0; kx < fx; kx++) {
      const iz = oz * strides[0] - z.before + kz * dilations[0], iy = oy * strides[1] - y.before + ky * dilations[1], ix = ox * strides[2] - x.before + kx * dilations[2];
      if (iz < 0 || iz >= depth || iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
      found.push({input: ((b * depth + iz) * height + iy) * width + ix, cell: (kz * fy + ky) * fx + kx, output: ((b * z.extent + oz) * y.extent + oy) * x.extent + ox});
    }
  }
  return found;
}
