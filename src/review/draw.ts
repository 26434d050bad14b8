import {byCodeUnit} from "../results/names.ts";
import {sha256} from "../store/store.ts";

/**
 * The order in which a nonce draws runs: by the SHA-256 of nonce and run. Who does not know the nonce cannot foresee it, and who knows it can repeat it;
 * every set of runs is as likely to come first as any other.
 */
export const drawOrder = (nonce: string, runs: readonly string[]): readonly string[] =>
  runs.map((run) => [sha256(`${nonce}\n${run}`), run] as const).sort(([a], [b]) => byCodeUnit(a, b)).map(([, run]) => run);
