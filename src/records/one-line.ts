/** A text of strangers for a terminal or a page: one line, without control characters, so that it can neither pass for lines of ours nor hide any. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, " ");
