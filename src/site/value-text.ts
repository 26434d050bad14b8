/** A value's text in two: the number itself, and the interval that goes with it in smaller letters. */
export interface ValueText {
  readonly number: string;
  readonly interval: string;
}

/** "97.3 % [96.9, 97.7]" → "97.3 %" and "[96.9, 97.7]"; "97.3 ± 0.4" → "97.3" and "± 0.4". */
export function valueText(plain: string): ValueText {
  const [, number = plain, interval = ""] = /^(.+?)\s*(\[[^[\]]*\]|±[^±]*)$/.exec(plain) ?? [];
  return {number, interval};
}
