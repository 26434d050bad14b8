/** A stretch of a sentence: plain, or between backticks. */
export interface Stretch {
  readonly text: string;
  readonly code: boolean;
}

/** Splits a sentence at pairs of backticks: "run `reprise build` again" has code in the middle. A single backtick stands for itself. */
export function stretches(sentence: string): readonly Stretch[] {
  return sentence.split(/(`[^`]+`)/).filter((text) => text !== "")
    .map((text) => (/^`[^`]+`$/.test(text) ? {text: text.slice(1, -1), code: true} : {text, code: false}));
}
