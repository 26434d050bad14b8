import {z} from "zod";
import type {Signature} from "./signature.ts";

/** An envelope as DSSE 1.0 has it: a payload in base64, its type, signatures of both. */
export const envelopeSchema = z.strictObject({
  payloadType: z.literal("application/vnd.in-toto+json"),
  payload: z.base64(),
  signatures: z.array(z.strictObject({keyid: z.string(), sig: z.base64()})).min(1),
});

export type Envelope = z.infer<typeof envelopeSchema>;

const payloadType = "application/vnd.in-toto+json";

/** What is signed (DSSE 1.0, PAE): type and payload with their lengths, so that neither can be taken for part of the other. */
export function preAuthentication(payload: Uint8Array, type: string = payloadType): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head, "utf8"), payload]);
}

/** Wraps a payload with its signatures. */
export async function seal(text: string, sign: (message: Uint8Array) => Promise<Signature>): Promise<Envelope> {
  const payload = Buffer.from(text, "utf8");
  return {payloadType, payload: payload.toString("base64"), signatures: [await sign(preAuthentication(payload))]};
}
