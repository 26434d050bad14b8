import {dashed} from "../results/names.ts";

/** `testAccuracy` → "test accuracy" */
export const inWords = (name: string): string => dashed(name).replaceAll("-", " ");

/** `testAccuracy` → "Test accuracy", for titles of axes and columns. */
export const asTitle = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** ["a", "b", "c"] → "a, b and c" */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** At most `most` items, then how many more there are. */
export function shortened(items: readonly string[], most = 5): string {
  return items.length <= most ? listed(items) : `${items.slice(0, most).join(", ")} and ${items.length - most} more`;
}

/** 1 run, 2 runs */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
