import {pullObjects} from "../exchange/transfer.ts";
import type {Options} from "./options.ts";
import type {World} from "./perform.ts";
import {transferStep} from "./transfer-step.ts";

/** Fetches the baseline's weights and predictions from a place, each verified before it enters the store. */
export const perform = (world: World, options: Options, operands: readonly string[]): Promise<number> =>
  transferStep(world, options, operands, {move: pullObjects, done: "pulled from", mend: "ask whoever published it to run npx reprise push, or give another place"});
