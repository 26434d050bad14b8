import type {Rule} from "./rules.ts";

/** A place in one file that breaks a rule. */
export interface Found {
  readonly rule: Rule;
  /** Offset in the file's text, in UTF-16 units. */
  readonly at: number;
  /** What stands there, in the words of the code. */
  readonly what: string;
  readonly mend: string;
  /** Where the rule's own reason would not be exact. */
  readonly because?: string;
}

/** A found place as people and programs read it; line and column count from 1. */
export interface Finding {
  readonly rule: Rule;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly because: string;
  readonly mend: string;
  /** Found by looking at the text alone, not by parsing it. */
  readonly heuristic: boolean;
}

/** A finding that a comment in the code excuses. */
export interface Allowed {
  readonly rule: Rule;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** Line and column, from 1, of an offset. */
export function position(text: string, at: number): {readonly line: number; readonly column: number} {
  const before = text.slice(0, at).split("\n");
  return {line: before.length, column: (before.at(-1)?.length ?? 0) + 1};
}
