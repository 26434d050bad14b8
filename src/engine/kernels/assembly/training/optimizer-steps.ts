// One step of an optimiser over all its weights, in place. The table has six words for each weight: the addresses of the weight, its gradient
// and up to three memories of earlier steps, and how many numbers there are. Blocks of memory are whole multiples of 16 bytes, so the last vector of a tensor
// may reach beyond its numbers: what it changes there nobody reads.
// Numbers, 32-bit floats: rate, decay (what fraction of itself a weight loses first), scale and bound of the gradient, then the rule's own.
const SGD: i32 = 0, MOMENTUM: i32 = 1, NESTEROV: i32 = 2, RMSPROP: i32 = 3, CENTRED: i32 = 4, ADAM: i32 = 5, ADAGRAD: i32 = 6, ADADELTA: i32 = 7, ADAMAX: i32 = 8, LION: i32 = 9;

// @ts-ignore: decorators are AssemblyScript's
@inline
function number(numbers: usize, i: i32): v128 {
  return v128.load32_splat(numbers + (<usize>i << 2));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function mix(a: v128, x: v128, b: v128, y: v128): v128 {
  return f32x4.add(f32x4.mul(a, x), f32x4.mul(b, y));
}

/** -1, 0 or 1; NaN stays NaN. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function sign(x: v128): v128 {
  const zero = f32x4.splat(0), one = f32x4.splat(1);
  const signs = f32x4.sub(v128.and(one, f32x4.gt(x, zero)), v128.and(one, f32x4.lt(x, zero)));
  return v128.bitselect(signs, x, f32x4.eq(x, x));
}

/** How far to move against, given gradient g; m and v are the addresses of the memories. The rate is multiplied in outside, but for RMSprop and Adadelta. */
// @ts-ignore: decorators are AssemblyScript's
@inline
function move(kind: i32, g: v128, m: usize, v: usize, extra: usize, numbers: usize): v128 {
  const a = number(numbers, 4), b = number(numbers, 5), c = number(numbers, 6), d = number(numbers, 7);
  if (kind == SGD) return g;
  if (kind == MOMENTUM || kind == NESTEROV) { // a momentum
    const velocity = f32x4.add(f32x4.mul(a, v128.load(m)), g);
    v128.store(m, velocity);
    return kind == NESTEROV ? f32x4.add(g, f32x4.mul(a, velocity)) : velocity;
  }
  if (kind == RMSPROP || kind == CENTRED) { // a decay, b 1 - decay, c momentum, d epsilon
    const square = mix(a, v128.load(m), b, f32x4.mul(g, g));
    v128.store(m, square);
    let spread = square;
    if (kind == CENTRED) {
      const mean = mix(a, v128.load(extra), b, g);
      v128.store(extra, mean);
      spread = f32x4.pmax(f32x4.sub(square, f32x4.mul(mean, mean)), f32x4.splat(0));
    }
    const velocity = f32x4.add(f32x4.mul(c, v128.load(v)), f32x4.div(f32x4.mul(number(numbers, 0), g), f32x4.sqrt(f32x4.add(spread, d))));
    v128.store(v, velocity);
    return velocity;
  }
  if (kind == ADAM) { // a beta1, b 1 - beta1, c beta2, d 1 - beta2, then the corrections and epsilon
    const mean = mix(a, v128.load(m), b, g), square = mix(c, v128.load(v), d, f32x4.mul(g, g));
    v128.store(m, mean);
    v128.store(v, square);
    return f32x4.div(f32x4.div(mean, number(numbers, 8)), f32x4.add(f32x4.sqrt(f32x4.div(square, number(numbers, 9))), number(numbers, 10)));
  }
  if (kind == ADAGRAD) { // a epsilon
    const total = f32x4.add(v128.load(m), f32x4.mul(g, g));
    v128.store(m, total);
    return f32x4.div(g, f32x4.sqrt(f32x4.add(total, a)));
  }
  if (kind == ADADELTA) { // a rho, b 1 - rho, c epsilon
    const square = mix(a, v128.load(m), b, f32x4.mul(g, g));
    v128.store(m, square);
    const past = v128.load(v);
    const update = f32x4.mul(f32x4.div(f32x4.sqrt(f32x4.add(past, c)), f32x4.sqrt(f32x4.add(square, c))), g);
    v128.store(v, mix(a, past, b, f32x4.mul(update, update)));
    return update;
  }
  if (kind == ADAMAX) { // a beta1, b 1 - beta1, c beta2, d epsilon, then the correction
    const mean = mix(a, v128.load(m), b, g), decayed = f32x4.mul(c, v128.load(v)), size = f32x4.abs(g);
    const largest = v128.bitselect(decayed, size, f32x4.ge(decayed, size)); // a NaN gradient is taken
    v128.store(m, mean);
    v128.store(v, largest);
    return f32x4.div(f32x4.div(mean, number(numbers, 8)), f32x4.add(largest, d));
  }
  // LION: a beta1, b 1 - beta1, c beta2, d 1 - beta2
  const past = v128.load(m);
  v128.store(m, mix(c, past, d, g));
  return sign(mix(a, past, b, g));
}

// @ts-ignore: decorators are AssemblyScript's
@inline
function walk(kind: i32, table: usize, weights: i32, numbers: usize): void {
  const rate = number(numbers, 0), decay = number(numbers, 1), scale = number(numbers, 2), bound = number(numbers, 3), least = f32x4.neg(bound);
  for (let i = 0; i < weights; i++, table += 24) {
    const w = load<u32>(table), gradient = load<u32>(table, 4), m = load<u32>(table, 8), v = load<u32>(table, 12), extra = load<u32>(table, 16);
    const bytes = load<u32>(table, 20) << 2;
    for (let o: usize = 0; o < bytes; o += 16) {
      const g = f32x4.pmin(f32x4.pmax(f32x4.mul(v128.load(gradient + o), scale), least), bound);
      let weight = v128.load(w + o);
      weight = f32x4.sub(weight, f32x4.mul(decay, weight));
      const by = move(kind, g, m + o, v + o, extra + o, numbers);
      v128.store(w + o, f32x4.sub(weight, kind == RMSPROP || kind == CENTRED ? by : f32x4.mul(rate, by)));
    }
  }
}

/** One step; `kind` is the rule's number. See src/engine/optimizers/rules.ts for the papers. */
export function optimizerStep(kind: i32, table: usize, weights: i32, numbers: usize): void {
  if (kind == SGD) walk(SGD, table, weights, numbers);
  else if (kind == MOMENTUM) walk(MOMENTUM, table, weights, numbers);
  else if (kind == NESTEROV) walk(NESTEROV, table, weights, numbers);
  else if (kind == RMSPROP) walk(RMSPROP, table, weights, numbers);
  else if (kind == CENTRED) walk(CENTRED, table, weights, numbers);
  else if (kind == ADAM) walk(ADAM, table, weights, numbers);
  else if (kind == ADAGRAD) walk(ADAGRAD, table, weights, numbers);
  else if (kind == ADADELTA) walk(ADADELTA, table, weights, numbers);
  else if (kind == ADAMAX) walk(ADAMAX, table, weights, numbers);
  else if (kind == LION) walk(LION, table, weights, numbers);
}

/**
 * What all gradients of a step must be multiplied with so that their Euclidean norm together is `limit` at most (Pascanu and others, 2013). Squares are added up
 * in 64 bits, weight after weight: number i of a weight to partial sum i mod 2, the two at the end. A norm of NaN changes nothing.
 */
export function gradientScale(table: usize, weights: i32, limit: f32): f32 {
  let sum: f64 = 0;
  for (let i = 0; i < weights; i++, table += 24) {
    const gradient = load<u32>(table, 4), bytes = load<u32>(table, 20) << 2;
    let even: f64 = 0, odd: f64 = 0;
    for (let o: usize = 0; o < bytes; o += 4) {
      const g = <f64>load<f32>(gradient + o);
      if (o & 4) odd += g * g;
      else even += g * g;
    }
    sum += even + odd;
  }
  const norm = sqrt<f64>(sum);
  return norm > <f64>limit ? <f32>(<f64>limit / norm) : 1;
}
