import {readFile} from "node:fs/promises";
import {basename} from "node:path";
import {z} from "zod";
import {UserError} from "../errors.ts";
import {parseJson} from "../project/parse-json.ts";
import {canonicalJson, prettyCanonicalJson} from "../results/canonical-json.ts";
import {digest, parseAs} from "../results/result.ts";
import {sha256} from "../store/store.ts";

/** What a result bundle holds: fresh results with what their keys are made of, where they were computed, and by which toolkit. */
const contentSchema = z.strictObject({
  /** The toolkit's version. */
  toolkit: z.string(),
  /** JSON files by their path, as in a project: `results/penguins/mlp/repeat-1.fold-1.json`, `results/penguins/keys.json`. */
  files: z.record(z.string(), z.unknown()),
  /** One record per run, as in `provenance.jsonl`. */
  provenance: z.array(z.unknown()),
});

const bundleSchema = z.strictObject({format: z.literal("reprise.bundle/1"), digest, content: contentSchema});

export type BundleContent = z.infer<typeof contentSchema>;

/** A bundle as text: canonical JSON on one line, sealed by the SHA-256 of its content's canonical JSON. */
export const sealedBundle = (content: BundleContent): string =>
  `${canonicalJson({format: "reprise.bundle/1", digest: sha256(canonicalJson(content)), content})}\n`;

/** The files of a bundle. @throws UserError where it is not, byte for byte, what was sealed. */
export async function readBundle(file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const name = basename(file);
  const text = await readFile(file, "utf8");
  const mend = "get it again from who made it: npx reprise verify --bundle FILE";
  const bundle = parseAs(bundleSchema, parseJson(text, name, mend), name, mend);
  const broken = brokenSeal(bundle, text);
  if (broken !== undefined) throw new UserError(`${name}: ${broken}`, mend);
  const {files, provenance} = bundle.content;
  const lines = provenance.map((line) => `${canonicalJson(line)}\n`).join("");
  return new Map([...Object.entries(files).map(([path, value]) => [path, Buffer.from(prettyCanonicalJson(value))] as const), ["provenance.jsonl", Buffer.from(lines)]]);
}

function brokenSeal(bundle: z.infer<typeof bundleSchema>, text: string): string | undefined {
  const found = sha256(canonicalJson(bundle.content));
  if (found !== bundle.digest) return `its content has the SHA-256 ${found}, and was sealed with ${bundle.digest}`;
  if (sealedBundle(bundle.content) !== text) return "it is not canonical JSON, so that two readers could see two things in it";
  return undefined;
}
