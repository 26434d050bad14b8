import {mkdir, mkdtemp, symlink, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readBaseline} from "../../src/project/baseline.ts";
import {readCanonicalJson} from "../../src/project/canonical-file.ts";
import {prettyCanonicalJson} from "../../src/results/canonical-json.ts";

const value = {a: [1, 2.5], b: {c: "é", d: null}};
const text = prettyCanonicalJson(value);

async function read(content: string | Uint8Array): Promise<unknown> {
  const root = await mkdtemp(join(tmpdir(), "reprise-canonical-"));
  await writeFile(join(root, "file.json"), content);
  return readCanonicalJson(root, "file.json");
}

test("a file that is its own canonical form is read", async () => {
  expect(await read(text)).toEqual(value);
});

test.each([
  ["a member twice", text.replace('"b": {', '"b": {\n    "c": "e",'), 'line 4: has the member "c" twice'],
  ["members in another order", '{\n  "b": {\n    "c": "é",\n    "d": null\n  },\n  "a": [1,2.5]\n}\n', "line 2: is not canonical JSON"],
  ["line ends of Windows", text.replaceAll("\n", "\r\n"), "line ends of Windows"],
  ["no line end at its end", text.trimEnd(), "expected an empty line, got the end of the file"],
  ["a number in another notation", text.replace("2.5", "25e-1"), 'expected "a": [1,2.5],, got "a": [1,25e-1],'],
  ["an escape for a letter", text.replace("é", "\\u00e9"), "is not canonical JSON"],
  ["a byte order mark", `\ufeff${text}`, "is no JSON"],
])("%s is refused with its place", async (_name, content, message) => {
  await expect(read(content)).rejects.toThrow(message);
});

test("bytes that are no UTF-8 are refused", async () => {
  await expect(read(Buffer.from(text.replace("é", "\xe9"), "latin1"))).rejects.toThrow("holds bytes that are no UTF-8");
});

test("a link among the results is refused, even to a right file", async () => {
  const root = await mkdtemp(join(tmpdir(), "reprise-canonical-"));
  await mkdir(join(root, "results", "line"), {recursive: true});
  await writeFile(join(root, "elsewhere.json"), text);
  await symlink("../../elsewhere.json", join(root, "results", "line", "once.json"));
  await expect(readBaseline(root)).rejects.toThrow("results/line/once.json is a link");
});
