// One step of an optimiser over one weight tensor, in place: w weights, g gradient, the rest its memory of earlier steps.

/** w ← w - rate · g */
export function sgdStep(w: usize, g: usize, count: i32, rate: f32): void {
  const bytes = <usize>count << 2, rate4 = f32x4.splat(rate);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(w + i, f32x4.sub(v128.load(w + i), f32x4.mul(rate4, v128.load(g + i))));
  for (; i < bytes; i += 4) store<f32>(w + i, load<f32>(w + i) - rate * load<f32>(g + i));
}

/** v ← momentum · v + g; w ← w - rate · v, or with Nesterov's look ahead w - rate · (g + momentum · v) */
export function momentumStep(w: usize, g: usize, v: usize, count: i32, rate: f32, momentum: f32, nesterov: bool): void {
  const bytes = <usize>count << 2;
  for (let i: usize = 0; i < bytes; i += 4) {
    const gradient = load<f32>(g + i);
    const velocity: f32 = momentum * load<f32>(v + i) + gradient;
    store<f32>(v + i, velocity);
    store<f32>(w + i, load<f32>(w + i) - rate * (nesterov ? gradient + momentum * velocity : velocity));
  }
}

/**
 * Adam (Kingma and Ba, 2015): m ← beta1 · m + rest1 · g; v ← beta2 · v + rest2 · g²; w ← w - rate · (m / correction1) / (√(v / correction2) + epsilon),
 * where rest = 1 - beta and correction = 1 - beta^t. With decoupled weight decay (Loshchilov and Hutter, 2019) w first loses `decay` · w.
 */
export function adamStep(
  w: usize, g: usize, m: usize, v: usize, count: i32,
  rate: f32, beta1: f32, rest1: f32, beta2: f32, rest2: f32, correction1: f32, correction2: f32, epsilon: f32, decay: f32,
): void {
  const b1 = f32x4.splat(beta1), r1 = f32x4.splat(rest1), b2 = f32x4.splat(beta2), r2 = f32x4.splat(rest2);
  const c1 = f32x4.splat(correction1), c2 = f32x4.splat(correction2), e = f32x4.splat(epsilon), l = f32x4.splat(rate), d = f32x4.splat(decay);
  const bytes = <usize>count << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) {
    const gradient = v128.load(g + i);
    const mean = f32x4.add(f32x4.mul(b1, v128.load(m + i)), f32x4.mul(r1, gradient));
    const square = f32x4.add(f32x4.mul(b2, v128.load(v + i)), f32x4.mul(r2, f32x4.mul(gradient, gradient)));
    v128.store(m + i, mean);
    v128.store(v + i, square);
    let weight = v128.load(w + i);
    weight = f32x4.sub(weight, f32x4.mul(d, weight));
    v128.store(w + i, f32x4.sub(weight, f32x4.mul(l, f32x4.div(f32x4.div(mean, c1), f32x4.add(f32x4.sqrt(f32x4.div(square, c2)), e)))));
  }
  for (; i < bytes; i += 4) {
    const gradient = load<f32>(g + i);
    const mean: f32 = beta1 * load<f32>(m + i) + rest1 * gradient;
    const square: f32 = beta2 * load<f32>(v + i) + rest2 * (gradient * gradient);
    store<f32>(m + i, mean);
    store<f32>(v + i, square);
    let weight = load<f32>(w + i);
    weight = weight - decay * weight;
    store<f32>(w + i, weight - rate * (mean / correction1 / (sqrt<f32>(square / correction2) + epsilon)));
  }
}
