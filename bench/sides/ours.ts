import type {EngineName} from "../../src/engine/engine.ts";
import {openEngine} from "../../src/engine/node.ts";
import type {Side} from "../side.ts";

/** This toolkit's engine, opened as a run opens it. */
export async function openOurs(name: EngineName): Promise<Side> {
  const {tf, optimizers} = await openEngine(name);
  return {tf, adam: (learningRate) => optimizers.adam({learningRate})};
}
