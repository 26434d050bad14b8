/** LaTeX's counters: which resets which, and how their numbers are printed. */
export interface Counters {
  /** Adds one, resets what counts within, and gives the printed number. */
  readonly step: (name: string) => string;
  readonly print: (name: string) => string;
  readonly startAppendix: () => void;
  readonly inAppendix: () => boolean;
}

const article: readonly (readonly [string, string])[] = [["subsection", "section"], ["subsubsection", "subsection"], ["paragraph", "subsubsection"]];

/** Counters of the article class; `within` adds what `\numberwithin` and `\newtheorem` say. */
export function articleCounters(within: ReadonlyMap<string, string>): Counters {
  const parents = new Map([...article, ...within]);
  const counts = new Map<string, number>();
  let appendix = false;
  const reset = (name: string): void => {
    for (const [child, parent] of parents) {
      if (parent !== name || child === name) continue;
      counts.set(child, 0);
      reset(child);
    }
  };
  const print = (name: string): string => {
    const count = counts.get(name) ?? 0;
    const parent = parents.get(name);
    if (parent !== undefined && parent !== name) return `${print(parent)}.${count}`;
    return appendix && name === "section" ? letter(count, "A") : String(count);
  };
  const step = (name: string): string => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    reset(name);
    return print(name);
  };
  const startAppendix = (): void => {
    appendix = true;
    counts.set("section", 0);
    reset("section");
  };
  return {step, print, startAppendix, inAppendix: () => appendix};
}

/** 1 → a, 2 → b, counted from `first`. */
export const letter = (count: number, first: "a" | "A"): string => String.fromCharCode(first.charCodeAt(0) + count - 1);

const roman: readonly (readonly [number, string])[] = [[10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];

/** The label of an item of a numbered list, `depth` lists deep (1 is the outermost). */
export function itemLabel(count: number, depth: number): string {
  if (depth === 2) return letter(count, "a");
  if (depth === 3) return romanOf(count);
  return depth === 4 ? letter(count, "A") : String(count);
}

function romanOf(count: number): string {
  let rest = count;
  return roman.reduce((text, [value, sign]) => {
    const times = Math.floor(rest / value);
    rest -= times * value;
    return text + sign.repeat(times);
  }, "");
}
