import {readFile} from "node:fs/promises";
import {z} from "zod";
import {UserError} from "../errors.ts";
import {canonicalJson, prettyCanonicalJson} from "../results/canonical-json.ts";
import {digest, parseAs} from "../results/result.ts";
import {sha256} from "../store/store.ts";
import {envelopeSchema, seal} from "./envelope.ts";
import type {Signer} from "./signature.ts";
import {statementsSchema, type Statements} from "./statements.ts";

/** `certificate.json`: two in-toto statements, each in a DSSE envelope where they are signed. */
const certificateSchema = z.discriminatedUnion("signed", [
  z.strictObject({format: z.literal("reprise.certificate/1"), signed: z.literal(false), /** Of the statements: tells accidents, no forger. */ digest, statements: statementsSchema}),
  z.strictObject({format: z.literal("reprise.certificate/1"), signed: z.literal(true), publicKey: z.string(), envelopes: z.tuple([envelopeSchema, envelopeSchema])}),
]);

export type Certificate = z.infer<typeof certificateSchema>;

/** The text of a certificate; signed where there is a signer. */
export async function certificateText(statements: Statements, signer: Signer | undefined): Promise<string> {
  const format = "reprise.certificate/1";
  if (signer === undefined) return prettyCanonicalJson({format, signed: false, digest: sealOf(statements), statements});
  const [first, second] = statements;
  const sign = signer.sign.bind(signer);
  return prettyCanonicalJson({format, signed: true, publicKey: signer.publicKey, envelopes: [await seal(canonicalJson(first), sign), await seal(canonicalJson(second), sign)]});
}

const sealOf = (statements: Statements): string => sha256(canonicalJson(statements));

/** A certificate that was read: what it says, and whether it is as it was written. */
export interface ReadCertificate {
  readonly certificate: Certificate;
  readonly statements: Statements;
  /** Whether its bytes, and those of its payloads, are the only ones that say this, and have the digest that it gives. */
  readonly canonical: boolean;
}

/** Reads a certificate of anybody's; what is none is told in words. */
export async function readCertificate(file: string): Promise<ReadCertificate> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${file} cannot be read: ${error.code === "ENOENT" ? "it is not there" : error.code ?? error.message}`, "name a certificate.json that reprise review wrote");
  });
  const certificate = parseAs(certificateSchema, json(bytes.toString("utf8"), file), file, "ask for it again: it is no certificate of reprise review");
  const isWritten = Buffer.from(prettyCanonicalJson(certificate)).equals(bytes);
  if (!certificate.signed) return {certificate, statements: certificate.statements, canonical: isWritten && certificate.digest === sealOf(certificate.statements)};
  const payloads = certificate.envelopes.map(({payload}) => Buffer.from(payload, "base64"));
  const statements = parseAs(statementsSchema, payloads.map((payload) => json(payload.toString("utf8"), `${file}, payload`)), `${file}, payload`, "ask for it again: what is signed there is no review");
  const arePayloads = payloads.every((payload, index) => Buffer.from(canonicalJson(statements[index])).equals(payload));
  const areEncodings = certificate.envelopes.every(({payload}, index) => payloads[index]?.toString("base64") === payload);
  return {certificate, statements, canonical: isWritten && arePayloads && areEncodings};
}

function json(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${where} is no JSON: ${error instanceof Error ? error.message : String(error)}`, "ask for the certificate again");
  }
}
