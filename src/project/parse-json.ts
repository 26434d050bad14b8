import {UserError} from "../errors.ts";

/** Parses a file's JSON; where it is none, says so in words. */
export function parseJson(text: string, where: string, mend: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${where} is no JSON: ${error instanceof Error ? error.message : String(error)}`, mend);
  }
}
