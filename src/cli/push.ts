import {pushObjects} from "../exchange/transfer.ts";
import type {Options} from "./options.ts";
import type {World} from "./perform.ts";
import {transferStep} from "./transfer-step.ts";

/** Copies the baseline's weights and predictions to a place. */
export const perform = (world: World, options: Options, operands: readonly string[]): Promise<number> =>
  transferStep(world, options, operands, {move: pushObjects, done: "pushed to", mend: "npx reprise run makes what is not in the store, where its code is still the baseline's; else pull it first"});
