import {join, resolve} from "node:path";
import {keysFile, sharedKeys, sharedKeysFile} from "../plan/keys-file.ts";
import type {KeyRecord} from "../plan/key-record.ts";
import {resultFile} from "../project/baseline.ts";
import {toolkitVersion} from "../project/toolkit-version.ts";
import type {RunOutcome} from "../run/outcome.ts";
import {writeDurably} from "../store/durable-write.ts";
import {sealedBundle} from "../verify/bundle-file.ts";
import {treeOf} from "./fresh-tree.ts";
import type {Ran} from "./run-step.ts";
import type {Session} from "./session.ts";

/** Writes what was run into one sealed file, which `reprise diff` compares on another machine. Returns how many runs it holds. */
export async function writeBundle({project}: Session, {asked, outcomes}: Ran, cwd: string, file: string): Promise<number> {
  const tree = await treeOf(asked, outcomes);
  const keys = Map.groupBy(tree.keys.values(), ({experiment}) => experiment);
  const content = {
    toolkit: await toolkitVersion(),
    files: {
      ...Object.fromEntries([...tree.results.values()].map((result) => [resultFile(result), result])),
      ...Object.fromEntries([...keys].map(([experiment, records]) => [`results/${experiment}/keys.json`, keysFile(records)])),
      [sharedKeys]: await sharedKeysOf(project.root, keys),
    },
    provenance: [...tree.results.keys()].flatMap((run) => provenanceOf(outcomes.get(run))),
  };
  await writeDurably(resolve(cwd, file), sealedBundle(content));
  return tree.results.size;
}

/** The toolkit's code of these runs alone: the folder has no results of its own. */
const sharedKeysOf = async (root: string, keys: ReadonlyMap<string, readonly KeyRecord[]>): Promise<unknown> =>
  JSON.parse(await sharedKeysFile(join(root, ".reprise"), keys));

const provenanceOf = (outcome: RunOutcome | undefined): readonly unknown[] => (outcome?.status === "done" ? [outcome.provenance] : []);
