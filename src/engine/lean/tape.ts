import type {Internals, TapeNode} from "./internals.ts";

/**
 * Keeps the tape in the order in which tensors came to be. TensorFlow.js notes the copy of a result that is kept for the gradient before the kernel whose
 * result it is; a second derivative then takes that copy for a constant, and is wrong: of tanh, sigmoid, elu, softmax, exp, pow.
 */
export function orderTape(engine: Internals): void {
  const add = engine.addTapeNode.bind(engine);
  engine.addTapeNode = (...entry) => {
    add(...entry);
    if (engine.state.gradientDepth < 2) return;
    const tape = engine.state.activeTape as TapeNode[];
    const node = tape.pop()!;
    const made = new Set(node.outputs.map(({id}) => id));
    const before = tape.findLastIndex(({inputs}) => !Object.values(inputs).some(({id}) => made.has(id))) + 1;
    tape.splice(before, 0, node);
  };
}
