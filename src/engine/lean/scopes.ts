import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../engine.ts";
import type {Internals, Scope} from "./internals.ts";

/** Ends scopes that give one tensor or nothing without searching the result for tensors. */
export function leanScopes(tf: TensorFlow, engine: Internals): void {
  const stock = engine.endScope.bind(engine);
  engine.endScope = (result) => {
    if (result !== undefined && result !== null && !(result instanceof tf.Tensor)) return stock(result);
    closeScope(engine, (result ?? undefined) as Tensor | undefined);
  };
}

/** Runs `work` and disposes of every tensor that it made but its result. */
export function within(engine: Internals, name: string, work: () => Tensor): Tensor {
  engine.startScope(name);
  let result: Tensor | undefined;
  try {
    result = work();
    return result;
  } finally {
    closeScope(engine, result);
  }
}

function closeScope(engine: Internals, result: Tensor | undefined): void {
  const {state} = engine;
  const scope = state.scopeStack.at(-1) as Scope;
  for (const tensor of scope.track) if (!tensor.kept && tensor.id !== result?.id) tensor.dispose();
  state.scopeStack.pop();
  state.activeScope = state.scopeStack.at(-1) ?? null;
  if (result !== undefined && !result.kept && result.scopeId === scope.id) engine.track(result);
}
