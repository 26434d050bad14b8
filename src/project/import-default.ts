import {access} from "node:fs/promises";
import {relative} from "node:path";
import {pathToFileURL} from "node:url";
import {UserError} from "../errors.ts";
import {useOwnToolkit} from "./own-toolkit.ts";

/** The default export of one of the project's own TypeScript files; undefined where the file is not there. */
export async function importDefault(path: string, root: string): Promise<unknown> {
  if (!await access(path).then(() => true, () => false)) return undefined;
  const where = relative(root, path);
  useOwnToolkit(root);
  const loaded = await import(pathToFileURL(path).href).catch((error: unknown) => {
    if (error instanceof UserError) throw error;
    throw new UserError(`${where}: ${error instanceof Error ? error.message : String(error)}`, "mend the file; `npx tsc --noEmit` says more");
  }) as {readonly default?: unknown};
  if (loaded.default === undefined) throw new UserError(`${where}: expected a default export, found none`, `write: export default …`);
  return loaded.default;
}
