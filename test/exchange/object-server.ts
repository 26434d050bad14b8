import {createHash, createHmac} from "node:crypto";
import {createServer, type IncomingMessage, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {onTestFinished} from "vitest";

/** A web server that keeps what is put there, and what it was asked. */
export interface ObjectServer {
  readonly address: string;
  /** What it holds, by path. */
  readonly held: Map<string, Buffer>;
  /** `GET /objects/…`, in order. */
  readonly asked: string[];
}

type Answer = (request: IncomingMessage, response: ServerResponse, body: Buffer) => boolean;

/** Starts a server on this machine; `answer` may answer a request instead of it. */
export async function startServer(answer: Answer = () => false): Promise<ObjectServer> {
  const held = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = createServer((request, response) => void bodyOf(request).then((body) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    if (!answer(request, response, body)) keep(held, request, response, body);
  }, () => response.destroy()));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, held, asked};
}

/** An address at which nobody answers. */
export async function unusedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const {port} = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return `http://127.0.0.1:${port}`;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function keep(held: Map<string, Buffer>, {method, url = "", headers}: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const path = url.split("?")[0] ?? "";
  if (method === "PUT") {
    held.set(path, body);
    response.writeHead(201).end();
    return;
  }
  const bytes = held.get(path);
  if (bytes === undefined) {
    response.writeHead(404).end();
    return;
  }
  const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? "0");
  const rest = bytes.subarray(start);
  response.writeHead(start > 0 ? 206 : 200, {"content-length": rest.length, ...(start > 0 ? {"content-range": `bytes ${start}-${bytes.length - 1}/${bytes.length}`} : {})});
  response.end(method === "HEAD" ? undefined : rest);
}

export const keyId = "AKIDEXAMPLE";
export const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

const sha256 = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");
const hmac = (key: Buffer | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/**
 * What is wrong with a request's signature, as a service of S3 would say it: AWS Signature Version 4 made anew from the request
 * (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html); undefined where it is right.
 */
export function signatureFault({method = "", url = "", headers}: Pick<IncomingMessage, "method" | "url" | "headers">, body: Buffer, region: string, known = {keyId, secret}): string | undefined {
  const [, key, date, signedRegion, names = "", signature] = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? "") ?? [];
  const payload = String(headers["x-amz-content-sha256"] ?? "");
  if (key !== known.keyId || signedRegion !== region) return "InvalidAccessKeyId";
  if (payload !== sha256(body)) return "XAmzContentSHA256Mismatch";
  const {pathname, searchParams} = new URL(url, "http://host");
  const canonical = [
    method, pathname, [...searchParams].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).sort().join("&"),
    ...names.split(";").map((name) => `${name}:${String(headers[name] ?? "").trim()}`), "", names, payload,
  ].join("\n");
  const stamp = String(headers["x-amz-date"]);
  const toSign = ["AWS4-HMAC-SHA256", stamp, `${date ?? ""}/${region}/s3/aws4_request`, sha256(canonical)].join("\n");
  const signing = [region, "s3", "aws4_request"].reduce<Buffer>((sofar, part) => hmac(sofar, part), hmac(`AWS4${known.secret}`, date ?? ""));
  return hmac(signing, toSign).toString("hex") === signature && names.split(";").includes("x-amz-content-sha256") ? undefined : "SignatureDoesNotMatch";
}

/** A server of S3's protocol for one bucket, which takes no request whose signature is wrong. */
export function startS3(region: string): Promise<ObjectServer> {
  return startServer((request, response, body) => {
    const fault = signatureFault(request, body, region);
    if (fault !== undefined) response.writeHead(400, {"content-type": "application/xml"}).end(request.method === "HEAD" ? undefined : `<Error><Code>${fault}</Code></Error>`);
    return fault !== undefined;
  });
}
