import {realpathSync} from "node:fs";
import {registerHooks} from "node:module";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath} from "node:url";
import {isThere} from "../store/is-there.ts";

const toolkit = resolve(fileURLToPath(import.meta.url), "..", "..", "..");
let registered = false;

/**
 * Makes `reprise` mean this copy of the toolkit for the project's declarations and reports, where it would find another one: edited, or of another version.
 * One copy plans, runs and evaluates; the key of a run tells of this one.
 */
export function useOwnToolkit(root: string): void {
  const found = registered ? undefined : installed(root);
  if (found === undefined || realpathSync(found) === realpathSync(toolkit)) return;
  registered = true;
  registerHooks({resolve: (specifier, context, next) => next(specifier, /^reprise(\/|$)/.test(specifier) ? {...context, parentURL: import.meta.url} : context)});
}

function installed(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const place = join(folder, "node_modules", "reprise");
    if (isThere(place)) return place;
    if (dirname(folder) === folder) return undefined;
  }
}
