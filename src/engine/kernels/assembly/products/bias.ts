// @ts-ignore: decorators are AssemblyScript's
@inline
function activate4(value: v128, activation: i32): v128 {
  if (activation) value = f32x4.pmax(value, f32x4.splat(0));
  return activation == 2 ? f32x4.pmin(value, f32x4.splat(6)) : value;
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function activate1(value: f32, activation: i32): f32 {
  if (activation && value < 0) value = 0;
  return activation == 2 && value > 6 ? 6 : value;
}

/** target[r, j] = activation(target[r, j] + bias[j]), in place; activation 0 none, 1 relu, 2 relu6; bias 0: none. NaN stays NaN. */
export function addBiasAndActivate(target: usize, rows: i32, columns: i32, bias: usize, activation: i32): void {
  for (let r = 0; r < rows; r++) {
    let j = 0, add = bias;
    for (; j + 4 <= columns; j += 4) {
      const value = bias ? f32x4.add(v128.load(target), v128.load(add)) : v128.load(target);
      v128.store(target, activate4(value, activation));
      target += 16;
      add += 16;
    }
    for (; j < columns; j++) {
      const value = bias ? load<f32>(target) + load<f32>(add) : load<f32>(target);
      store<f32>(target, activate1(value, activation));
      target += 4;
      add += 4;
    }
  }
}
