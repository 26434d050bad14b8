/** A line of a source file, as people read it: `paper/main.tex:12`. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export const placeText = ({file, line}: Place): string => `${file}:${line}`;

/** The line, counted from 1, of an offset into a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
