import {createHash} from "node:crypto";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";

/** What a path answers with. */
export interface Served {
  readonly body: Buffer | string;
  /** Cuts the connection once so many bytes of the whole file have arrived (see `arrived`), once for each number. */
  readonly cuts?: number[];
  /** Answers the whole file to every question for a part. */
  readonly withoutRanges?: boolean;
  /** Gives no ETag, so that nothing tells whether the file is still the same. */
  readonly withoutTag?: boolean;
  readonly status?: number;
  /** Says that every part begins so many bytes later than asked for, once for each number. */
  readonly shifts?: number[];
}

export interface Server {
  readonly address: string;
  /** Path → answer; may change between requests. */
  readonly files: Map<string, Served>;
  /** `GET /path` or `GET /path bytes=100-`, in order. */
  readonly requests: string[];
  /** The client's word that it has so many bytes of a file: only then is a connection cut, so that the tests wait for no clock. */
  arrived(bytes: number): void;
  close(): void;
}

/** A server on this machine that answers parts of files, and can break off. */
export async function openServer(): Promise<Server> {
  const files = new Map<string, Served>();
  const requests: string[] = [];
  let cutting = {at: Infinity, now: (): unknown => undefined};
  const arrived = (bytes: number): void => { if (bytes >= cutting.at) cutting.now(); };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "/");
    requests.push([request.method, path, request.headers.range].filter(Boolean).join(" "));
    const served = files.get(path);
    if (served === undefined) return void response.writeHead(404).end();
    const body = Buffer.from(served.body);
    const tag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    const asked = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const from = served.withoutRanges !== true && (request.headers["if-range"] ?? tag) === tag ? asked : 0;
    if (from > 0 && from >= body.length) return void response.writeHead(416, {"content-range": `bytes */${body.length}`}).end();
    response.writeHead(served.status ?? (from > 0 ? 206 : 200), {
      "content-length": body.length - from, ...(served.withoutTag === true ? {} : {"etag": tag}), ...(from > 0 ? {"content-range": `bytes ${from + (served.shifts?.shift() ?? 0)}-${body.length - 1}/${body.length}`} : {}),
    });
    const cut = served.cuts?.shift();
    if (cut === undefined) response.end(body.subarray(from));
    else response.write(body.subarray(from, cut), () => { cutting = {at: cut, now: () => response.destroy()}; });
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  return {address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, files, requests, arrived, close: () => { server.closeAllConnections(); server.close(); }};
}
