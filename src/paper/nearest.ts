import {nearest as ranked} from "../results/nearest.ts";

/** The known name that differs least from `name`; undefined when nothing is known. */
export const nearest = (name: string, known: Iterable<string>): string | undefined => ranked(name, [...known], 1)[0];

/** "did you mean x?", or what to do when there is nothing to mean. */
export function didYouMean(name: string, known: Iterable<string>, otherwise: string): string {
  const close = nearest(name, known);
  return close === undefined ? otherwise : `did you mean ${close}?`;
}
