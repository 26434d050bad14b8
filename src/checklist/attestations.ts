import {parse} from "yaml";
import {z} from "zod";
import {UserError} from "../errors.ts";
import {digest, parseAs} from "../results/result.ts";
import {sha256} from "../store/store.ts";
import {failed, notRun, type Check, type EvidenceItem, type Finding} from "./check.ts";
import {readText, type Evidence} from "./evidence.ts";

/** Where people sign, by hand. */
export const attestationsFile = "paper/attestations.yaml";

const filled = z.string().trim().min(1);

const attestationSchema = z.strictObject({
  id: filled,
  by: filled,
  on: z.iso.date("expected a date such as 2026-01-31"),
  statement: filled,
  /** What the statement rests on, as it was when it was signed. */
  evidence: z.array(z.strictObject({path: filled, sha256: digest})).min(1),
});

export type Attestation = z.infer<typeof attestationSchema>;

/** What people signed; an empty list where there is no such file. Throws a UserError where the file is not as it should be. */
export async function readAttestations(evidence: Evidence, known: readonly string[]): Promise<readonly Attestation[]> {
  const text = await readText(evidence, attestationsFile);
  if (text === null) return [];
  const mend = "each attestation is {id, by, on, statement, evidence: [{path, sha256}]}";
  const signed = parseAs(z.array(attestationSchema), yamlOf(text), attestationsFile, mend);
  const unknown = signed.find((each) => !known.includes(each.id));
  if (unknown !== undefined) throw new UserError(`${attestationsFile}: there is no item “${unknown.id}”`, `the items that people attest are ${known.join(", ")}`);
  return signed;
}

/** Everything as text, so that a date stays as it is written. */
function yamlOf(text: string): unknown {
  try {
    return parse(text, {schema: "failsafe"});
  } catch (error) {
    throw new UserError(`${attestationsFile}: ${error instanceof Error ? error.message.split("\n")[0] : "no YAML"}`, "mend the YAML");
  }
}

/** An item that no program can decide: it stands as attested while the files it rests on are those that were signed. */
export const attestedBy = (id: string, known: readonly string[]): Check["ask"] => async (evidence) => {
  const attestation = (await readAttestations(evidence, known)).findLast((each) => each.id === id);
  if (attestation === undefined) return notRun("Nobody has attested this.", [], `sign it in ${attestationsFile}: {id: ${id}, by, on, statement, evidence: [{path, sha256}]}`);
  const current = await Promise.all(attestation.evidence.map(async ({path, sha256: signed}) => ({path, signed, now: digestOf(await evidence.readFile(path))})));
  const changed = current.filter(({signed, now}) => now !== signed);
  if (current.every(({now}) => now === null)) return failed(`What ${attestation.by} signed rests on files that are not there.`, changed.map(changedItem), `sign it again in ${attestationsFile}, on files that exist`);
  return changed.length === 0 ? attested(attestation) : stale(attestation, changed);
};

const digestOf = (bytes: Uint8Array | null): string | null => (bytes === null ? null : sha256(bytes));

const attested = ({by, on, statement, evidence}: Attestation): Finding => ({
  status: "attested",
  summary: `${by}, ${on}: ${statement}`,
  evidence: evidence.map(({path, sha256: signed}) => ({text: path, link: path, digest: signed})),
  mend: "",
});

interface Changed {
  readonly path: string;
  readonly now: string | null;
}

const stale = ({id, by, on}: Attestation, changed: readonly Changed[]): Finding => ({
  status: "stale",
  summary: `${by} signed this on ${on}; what it rests on has changed since.`,
  evidence: changed.map(changedItem),
  mend: `read the changed files and sign ${id} again in ${attestationsFile}, with today's digests`,
});

const changedItem = ({path, now}: Changed): EvidenceItem =>
  (now === null ? {text: `${path} is not there`} : {text: `${path} is no longer what was signed; it is now`, link: path, digest: now});
