import {numbers} from "../numbers.ts";
import type {Goal, Workload} from "../workload.ts";

const goal: Goal = {of: "wall", atLeast: 0.7};
const sizes = [64, 128, 256, 512, 1024];
const transpositions = [["nn", false, false], ["tn", true, false], ["nt", false, true]] as const;

/** The matrix product of square matrices, plain and with either operand transposed. */
export const products: readonly Workload[] = sizes.flatMap((size) => transpositions.map(([name, left, right]) => product(size, name, left, right)));

function product(size: number, name: string, left: boolean, right: boolean): Workload {
  return {
    id: `product/${size}-${name}`,
    title: `Matrix product ${size}³, ${name.toUpperCase()}`,
    shapes: `float32, [${size}, ${size}]${left ? "ᵀ" : ""} · [${size}, ${size}]${right ? "ᵀ" : ""}`,
    unit: "FLOP",
    unitsPerStep: 2 * size * size * size,
    peers: ["peak", "stock-wasm", "openblas", "pytorch"],
    ...(size < 512 ? {} : {goals: {peak: goal}}),
    prepare: ({tf}) => {
      const [a, b] = [1, 2].map((seed) => tf.tensor2d(numbers(size * size, seed), [size, size]));
      return {
        step: () => tf.matMul(a!, b!, left, right).dispose(),
        check: async () => tf.tidy(() => tf.mean(tf.abs(tf.matMul(a!, b!, left, right)))).dataSync()[0]!,
      };
    },
  };
}
