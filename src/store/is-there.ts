import {statSync, type Stats} from "node:fs";
import {absent} from "../errors.ts";

/** Whether there is a file or a folder. Where that cannot be told, it throws: Node's `existsSync` would say no. */
export const isThere = (path: string): boolean => factsOf(path) !== undefined;

/** The same, of a file alone. */
export const isFile = (path: string): boolean => factsOf(path)?.isFile() === true;

function factsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    return noPath(error as NodeJS.ErrnoException);
  }
}

/** A text that can be no path names nothing. */
const noPath = absent(undefined, "ENOTDIR", "ENAMETOOLONG", "ELOOP", "ERR_INVALID_ARG_VALUE");
