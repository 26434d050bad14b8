import {createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject} from "node:crypto";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {x} from "tinyexec";
import {UserError} from "../errors.ts";

/** A signature of a DSSE envelope. `keyid` is a hint alone: nothing is decided by it. */
export interface Signature {
  readonly keyid: string;
  /** Base64: of 64 bytes by Ed25519, or of an armoured SSH signature. */
  readonly sig: string;
}

/** Signs messages. `publicKey` is what others verify with: PEM, or a line as in authorized_keys. */
export interface Signer {
  readonly keyid: string;
  readonly publicKey: string;
  sign(message: Uint8Array): Promise<Signature>;
}

/** Keeps an SSH signature of a review from being taken for one of a commit or a login. */
export const namespace = "reprise-review";

const sshArmour = "-----BEGIN SSH SIGNATURE-----";

/** Opens a private key: Ed25519 as PEM, or any key of SSH. Neither may be encrypted, since nobody is there to be asked. */
export async function openSigner(file: string): Promise<Signer> {
  const text = await readKey(file);
  if (text.includes("BEGIN OPENSSH PRIVATE KEY")) return sshSigner(file, text);
  if (text.includes("ENCRYPTED")) throw new UserError(`${file} is encrypted`, "give an unencrypted copy: openssl pkey -in KEY -out PLAIN");
  if (!text.includes("PRIVATE KEY")) throw new UserError(`${file} is no private key: expected PEM (-----BEGIN PRIVATE KEY-----) or OpenSSH's (-----BEGIN OPENSSH PRIVATE KEY-----)`, "make one: openssl genpkey -algorithm ed25519 -out review.pem");
  const key = parsed(() => createPrivateKey(text), file);
  if (key.asymmetricKeyType !== "ed25519") throw new UserError(`${file} is a key of ${key.asymmetricKeyType ?? "another kind"}, expected Ed25519`, "make one: openssl genpkey -algorithm ed25519 -out review.pem");
  const own = createPublicKey(key);
  const keyid = keyIdOf(own);
  return {
    keyid,
    publicKey: own.export({type: "spki", format: "pem"}).toString(),
    sign: async (message) => ({keyid, sig: sign(null, message, key).toString("base64")}),
  };
}

/** Who a signature is by, for one who verifies with `keyFile`: a public key as PEM or as SSH has it, or a file of allowed signers. Undefined where it is by none of them. */
export async function verifiedBy(message: Uint8Array, signature: Signature, keyFile: string): Promise<string | undefined> {
  const text = await readKey(keyFile);
  if (text.includes("PRIVATE KEY")) throw new UserError(`${keyFile} is a private key`, "give the public one: its owner keeps the private one");
  return verifiedByText(message, signature, text, keyFile);
}

/** The same with the key's text at hand. */
export async function verifiedByText(message: Uint8Array, {sig}: Signature, keys: string, where: string): Promise<string | undefined> {
  const bytes = Buffer.from(sig, "base64");
  const isSsh = bytes.toString("latin1").startsWith(sshArmour);
  if (keys.includes("BEGIN PUBLIC KEY")) {
    const key = parsed(() => createPublicKey(keys), where);
    if (key.asymmetricKeyType !== "ed25519") throw new UserError(`${where} is a key of ${key.asymmetricKeyType ?? "another kind"}, expected Ed25519`, "give the reviewer's public key");
    return !isSsh && verify(null, message, key, bytes) ? keyIdOf(key) : undefined;
  }
  const lines = keys.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  if (!lines.some((line) => sshKey.test(line))) throw new UserError(`${where} is no public key: expected PEM (-----BEGIN PUBLIC KEY-----), a line such as "ssh-ed25519 AAAA…", or allowed signers of SSH`, "ask the reviewer for the public key");
  if (!isSsh) return undefined;
  return verifySsh(message, bytes, lines.map((line) => (bareKey.test(line) ? `reviewer ${line}` : line)));
}

const sshKey = /(?:^|\s)(?:ssh-|ecdsa-|sk-)[\w@.-]+\s+AAAA/;
const bareKey = /^(?:ssh-|ecdsa-|sk-)[\w@.-]+\s+AAAA/;

const readKey = (file: string): Promise<string> => readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
  throw new UserError(`${file} cannot be read: ${error.code === "ENOENT" ? "it is not there" : error.code ?? error.message}`, "name the file of the key");
});

function parsed(parse: () => KeyObject, where: string): KeyObject {
  try {
    return parse();
  } catch {
    throw new UserError(`${where} is damaged: it is no key in PEM`, "make or fetch it again");
  }
}

/** The name of a public key, as `keyid` gives it; undefined where its text is not exactly as a signer writes it. */
export function keyIdOfText(publicKey: string): string | undefined {
  const [type, base64 = "", ...more] = publicKey.split(" ");
  if (type !== undefined && /^(?:ssh|ecdsa|sk)-/.test(type)) return more.length === 0 && isBase64(base64) ? fingerprint(base64) : undefined;
  const key = parsed(() => createPublicKey(publicKey), "its public key");
  return key.export({type: "spki", format: "pem"}).toString() === publicKey ? keyIdOf(key) : undefined;
}

/** Whether a signature is written in the one way in which a signer writes it. */
export function isPlainSignature(sig: string): boolean {
  const text = Buffer.from(sig, "base64").toString("latin1");
  if (!isBase64(sig) || !text.startsWith(sshArmour)) return isBase64(sig);
  const inner = text.replaceAll(/-----[^-]+-----|\s/g, "");
  return isBase64(inner) && text === [sshArmour, ...inner.match(/.{1,70}/g) ?? [], sshArmour.replace("BEGIN", "END"), ""].join("\n");
}

const isBase64 = (text: string): boolean => Buffer.from(text, "base64").toString("base64") === text;

const fingerprint = (base64: string): string => `SHA256:${createHash("sha256").update(Buffer.from(base64, "base64")).digest("base64").replace(/=+$/, "")}`;

const keyIdOf = (key: KeyObject): string => createHash("sha256").update(key.export({type: "spki", format: "der"})).digest("hex");

async function sshSigner(file: string, text: string): Promise<Signer> {
  if (cipherOf(text) !== "none") throw new UserError(`${file} is encrypted`, "sign with a key of its own for reviews, without a passphrase: ssh-keygen -t ed25519 -N '' -f review");
  const publicKey = (await keygen(["-y", "-f", file])).stdout.trim();
  if (publicKey === "") throw new UserError(`${file}: ssh-keygen cannot read this key`, "its permissions have to be the owner's alone: chmod 600");
  const keyid = fingerprint(publicKey.split(" ")[1] ?? "");
  return {
    keyid,
    publicKey: publicKey.split(" ").slice(0, 2).join(" "), // its comment names a person or a machine
    sign: (message) => withFolder(async (folder) => {
      await writeFile(join(folder, "message"), message);
      const {exitCode, stderr} = await keygen(["-q", "-Y", "sign", "-n", namespace, "-f", file, join(folder, "message")]);
      if (exitCode !== 0) throw new UserError(`${file}: ssh-keygen does not sign: ${stderr.trim().split("\n").at(-1) ?? ""}`, "its permissions have to be the owner's alone: chmod 600");
      return {keyid, sig: (await readFile(join(folder, "message.sig"))).toString("base64")};
    }),
  };
}

/** The cipher that an OpenSSH private key is encrypted with: the first text after its magic. */
function cipherOf(text: string): string {
  const bytes = Buffer.from(text.replaceAll(/-----[^-]+-----|\s/g, ""), "base64");
  const start = "openssh-key-v1\0".length;
  return bytes.length < start + 4 ? "unknown" : bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start)).toString("latin1");
}

function verifySsh(message: Uint8Array, armoured: Uint8Array, allowed: readonly string[]): Promise<string | undefined> {
  return withFolder(async (folder) => {
    const [signers, signature] = [join(folder, "allowed"), join(folder, "signature")];
    await writeFile(signers, `${allowed.join("\n")}\n`);
    await writeFile(signature, armoured);
    await writeFile(join(folder, "message"), message);
    const {exitCode, stdout} = await keygen(["-Y", "find-principals", "-s", signature, "-f", signers]);
    if (exitCode !== 0) return undefined;
    for (const principal of stdout.trim().split(/[\n,]/)) {
      const verified = await keygen(["-Y", "verify", "-n", namespace, "-f", signers, "-I", principal, "-s", signature], message);
      if (verified.exitCode === 0) return principal;
    }
    return undefined;
  });
}

async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "reprise-signature-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Calls ssh-keygen, which never asks anybody anything. */
async function keygen(words: readonly string[], input?: Uint8Array): Promise<{readonly exitCode: number | undefined; readonly stdout: string; readonly stderr: string}> {
  const running = x("ssh-keygen", [...words], {nodeOptions: {env: {...process.env, SSH_ASKPASS_REQUIRE: "never", LC_ALL: "C"}, stdio: ["pipe", "pipe", "pipe"]}});
  running.process?.stdin?.on("error", () => undefined).end(input ?? "");
  return running.then((ended) => ended, () => {
    throw new UserError("ssh-keygen is not on this machine, which SSH signatures need", "apt-get install openssh-client, or sign with an Ed25519 key in PEM");
  });
}
