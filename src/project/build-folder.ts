import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {z} from "zod";
import {absent, UserError} from "../errors.ts";
import {prettyCanonicalJson} from "../results/canonical-json.ts";
import {parseAs} from "../results/result.ts";
import {writeDurably} from "../store/durable-write.ts";
import {parseJson} from "./parse-json.ts";

/** Writes a record that one step hands to the next, checked: `writeRecord(root, "build/plan.json", planSchema, plan)`. */
export async function writeRecord<S extends z.ZodType>(root: string, file: string, schema: S, record: z.infer<S>): Promise<void> {
  const text = prettyCanonicalJson(record);
  parseAs(schema, JSON.parse(text), file, "this is a defect of Reprise: please report it");
  await writeDurably(join(root, file), text);
}

/** Reads a record of an earlier step; where it is missing, says which command makes it. */
export async function readRecord<S extends z.ZodType>(root: string, file: string, schema: S): Promise<z.infer<S>> {
  const text = await readFile(join(root, file), "utf8").catch(absent(undefined));
  if (text === undefined) throw new UserError(`${file} is not there yet`, "run `npx reprise build` first");
  const mend = "remove the folder build/ and run `npx reprise build`";
  return parseAs(schema, parseJson(text, file, mend), file, mend);
}
