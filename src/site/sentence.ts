/**
 * A label or a method, written for the middle of a sentence, at the head of a line: "mean of 5 seeds" → "Mean of 5 seeds".
 * A single letter keeps its case: a t test is no T test.
 */
export const asSentence = (text: string): string =>
  (/^\p{Ll}\p{L}/u.test(text) ? text.slice(0, 1).toUpperCase() + text.slice(1) : text);
