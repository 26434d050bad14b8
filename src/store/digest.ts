import {hash} from "node:crypto";

/** The SHA-256 of bytes or of text in UTF-8, in hexadecimal digits. */
export const sha256 = (bytes: Uint8Array | string): string => hash("sha256", bytes, "hex");
