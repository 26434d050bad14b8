import {dirname, join, resolve} from "node:path";
import {UserError} from "../errors.ts";
import {isThere} from "../store/is-there.ts";

export const settingsFile = "reprise.config.ts";

/** The folder of the project that `start` lies in: the nearest one upwards that holds `reprise.config.ts`. */
export function findProject(start: string): string {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (isThere(join(folder, settingsFile))) return folder;
    if (dirname(folder) === folder) break;
  }
  throw new UserError(`no ${settingsFile} in ${resolve(start)} or above`, `go to a project's folder, or write ${settingsFile}: export default defineProject({…})`);
}
