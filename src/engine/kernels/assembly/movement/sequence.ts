import {write} from "./element";

/** target[i] = start + i · step in 64-bit floats, rounded once to the type (0 float, 1 integer). */
export function sequence(target: usize, count: i32, start: f64, step: f64, kind: i32): void {
  for (let i = 0; i < count; i++) write(target, i, kind, start + <f64>i * step);
}
