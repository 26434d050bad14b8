import {UserError} from "../errors.ts";
import {runProgram} from "./latex.ts";

/** The PDF's text as pdftotext reads it; null where that program is not on this machine. */
export async function readPdfText(file: string): Promise<string | null> {
  const {code, output} = await runProgram("pdftotext", ["-enc", "UTF-8", file, "-"], {cwd: ".", env: process.env, timeout: 60_000});
  return code === 0 ? Buffer.from(output, "latin1").toString("utf8") : null;
}

/** Refuses a PDF that does not show every value which the paper uses, as the report prints it. */
export function refuseMissingValues(text: string, values: readonly {readonly id: string; readonly plain: string}[], where: string): void {
  const shown = squeezed(text);
  for (const {id, plain} of values) {
    if (shown.includes(squeezed(plain))) continue;
    throw new UserError(`${where}: does not show ${plain} (${id}), which its source uses`, "something redefines \\result, or hides it; keep it in the running text");
  }
}

/** Without spaces, ligatures, and the many forms of minus: what two programs agree on about a text. */
const squeezed = (text: string): string => text.normalize("NFKC").replaceAll(/[\u2010-\u2015\u2212\u00ad-]/g, "-").replaceAll(/[\s\u200b]+/g, "");
