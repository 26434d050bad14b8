import * as core from "@tensorflow/tfjs-core";
import type {Tensor} from "@tensorflow/tfjs-core";

interface Term {
  readonly letters: string;
  readonly tensor: Tensor;
}

/**
 * Einstein's summation over one or two tensors, `einsum("bij,bjk->bik", a, b)`, from transpositions, sums and matrix products: so it has gradients on
 * every engine, which TensorFlow.js's own has on none. Letters name axes, each once in a term; there is no ellipsis, and without `->` nothing is guessed.
 */
export function einsum(equation: string, ...tensors: Tensor[]): Tensor {
  const {terms, output} = parsed(equation, tensors);
  return core.tidy(() => {
    const [a, b] = terms;
    if (b === undefined) return arranged(summedTo(a!, output), output);
    return arranged(product(summedTo(a!, output + b.letters), summedTo(b, output + a!.letters), output), output);
  });
}

function parsed(equation: string, tensors: readonly Tensor[]): {readonly terms: readonly Term[]; readonly output: string} {
  const match = /^([a-zA-Z]*(?:,[a-zA-Z]*)?)->([a-zA-Z]*)$/.exec(equation.replaceAll(" ", ""));
  if (!match) throw new RangeError(`einsum: expected one or two terms and an output such as "ij,jk->ik", got "${equation}"`);
  const [inputs, output] = [match[1]!.split(","), match[2]!];
  if (inputs.length !== tensors.length) throw new RangeError(`einsum: "${equation}" has ${inputs.length} terms, got ${tensors.length} tensors`);
  const terms = inputs.map((letters, i) => ({letters, tensor: tensors[i]!}));
  checkLetters(equation, terms, output);
  return {terms, output};
}

function checkLetters(equation: string, terms: readonly Term[], output: string): void {
  for (const letters of [...terms.map((term) => term.letters), output]) {
    if (new Set(letters).size !== letters.length) throw new RangeError(`einsum: a letter stands twice in the term "${letters}" of "${equation}"`);
  }
  for (const {letters, tensor} of terms) {
    if (letters.length !== tensor.rank) throw new RangeError(`einsum: the term "${letters}" of "${equation}" names ${letters.length} axes, its tensor has ${tensor.rank}`);
  }
  const extents = new Map<string, number>();
  for (const term of terms) for (const letter of term.letters) {
    const known = extents.get(letter) ?? extentOf(term, letter);
    if (known !== extentOf(term, letter)) throw new RangeError(`einsum: the axis ${letter} of "${equation}" is ${known} long in one term and ${extentOf(term, letter)} in the other`);
    extents.set(letter, known);
  }
  const unknown = [...output].find((letter) => !extents.has(letter));
  if (unknown) throw new RangeError(`einsum: the output's axis ${unknown} of "${equation}" is in no term`);
}

const extentOf = ({letters, tensor}: Term, letter: string): number => tensor.shape[letters.indexOf(letter)]!;
const only = (letters: string, keep: (letter: string) => boolean): string => [...letters].filter(keep).join("");

/** Sums over every axis that is needed no more. */
function summedTo(term: Term, needed: string): Term {
  const axes = [...term.letters].flatMap((letter, axis) => (needed.includes(letter) ? [] : [axis]));
  return axes.length === 0 ? term : {letters: only(term.letters, (letter) => needed.includes(letter)), tensor: core.sum(term.tensor, axes)};
}

/** The axes in the order asked for. */
function arranged({letters, tensor}: Term, order: string): Tensor {
  return letters === order ? tensor : core.transpose(tensor, [...order].map((letter) => letters.indexOf(letter)));
}

/** One batched matrix product: [shared and kept, a's own, summed] · [shared and kept, summed, b's own]. */
function product(a: Term, b: Term, output: string): Term {
  const shared = only(a.letters, (letter) => b.letters.includes(letter));
  const batch = only(shared, (letter) => output.includes(letter)), summed = only(shared, (letter) => !output.includes(letter));
  const ownA = only(a.letters, (letter) => !shared.includes(letter)), ownB = only(b.letters, (letter) => !shared.includes(letter));
  const sizeOf = (term: Term, letters: string): number => [...letters].reduce((size, letter) => size * extentOf(term, letter), 1);
  const left = core.reshape(arranged(a, batch + ownA + summed), [sizeOf(a, batch), sizeOf(a, ownA), sizeOf(a, summed)]);
  const right = core.reshape(arranged(b, batch + summed + ownB), [sizeOf(b, batch), sizeOf(b, summed), sizeOf(b, ownB)]);
  const extents = [...batch + ownA].map((letter) => extentOf(a, letter)).concat([...ownB].map((letter) => extentOf(b, letter)));
  return {letters: batch + ownA + ownB, tensor: core.reshape(core.matMul(left, right), extents)};
}
