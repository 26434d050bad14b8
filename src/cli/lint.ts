import {UserError} from "../errors.ts";
import type {Options} from "./options.ts";
import type {World} from "./perform.ts";

/** Being written. */
export async function perform(_world: World, _options: Options, _operands: readonly string[]): Promise<number> {
  throw new UserError("lint is being written", "wait for it");
}
