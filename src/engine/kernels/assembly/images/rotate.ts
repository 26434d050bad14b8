import {read, write} from "../movement/element";
import {rounded} from "./sampling";

/**
 * Each pixel of [batch, height, width, channels] is the nearest one to its place turned about (centreX, centreY) by the angle of which cosine and sine are given;
 * where that lies outside the image, the channel's own of four fill values, the fourth for all further channels.
 */
export function rotate(
  x: usize, target: usize, batch: i32, height: i32, width: i32, channels: i32, cosine: f64, sine: f64, centreX: f64, centreY: f64, f0: f64, f1: f64, f2: f64, f3: f64, kind: i32,
): void {
  let to = 0;
  for (let b = 0; b < batch; b++) for (let r = 0; r < height; r++) for (let q = 0; q < width; q++) {
    const dx = <f64>q - centreX, dy = <f64>r - centreY;
    const sx = rounded(dx * cosine - dy * sine + centreX), sy = rounded(dx * sine + dy * cosine + centreY);
    const inside = sx >= 0 && sx < <f64>width && sy >= 0 && sy < <f64>height;
    const from = inside ? ((b * height + <i32>sy) * width + <i32>sx) * channels : 0;
    for (let c = 0; c < channels; c++) {
      const outside = c == 0 ? f0 : c == 1 ? f1 : c == 2 ? f2 : f3;
      write(target, to++, kind, inside ? read(x, from + c, kind) : outside);
    }
  }
}
