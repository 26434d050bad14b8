import type {TrainContext} from "reprise";
import {numericArray} from "reprise/data";
import type {NumericArray} from "reprise/data";

export const side = 8;
/** How far a stripe runs to the right and down: across, down, and both diagonals. */
const directions = [[0, 1], [1, 0], [1, 1], [1, -1]] as const;
export const names = ["across", "down", "falling", "rising"];

/** Images of stripes two pixels wide with normal noise, and the number of their direction. */
export function stripes(stream: ReturnType<TrainContext["random"]["stream"]>, count: number, noise: number): {readonly x: NumericArray; readonly y: NumericArray} {
  const x = new Float32Array(count * side * side);
  const y = new Int32Array(count);
  for (let image = 0; image < count; image += 1) {
    const direction = stream.integer(0, directions.length);
    const [right, down] = directions[direction]!;
    const phase = stream.integer(0, 4);
    for (let pixel = 0; pixel < side * side; pixel += 1) {
      const distance = (pixel % side) * right + Math.floor(pixel / side) * down + phase + 2 * side;
      x[image * side * side + pixel] = (distance % 4 < 2 ? 1 : -1) + stream.normal(0, noise);
    }
    y[image] = direction;
  }
  return {x: numericArray([count, side, side, 1], x), y: numericArray([count], y)};
}
