import {at, floats, given, near, type Check, type Checks, type Data} from "./check.ts";

const rate = 0.125, decay = 0.25, weight = floats([9], 91), gradient = floats([9], 92), positive = [93, 94, 95].map((seed): Data => given([9], Array.from(floats([9], seed).values, (value) => Math.fround(value * value + 0.5))));

/** Memories against which the gradient's sign wins, but not that of the memory's next value. */
const opposed = given([9], Array.from(gradient.values, (value, i) => Math.fround(value * (i % 2 === 0 ? -0.4 : 1))));

/** New weight (before decay) and memories of a weight w with gradient g. */
type Rule = (w: number, g: number, ...memories: readonly number[]) => readonly number[];

/** One step in place over two weights of unequal size, the second clipped like the first; each loses `decay` of itself. */
function step(own: readonly number[], remembered: number, rule: Rule, memories = positive): Check {
  const shorter = ({values}: Data): Data => given([3], Array.from(values).slice(0, 3)), all = [weight, gradient, ...memories.slice(0, remembered)], both = [...all, ...all.map(shorter)];
  const after = (i: number, w: number): readonly number[] => {
    const [moved, ...kept] = rule(w, Math.max(-0.75, Math.min(0.75, at(gradient, i))), ...memories.slice(0, remembered).map((memory) => at(memory, i)));
    return [moved! - decay * w, at(gradient, i), ...kept];
  };
  const expected = both.map(({shape, values}, n) => ({shape, values: Array.from(values, (_, i) => near(after(i, at(weight, i))[n % all.length]!, 12, 1))}));
  return {inputs: Object.fromEntries(both.entries()), attributes: {rate, decay, clipValue: 0.75, own}, outputs: expected, inPlace: true};
}

const adam = [0.75, 0.25, 0.875, 0.125, 0.4375, 0.234375, 0.01], rms = [0.75, 0.25, 0.5, 0.01];

export const steps: Checks = {
  SgdStep: step([], 0, (w, g) => [w - rate * g]), MomentumStep: step([0.75], 1, (w, g, v) => [w - rate * (0.75 * v! + g), 0.75 * v! + g]), NesterovStep: step([0.75], 1, (w, g, v) => [w - rate * (g + 0.75 * (0.75 * v! + g)), 0.75 * v! + g]),
  RmspropStep: step(rms, 2, (w, g, s, v) => {
    const square = 0.75 * s! + 0.25 * g * g, velocity = 0.5 * v! + (rate * g) / Math.sqrt(square + 0.01);
    return [w - velocity, square, velocity];
  }),
  CentredRmspropStep: step(rms, 3, (w, g, s, v, m) => {
    const square = 0.75 * s! + 0.25 * g * g, mean = 0.75 * m! + 0.25 * g, velocity = 0.5 * v! + (rate * g) / Math.sqrt(Math.max(0, square - mean * mean) + 0.01);
    return [w - velocity, square, velocity, mean];
  }),
  AdamStep: step(adam, 2, (w, g, m, s) => {
    const mean = 0.75 * m! + 0.25 * g, square = 0.875 * s! + 0.125 * g * g;
    return [w - (rate * (mean / 0.4375)) / (Math.sqrt(square / 0.234375) + 0.01), mean, square];
  }),
  AdagradStep: step([0.01], 1, (w, g, s) => [w - (rate * g) / Math.sqrt(s! + g * g + 0.01), s! + g * g]),
  AdadeltaStep: step([0.75, 0.25, 0.01], 2, (w, g, s, d) => {
    const square = 0.75 * s! + 0.25 * g * g, update = (Math.sqrt(d! + 0.01) / Math.sqrt(square + 0.01)) * g;
    return [w - rate * update, square, 0.75 * d! + 0.25 * update * update];
  }),
  AdamaxStep: step([0.75, 0.25, 0.875, 0.01, 0.4375], 2, (w, g, m, u) => {
    const mean = 0.75 * m! + 0.25 * g, largest = Math.max(0.875 * u!, Math.abs(g));
    return [w - (rate * (mean / 0.4375)) / (largest + 0.01), mean, largest];
  }),
  LionStep: step([0.75, 0.25, 0.875, 0.125], 1, (w, g, m) => [w - rate * Math.sign(0.75 * m! + 0.25 * g), 0.875 * m! + 0.125 * g], [opposed]),
};
