import {lstat, readFile} from "node:fs/promises";
import {join} from "node:path";
import {UserError} from "../errors.ts";
import {prettyCanonicalJson} from "../results/canonical-json.ts";
import {parseJson} from "./parse-json.ts";

/**
 * Reads a JSON file that only programs write, of the project in `root`: it has to be a file of its own and, byte for byte, the canonical form of what it holds.
 * Else two readers could see two things in it: JSON.parse takes the last of two members of one name, others the first.
 */
export async function readCanonicalJson(root: string, file: string, mend = `restore it: git checkout -- ${file}`): Promise<unknown> {
  const path = join(root, file);
  if (!(await lstat(path)).isFile()) throw new UserError(`${file} is no file of its own, but a link or a folder`, mend);
  const bytes = await readFile(path);
  const text = bytes.toString("utf8");
  const value = parseCanonicalJson(text, file, mend);
  if (!Buffer.from(text).equals(bytes)) throw new UserError(`${file} holds bytes that are no UTF-8`, mend);
  return value;
}

/** The same of a text that was read already. */
export function parseCanonicalJson(text: string, file: string, mend: string): unknown {
  const value = parseJson(text, file, mend);
  const canonical = prettyCanonicalJson(value);
  if (text !== canonical) throw new UserError(`${file}${placeOf(text, canonical)}`, mend);
  return value;
}

/** The first line that is not as canonical JSON has it. */
function placeOf(text: string, canonical: string): string {
  if (text.includes("\r")) return " has line ends of Windows, expected canonical JSON with those of Unix";
  const [lines, expected] = [text.split("\n"), canonical.split("\n")];
  const at = lines.findIndex((line, index) => line !== expected[index]);
  const line = at < 0 ? lines.length : at;
  const member = /^\s*("(?:[^"\\]|\\.)*"):/.exec(lines[line] ?? "")?.[1];
  const twice = member !== undefined && lines.filter((each) => each.trimStart().startsWith(`${member}:`)).length > expected.filter((each) => each.trimStart().startsWith(`${member}:`)).length;
  if (twice) return `, line ${line + 1}: has the member ${member} twice`;
  return `, line ${line + 1}: is not canonical JSON: expected ${shown(expected[line])}, got ${shown(lines[line])}`;
}

const shown = (line: string | undefined): string => (line === undefined ? "the end of the file" : line === "" ? "an empty line" : line.trim().length > 60 ? `${line.trim().slice(0, 60)}…` : line.trim());
