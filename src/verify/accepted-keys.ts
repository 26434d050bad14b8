import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import {parseJson} from "../project/parse-json.ts";
import {digest, parseAs} from "../results/result.ts";

const keysFile = z.looseObject({runs: z.record(z.string(), digest)});

/** The run keys that the baseline was accepted with, by run path; an experiment without `keys.json` has none. */
export async function readAcceptedKeys(root: string, experiments: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const each = await Promise.all(experiments.map((id) => readOne(root, id)));
  return new Map(each.flat());
}

async function readOne(root: string, experiment: string): Promise<readonly (readonly [string, string])[]> {
  const file = `results/${experiment}/keys.json`;
  const text = await readFile(join(root, file), "utf8").catch(() => undefined);
  if (text === undefined) return [];
  const mend = `restore it: git checkout -- ${file}`;
  const {runs} = parseAs(keysFile, parseJson(text, file, mend), file, mend);
  return Object.entries(runs).map(([run, key]) => [`${experiment}/${run}`, key] as const);
}
