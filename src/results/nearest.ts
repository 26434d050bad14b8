import {distance} from "fastest-levenshtein";
import {byCodeUnit} from "./names.ts";

/** The known names nearest to a mistyped one, nearest first: at most `count`. */
export function nearest(name: string, known: readonly string[], count = 3): readonly string[] {
  const ranked = known.map((each) => [distance(name, each), each] as const);
  return ranked.sort((a, b) => a[0] - b[0] || byCodeUnit(a[1], b[1])).slice(0, count).map(([, each]) => each);
}
