import {generateKeyPairSync} from "node:crypto";
import {execFileSync} from "node:child_process";
import {mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {preAuthentication} from "../../src/review/envelope.ts";
import {openSigner, verifiedBy} from "../../src/review/signature.ts";

const folder = mkdtempSync(join(tmpdir(), "reprise-keys-"));
const message = Buffer.from("twelve of 340 identical");
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text, {mode: 0o600});
  return join(folder, name);
};

function pem(name: string): {readonly secret: string; readonly open: string} {
  const {privateKey, publicKey} = generateKeyPairSync("ed25519");
  return {secret: file(`${name}.pem`, privateKey.export({type: "pkcs8", format: "pem"}).toString()), open: file(`${name}.pub.pem`, publicKey.export({type: "spki", format: "pem"}).toString())};
}

function ssh(name: string, passphrase = ""): {readonly secret: string; readonly open: string} {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", "somebody@somewhere", "-f", join(folder, name)]);
  return {secret: join(folder, name), open: join(folder, `${name}.pub`)};
}

test("what is signed is DSSE's pre-authentication encoding", () => {
  // the example of the DSSE protocol, version 1.0.0
  expect(Buffer.from(preAuthentication(Buffer.from("hello world"), "http://example.com/HelloWorld")).toString()).toBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
});

test("a signature by Ed25519 holds for its message and its key alone", async () => {
  const [own, other] = [pem("own"), pem("other")];
  const signature = await (await openSigner(own.secret)).sign(message);
  expect(await verifiedBy(message, signature, own.open)).toMatch(/^[0-9a-f]{64}$/);
  expect(await verifiedBy(Buffer.from("13 of 340 identical"), signature, own.open)).toBeUndefined();
  expect(await verifiedBy(message, signature, other.open)).toBeUndefined();
});

test("a signature by SSH holds for its message, its key and those that are allowed to sign", async () => {
  const [own, other] = [ssh("own"), ssh("other")];
  const signer = await openSigner(own.secret);
  const signature = await signer.sign(message);
  expect(signer.keyid).toMatch(/^SHA256:/);
  expect(signer.publicKey).not.toContain("somebody");
  expect(await verifiedBy(message, signature, own.open)).toBe("reviewer");
  expect(await verifiedBy(Buffer.from("13 of 340 identical"), signature, own.open)).toBeUndefined();
  expect(await verifiedBy(message, signature, other.open)).toBeUndefined();
  const allowed = file("allowed", `# reviewers\na@example.org ${execFileSync("cat", [other.open]).toString()}b@example.org ${signer.publicKey}\n`);
  expect(await verifiedBy(message, signature, allowed)).toBe("b@example.org");
  expect(await verifiedBy(message, signature, pem("third").open)).toBeUndefined();
});

test("a signature that SSH made for something else is none of a review", async () => {
  const own = ssh("login");
  execFileSync("ssh-keygen", ["-q", "-Y", "sign", "-n", "git", "-f", own.secret, file("message", message.toString())]);
  const sig = Buffer.from(execFileSync("cat", [join(folder, "message.sig")])).toString("base64");
  expect(await verifiedBy(message, {keyid: "", sig}, own.open)).toBeUndefined();
});

test("a key that cannot sign is refused in words", async () => {
  const rsa = generateKeyPairSync("rsa", {modulusLength: 2048}).privateKey.export({type: "pkcs8", format: "pem"}).toString();
  const locked = generateKeyPairSync("ed25519").privateKey.export({type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "secret"}).toString();
  await expect(openSigner(join(folder, "nowhere"))).rejects.toThrow("it is not there");
  await expect(openSigner(file("text", "hello"))).rejects.toThrow("is no private key");
  await expect(openSigner(file("rsa", rsa))).rejects.toThrow("is a key of rsa, expected Ed25519");
  await expect(openSigner(file("locked", locked))).rejects.toThrow("is encrypted");
  await expect(openSigner(ssh("locked-ssh", "secret").secret)).rejects.toThrow("is encrypted");
  await expect(openSigner(file("torn", ["-----BEGIN PRIVATE KEY-----", "MC4C", "-----END PRIVATE KEY-----", ""].join("\n")))).rejects.toThrow("is damaged");
  await expect(verifiedBy(message, {keyid: "", sig: "AAAA"}, pem("mixed-up").secret)).rejects.toThrow("is a private key");
  await expect(verifiedBy(message, {keyid: "", sig: "AAAA"}, file("nothing", "hello"))).rejects.toThrow("is no public key");
});
