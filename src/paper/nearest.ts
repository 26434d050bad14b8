import {distance} from "fastest-levenshtein";
import {byCodeUnit} from "../results/names.ts";

/** The known name that differs least from `name`; undefined when nothing is known. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const ranked = [...known].map((candidate) => ({candidate, far: distance(name, candidate)}));
  return ranked.sort((a, b) => a.far - b.far || byCodeUnit(a.candidate, b.candidate))[0]?.candidate;
}

/** "did you mean x?", or what to do when there is nothing to mean. */
export function didYouMean(name: string, known: Iterable<string>, otherwise: string): string {
  const close = nearest(name, known);
  return close === undefined ? otherwise : `did you mean ${close}?`;
}
