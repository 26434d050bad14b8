import {z} from "zod";

/** `build/paper/<name>.json`: the paper as the site shows it, and what the checklist asks of it. */
export const paperSchema = z.strictObject({
  format: z.literal("reprise.paper/1"),
  name: z.string(),
  title: z.string(),
  /** As plain text; `html` begins with it, too. */
  abstract: z.string(),
  /** Sanitised HTML of the body, KaTeX inside; numbers are `<data value="id">` elements. Links into the site begin with `@base/`, ids with `paper-`. */
  html: z.string(),
  outline: z.array(z.strictObject({id: z.string(), level: z.int(), number: z.string(), title: z.string()})),
  /** Where each value, table, figure and claim is used: id → places such as "abstract", "Section 4". */
  uses: z.record(z.string(), z.array(z.strictObject({where: z.string(), anchor: z.string(), file: z.string(), line: z.int()}))),
  /** Numbers found in the prose, with what binds them: a value, an allowance ("95 %", a year), or nothing. */
  numerals: z.array(z.strictObject({text: z.string(), file: z.string(), line: z.int(), bound: z.enum(["value", "allowed", "typed"])})),
  /** Null where no LaTeX is on this machine; `because` says so. */
  pdf: z.strictObject({file: z.string(), pages: z.int()}).nullable(),
  because: z.string().optional(),
  files: z.array(z.string()),
});

export type Paper = z.infer<typeof paperSchema>;
