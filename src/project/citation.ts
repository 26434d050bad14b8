import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import {absent, UserError} from "../errors.ts";

const citationSchema = z.object({version: z.coerce.string(), "date-released": z.coerce.string().regex(/^\d{4}-\d{2}-\d{2}/, "expected a date such as 2026-01-31")});

export interface Citation {
  readonly version: string;
  /** Midnight UTC of the release date, in seconds since 1970. */
  readonly sourceDateEpoch: number;
}

async function parseYaml(text: string): Promise<unknown> {
  const {parse} = await import("yaml");
  try {
    return parse(text, {schema: "failsafe"});
  } catch (error) {
    throw new UserError(`CITATION.cff is no YAML: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`, "correct it there; citation-file-format.github.io has examples");
  }
}

/** What CITATION.cff says of the release: the only date that outputs may hold. */
export async function readCitation(root: string): Promise<Citation> {
  const text = await readFile(join(root, "CITATION.cff"), "utf8").catch(absent(undefined));
  if (text === undefined) throw new UserError("CITATION.cff is missing", "write one (citation-file-format.github.io): its date-released is the date of paper and figures");
  const parsed = citationSchema.safeParse(await parseYaml(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new UserError(`CITATION.cff, ${issue?.path.join(".")}: ${issue?.message}`, "give version and date-released");
  }
  const [year, month, day] = parsed.data["date-released"].split("-").map(Number);
  return {version: parsed.data.version, sourceDateEpoch: Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / 1000};
}
