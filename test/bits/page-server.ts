import {readFile} from "node:fs/promises";
import {createServer, type IncomingMessage, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {text} from "node:stream/consumers";
import type {Sent, Told} from "./platform-entry.ts";

/** A page of this machine alone that runs the bundle, and hears what it tells. */
export interface PageServer {
  readonly address: string;
  /** Resolves when the page says that it has finished, rejects when it says that it failed. */
  readonly finished: (told: (told: Told) => void) => Promise<void>;
  readonly close: () => Promise<void>;
}

const html = '<!doctype html><html lang="en"><meta charset="utf-8"><title>bits</title><link rel="icon" href="data:,"><script type="module" src="/bundle.mjs"></script>';

export async function servePage(bundle: string): Promise<PageServer> {
  const module = await readFile(bundle);
  let hear: (sent: Sent) => void = () => {};
  const server = createServer((request, response) => void answer(request, response, module, (sent) => hear(sent)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    finished: (told) => new Promise((resolve, reject) => {
      hear = (sent) => ("finished" in sent ? resolve() : "failed" in sent ? reject(new Error(sent.failed)) : told(sent));
    }),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, module: Uint8Array, hear: (sent: Sent) => void): Promise<void> {
  if (request.method === "POST") {
    hear(JSON.parse(await text(request)) as Sent);
    response.end();
  } else if (request.url === "/bundle.mjs") {
    response.setHeader("content-type", "text/javascript").end(module);
  } else {
    response.setHeader("content-type", "text/html").end(html);
  }
}
