import {cos, pow} from "../../math/math.ts";

/** How fast to move: one number, a named schedule, or a function of the step 1, 2, … */
export type LearningRate = number | Schedule | ((step: number) => number);

/** Learning rates that change with the step. `warmup` steps rise linearly from 0 to `peak` first; `end` is reached at step `steps` and kept. */
export type Schedule =
  /** Half a cosine from peak to end (Loshchilov and Hutter, 2017, "SGDR"). */
  | {readonly cosine: {readonly peak: number; readonly steps: number; readonly warmup?: number; readonly end?: number}}
  | {readonly linear: {readonly peak: number; readonly steps: number; readonly warmup?: number; readonly end?: number}}
  /** initial · factor^(step / every); with `staircase` the exponent is rounded down. */
  | {readonly exponential: {readonly initial: number; readonly factor: number; readonly every: number; readonly staircase?: boolean}}
  /** Multiplied with factor after each of the steps `at`. */
  | {readonly steps: {readonly initial: number; readonly at: readonly number[]; readonly factor: number}}
  /** peak · √(warmup / step) after the warm-up (Vaswani and others, 2017). */
  | {readonly inverseSquareRoot: {readonly peak: number; readonly warmup: number}};

/** The learning rate at each step 1, 2, …; a RangeError where it is no finite number of at least 0. */
export function learningRateOf(choice: LearningRate): (step: number) => number {
  const rate = typeof choice === "function" ? choice : typeof choice === "number" ? () => choice : scheduled(choice);
  return (step) => {
    const now = rate(step);
    if (!(Number.isFinite(now) && now >= 0)) throw new RangeError(`optimiser: expected a learning rate of at least 0, got ${now} at step ${step}`);
    return now;
  };
}

function scheduled(schedule: Schedule): (step: number) => number {
  if ("cosine" in schedule) return declining(schedule.cosine, (done) => (1 + cos(Math.PI * done)) / 2);
  if ("linear" in schedule) return declining(schedule.linear, (done) => 1 - done);
  if ("exponential" in schedule) {
    const {initial, factor, every, staircase = false} = schedule.exponential;
    return (step) => initial * pow(factor, staircase ? Math.floor(step / every) : step / every);
  }
  if ("steps" in schedule) {
    const {initial, at, factor} = schedule.steps;
    return (step) => at.reduce((rate, last) => (step > last ? rate * factor : rate), initial);
  }
  if ("inverseSquareRoot" in schedule) {
    const {peak, warmup} = schedule.inverseSquareRoot;
    return (step) => (step < warmup ? (peak * step) / warmup : peak * Math.sqrt(warmup / step));
  }
  throw new RangeError(`optimiser: expected a learning rate, or one of cosine, linear, exponential, steps, inverseSquareRoot, got ${Object.keys(schedule).join(", ")}`);
}

type Declining = {readonly peak: number; readonly steps: number; readonly warmup?: number; readonly end?: number};

/** `shape` leads from 1 to 0 as what is done goes from 0 to 1. */
function declining({peak, steps, warmup = 0, end = 0}: Declining, shape: (done: number) => number): (step: number) => number {
  if (!(warmup < steps)) throw new RangeError(`optimiser: expected a schedule longer than its warm-up of ${warmup} steps, got ${steps}`);
  return (step) => {
    if (step < warmup) return (peak * step) / warmup;
    return step >= steps ? end : end + (peak - end) * shape((step - warmup) / (steps - warmup));
  };
}
