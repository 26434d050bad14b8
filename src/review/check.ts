import {canonicalJson} from "../results/canonical-json.ts";
import {byCodeUnit} from "../results/names.ts";
import {readCertificate, type Certificate, type ReadCertificate} from "./certificate.ts";
import {treeDigest, type Digests} from "./digest-tree.ts";
import {drawOrder} from "./draw.ts";
import {preAuthentication} from "./envelope.ts";
import {wasMade, type Review} from "./record.ts";
import {isPlainSignature, keyIdOfText, verifiedBy, verifiedByText, type Signature} from "./signature.ts";
import type {Source} from "./source.ts";
import {reviewType, statementsOf, type Statements} from "./statements.ts";
import type {ToolkitCopy} from "./toolkit.ts";

/** What is wrong with a certificate. `replayed`: it is about something else than this checkout. */
export interface Fault {
  readonly kind: "edited" | "replayed" | "signature";
  readonly what: string;
  readonly mend: string;
}

/** Who stands behind a certificate. */
export type Authenticity =
  | {readonly status: "authenticated"; readonly by: string}
  | {readonly status: "unauthenticated"; readonly because: string};

export interface CheckedCertificate {
  readonly review: Review;
  readonly authenticity: Authenticity;
  readonly faults: readonly Fault[];
  /** What could not be compared. */
  readonly notes: readonly string[];
}

/** What a certificate is held against: this checkout and its toolkit. */
export interface Checkout {
  readonly source: Source;
  /** The values that the papers in some folders name. */
  readonly values: (folders: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The project's copy, in one form where it has both. */
  readonly toolkit: (form: ToolkitCopy["form"]) => Promise<ToolkitCopy | undefined>;
}

/** Checks a certificate offline: its form, that it is one whole with itself, that it is about this checkout, and its signature. Runs no code of the project. */
export async function checkCertificate(file: string, checkout: Checkout, keyFile: string | undefined): Promise<CheckedCertificate> {
  const read = await readCertificate(file);
  const review = read.statements[0].predicate[reviewType];
  const signature = await checkSignatures(read, keyFile);
  const toolkit = await checkout.toolkit(review.toolkit.own?.form ?? "package");
  return {
    review, authenticity: signature.authenticity,
    faults: [...signature.faults, ...editFaults(read, review), ...replayFaults(read.statements, review, checkout.source, toolkit), ...paperFaults(review, await checkout.values(review.papers.folders))],
    notes: toolkit === undefined && review.toolkit.own !== null ? ["the project's copy of the toolkit is not installed here, so it was not compared: npm ci"] : [],
  };
}

async function checkSignatures({certificate}: ReadCertificate, keyFile: string | undefined): Promise<{readonly authenticity: Authenticity; readonly faults: readonly Fault[]}> {
  if (!certificate.signed) {
    const authenticity = {status: "unauthenticated", because: "it is not signed: whoever holds it could have written it"} as const;
    return {authenticity, faults: keyFile === undefined ? [] : [{kind: "signature", what: "it is not signed, but a key was given to check it with", mend: "ask the reviewer for the signed one"}]};
  }
  const signatures = certificate.envelopes.flatMap((envelope) => envelope.signatures);
  const [{keyid}] = signatures as [Signature];
  const isPlain = signatures.every((each) => each.keyid === keyIdOfText(certificate.publicKey) && isPlainSignature(each.sig));
  if (!isPlain || !await signerOf(certificate, (message, each) => verifiedByText(message, each, certificate.publicKey, "its public key"))) return refuted("its signature does not fit what it says, by its own public key", "it was changed after it was signed: ask the reviewer for it again");
  if (keyFile === undefined) return {authenticity: {status: "unauthenticated", because: `it is signed by a key that nobody vouches for here (${keyid}); give the reviewer's: --key FILE`}, faults: []};
  const signer = await signerOf(certificate, (message, each) => verifiedBy(message, each, keyFile));
  if (signer === undefined) return refuted(`it is not signed by the key that was given (it says ${keyid})`, "ask the reviewer for the right key, or for a certificate that it signed");
  return {authenticity: {status: "authenticated", by: signer}, faults: []};
}

const refuted = (what: string, mend: string): {readonly authenticity: Authenticity; readonly faults: readonly Fault[]} =>
  ({authenticity: {status: "unauthenticated", because: "its signature does not hold"}, faults: [{kind: "signature", what, mend}]});

/** Who signed both statements; undefined where one of them has no signature that holds. */
async function signerOf({envelopes}: Extract<Certificate, {readonly signed: true}>, verify: (message: Uint8Array, signature: Signature) => Promise<string | undefined>): Promise<string | undefined> {
  const signers: (string | undefined)[] = [];
  for (const {payload, signatures} of envelopes) {
    const each = await Promise.all(signatures.map((signature) => verify(preAuthentication(Buffer.from(payload, "base64")), signature)));
    signers.push(each.find((signer) => signer !== undefined));
  }
  return signers.includes(undefined) ? undefined : signers[0];
}

const edited = (what: string): Fault => ({kind: "edited", what, mend: "it was changed after it was written: ask the reviewer for it again"});

/** Ways in which a certificate contradicts itself: all of it follows from the record of the review and the digests of the results. */
function editFaults({statements, canonical}: ReadCertificate, review: Review): readonly Fault[] {
  const expected = statementsOf(review, resultDigests(statements));
  const where = firstDifference(statements, expected);
  return [
    ...(canonical ? [] : [edited("its bytes are not as they were written")]),
    ...(where === undefined ? [] : [edited(`what it states at ${where} does not follow from its record`)]),
    ...drawFaults(review),
    ...digestFaults(review, resultDigests(statements)),
    ...(review.ended < review.began ? [edited("it ended before it began")] : []),
  ];
}

const resultDigests = ([{subject}]: Statements): Digests =>
  new Map(subject.flatMap(({name, digest}) => ((name.startsWith("results/") || name === "provenance.jsonl") && "sha256" in digest ? [[name, digest.sha256] as const] : [])));

/** The runs are those that the nonce draws, in its order, and counted as they were made. */
function drawFaults({nonce, tiers, runs, experiments}: Review): readonly Fault[] {
  const made = new Set(runs.filter(wasMade).map(({run}) => run));
  const known = new Set(runs.map(({run}) => run));
  const wrong = tiers.find(({draw}) => draw.some((run, index) => drawOrder(nonce.text, draw)[index] !== run));
  const miscounted = tiers.find(({draw, drawn}) => drawn !== [...draw, ""].findIndex((run) => !made.has(run)));
  const listed = tiers.flatMap(({draw, tooLong, impossible, notAsked}) => [...draw, ...tooLong, ...impossible, ...notAsked]);
  const strange = listed.find((run) => !known.has(run));
  const unlisted = runs.find(({run, status}) => listed.filter((each) => each === run).length !== (status === "missing" ? 0 : 1));
  const incomplete = experiments.find(({id, runs: count}) => runs.filter(({run, status}) => status !== "missing" && run.startsWith(`${id}/`)).length !== count);
  return [
    ...(known.size === runs.length ? [] : [edited("it tells of a run twice")]),
    ...(wrong === undefined ? [] : [edited(`the ${wrong.name} runs are not in the order in which its nonce draws them`)]),
    ...(miscounted === undefined ? [] : [edited(`it counts ${miscounted.drawn} ${miscounted.name} runs as drawn, which its runs do not bear out`)]),
    ...(strange === undefined ? [] : [edited(`it draws ${strange}, of which it tells nothing`)]),
    ...(unlisted === undefined ? [] : [edited(`it does not say, or says twice, whether ${unlisted.run} could be drawn`)]),
    ...(incomplete === undefined ? [] : [edited(`it does not tell of all ${incomplete.runs} runs of ${incomplete.id}`)]),
  ];
}

/** An identical run has the bytes of the result that it is compared with, and one that differs has others. */
function digestFaults({runs}: Review, results: Digests): readonly Fault[] {
  const wrong = runs.find((run) => "digest" in run && (run.status === "identical") !== (results.get(`results/${run.run}.json`) === run.digest));
  return wrong === undefined ? [] : [edited(`${wrong.run} is called ${wrong.status}, which its digest does not bear out`)];
}

const replayed = (what: string, mend: string): Fault => ({kind: "replayed", what, mend});

function replayFaults(statements: Statements, review: Review, source: Source, toolkit: ToolkitCopy | undefined): readonly Fault[] {
  const {commit} = review.source;
  const own = review.toolkit.own?.digest;
  return [
    ...(commit === source.commit || commit === null || source.commit === null ? [] : [replayed(`it is about commit ${commit}, this is ${source.commit}`, `git checkout ${commit}, or ask for a review of this commit`)]),
    ...(review.source.code === source.code ? [] : [replayed("it is about other experiments, settings or locks than these", "check out what it is about, or ask for a review of this")]),
    ...resultFaults(resultDigests(statements), source.results).map((what) => replayed(what, "restore results/ with git, or ask for a review of these results")),
    ...(toolkit === undefined || own === undefined || (own === toolkit.digest && review.toolkit.own?.form === toolkit.form) ? [] : [replayed("it is about a project with another copy of the toolkit than this one", "install what the lock says (npm ci), or ask for a review of this")]),
  ];
}

/** Papers that name other values than they did have other headline runs. */
function paperFaults({papers: {values}}: Review, here: ReadonlySet<string>): readonly Fault[] {
  const certified = new Set(values);
  const other = [...certified, ...here].filter((id) => !certified.has(id) || !here.has(id)).sort(byCodeUnit)[0];
  if (other === undefined) return [];
  return [replayed(here.has(other) ? `the paper names the value ${other} here, and did not when it was reviewed` : `the paper named the value ${other} when it was reviewed, and does not here`, "check out what it is about, or ask for a review of this")];
}

/** The first file that differs, with what is wrong with it, and how many more. */
function resultFaults(certified: Digests, here: Digests): readonly string[] {
  if (treeDigest(certified) === treeDigest(here)) return [];
  const paths = [...new Set([...certified.keys(), ...here.keys()])].sort(byCodeUnit).filter((path) => certified.get(path) !== here.get(path));
  const first = paths[0] ?? "";
  const what = !here.has(first) ? "is not here" : certified.has(first) ? "is another file here" : "is here, but is not in it";
  return [`${first} ${what}${paths.length > 1 ? `, and ${paths.length - 1} more differ` : ""}`];
}

/** Where two JSON values first differ: `0.predicate.result`. */
function firstDifference(a: unknown, b: unknown, path = ""): string | undefined {
  if (canonicalJson(a ?? null) === canonicalJson(b ?? null)) return undefined;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return path;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const key = keys.find((each) => canonicalJson(a[each as never] ?? null) !== canonicalJson(b[each as never] ?? null)) ?? "";
  return firstDifference(a[key as never], b[key as never], path === "" ? key : `${path}.${key}`);
}
