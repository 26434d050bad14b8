import type {Parting} from "./verdicts.ts";

/** `the initial weights already differ: tensor 000.dense/kernel and 3 more`, `first parts at step 40, tensor 000.dense/kernel (all agree at step 36)` */
export function partingText({step, after, tensors, updates}: Parting): string {
  const which = tensors.length === 0 ? "" : `tensor ${tensors[0]}${tensors.length > 1 ? ` and ${tensors.length - 1} more` : ""}`;
  if (tensors.length === 0 && updates !== undefined) return `all weights agree up to step ${after ?? 0}; then one training has ${updates.baseline} updates, the other ${updates.fresh}`;
  if (tensors.length === 0) return `the weights agree; first draws other random numbers by step ${step}`;
  if (after === null) return `the initial weights already differ: ${which}`;
  return `first parts ${after === step - 1 ? `at step ${step}` : `between steps ${after} and ${step}`}, ${which}`;
}

/** `random stream shuffle: 640 words drawn, 512 before` */
export const streamTexts = ({streams}: Parting): readonly string[] =>
  streams.map(({name, baseline, fresh}) => `random stream ${name}: ${baseline} → ${fresh} words drawn by then`);
