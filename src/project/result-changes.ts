import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {absent} from "../errors.ts";
import {resultChangeSchema, type ResultChange} from "../records/result-changes.ts";
import {canonicalJson} from "../results/canonical-json.ts";
import {parseAs} from "../results/result.ts";
import type {Change} from "../store/transaction.ts";
import {parseJson} from "./parse-json.ts";

/** The changelog of results, beside `provenance.jsonl`: one line per acceptance that changed something. */
export const resultChangesFile = "results-changes.jsonl";

/** The changelog with one more line. */
export async function appendedChange(root: string, record: ResultChange): Promise<Change> {
  const before = await textOf(root);
  return {path: resultChangesFile, content: `${before === "" || before.endsWith("\n") ? before : `${before}\n`}${canonicalJson(record)}\n`};
}

/** Every acceptance that changed something, the first first. @throws UserError naming the line that is none. */
export async function readResultChanges(root: string): Promise<readonly ResultChange[]> {
  const mend = "restore the file with git, or take the line out";
  return (await textOf(root)).split("\n").flatMap((line, index) => {
    const where = `${resultChangesFile}, line ${index + 1}`;
    return line === "" ? [] : [parseAs(resultChangeSchema, parseJson(line, where, mend), where, mend)];
  });
}

const textOf = (root: string): Promise<string> => readFile(join(root, resultChangesFile), "utf8").catch(absent(""));
