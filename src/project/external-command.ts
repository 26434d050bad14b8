import {isAbsolute, join, relative, resolve} from "node:path";
import {UserError} from "../errors.ts";
import {byCodeUnit} from "../results/names.ts";
import {isFile} from "../store/is-there.ts";

/** An external program that makes an experiment's runs. */
export interface ExternalCommand {
  readonly words: readonly string[];
  /** What is part of its key, relative to the experiment's folder: files that are declared, those that the words name, the lock file. */
  readonly files: readonly string[];
  /** The lock file of its packages. */
  readonly lock: string | undefined;
  /** Tells the version of its interpreter. */
  readonly version: readonly string[] | undefined;
  /** Seconds after which it is ended. */
  readonly timeLimit: number | undefined;
  /** Variables of the caller's environment that it gets besides PATH, HOME and the place for temporary files; their values are no part of its key. */
  readonly environment: readonly string[];
}

/** What of a declaration concerns a command. */
export interface CommandFields {
  readonly command?: readonly string[] | undefined;
  readonly files?: readonly string[] | undefined;
  readonly lock?: string | undefined;
  readonly version?: readonly string[] | undefined;
  readonly timeLimit?: number | undefined;
  readonly environment?: readonly string[] | undefined;
}

/** The program that an experiment declares; undefined where it has none. Files that its words name need not be declared again. */
export function externalCommand({command, files = [], lock, version, timeLimit, environment = []}: CommandFields, folder: string, root: string, where: string): ExternalCommand | undefined {
  if (command === undefined) {
    const stray = Object.entries({lock, version, timeLimit, ...(files.length > 0 ? {files} : {}), ...(environment.length > 0 ? {environment} : {})}).find(([, value]) => value !== undefined)?.[0];
    if (stray !== undefined) throw new UserError(`${where}: ${stray} belongs to a command, and there is none`, 'declare the program too, for example command: ["python3", "fit.py"]');
    return undefined;
  }
  const named = command.filter((word) => !isAbsolute(word) && isFile(join(folder, word)));
  const all = [...files, ...named, ...(lock === undefined ? [] : [lock])].map((file) => inside(file, folder, root, where));
  return {words: command, files: [...new Set(all)].sort(byCodeUnit), lock, version, timeLimit, environment};
}

/** A file of the project, relative to the experiment's folder, as every machine names it. */
function inside(file: string, folder: string, root: string, where: string): string {
  const way = relative(root, resolve(folder, file));
  if (way.startsWith("..") || isAbsolute(way)) throw new UserError(`${where}: ${file} lies outside the project`, "name files of the project, relative to the experiment's folder");
  return relative(folder, resolve(folder, file)).replaceAll("\\", "/");
}
