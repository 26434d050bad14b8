import {openAsBlob} from "node:fs";
import {UserError} from "../errors.ts";
import {digestOfChunks} from "../store/file-digest.ts";
import {inTurns} from "./in-turns.ts";
import {objectPath, persistently, TransientError, type Patience, type Place, type Reading} from "./place.ts";

export type Method = "GET" | "HEAD" | "PUT";

/** A server that speaks HTTP: where its objects lie, and what lets a request in. */
export interface WebService {
  readonly title: string;
  /** The address of `objects/ab/cdef…`. */
  urlOf(path: string): URL;
  /** Headers of a request; `payload` is the SHA-256 of its body, undefined for none. */
  headers(method: Method, url: URL, payload: string | undefined): Promise<Readonly<Record<string, string>>>;
  /** Whether it refuses a body that has not the SHA-256 in the request's headers; else what was put is read back. */
  readonly checksPayload: boolean;
  /** What to do where it refuses a request. */
  readonly mend: string;
}

const mostRedirects = 5;
/** The slowest line that an upload is given time for, in bytes per millisecond. */
const slowest = 25;

interface Asked extends RequestInit {
  readonly payload?: string;
  /** How many bytes are sent. */
  readonly bytes?: number;
}

/** A place behind HTTP. */
export function openWebPlace(service: WebService, patience: Patience): Place {
  const wait = <T>(work: () => Promise<T>): Promise<T> => persistently(service.title, patience, work);
  const ask = (method: Method, digest: string, more: Asked = {}) => request(service, method, digest, patience, more);

  const read = async (digest: string, start: number): Promise<Reading> => {
    const answer = await ask("GET", digest, start === 0 ? {} : {headers: {range: `bytes=${start}-`}});
    const {status} = answer.response;
    if (status === 416 && start > 0) return discard(answer, () => read(digest, 0));
    if (isAbsent(status)) return discard(answer, async () => ({status: "absent", because: status === 403 ? "the place does not show it (403)" : "not there"}));
    if (status === 200) return {status: "found", start: 0, chunks: answer.chunks()};
    if (status === 206 && beginsAt(answer.response, start)) return {status: "found", start, chunks: answer.chunks()};
    return discard(answer, async () => { throw await refusal(service, answer.response); });
  };

  const readsBack = async (digest: string): Promise<void> => {
    const back = await read(digest, 0);
    const got = back.status === "found" ? await digestOfChunks(back.chunks) : "nothing";
    if (got !== digest) throw new UserError(`${service.title}: ${digest} reads back as ${got}`, "that place does not keep what is put there: ask who runs it");
  };

  return {
    title: service.title,
    parallel: 8,
    async held(digests) {
      const sizes = new Map<string, number | undefined>();
      await inTurns(digests, 8, (digest) => wait(async () => {
        const answer = await ask("HEAD", digest);
        answer.end();
        if (answer.response.ok) sizes.set(digest, sizeOf(answer.response));
        else if (!isAbsent(answer.response.status)) throw await refusal(service, answer.response);
      }));
      return sizes;
    },
    read: (digest, start) => wait(() => read(digest, start)),
    write: (digest, file, bytes) => wait(async () => {
      const answer = await ask("PUT", digest, {body: await openAsBlob(file), payload: digest, bytes});
      const {ok} = answer.response;
      const refused = ok ? undefined : await refusal(service, answer.response);
      answer.end();
      if (refused !== undefined) throw refused;
      if (!service.checksPayload) await readsBack(digest);
    }),
  };
}

interface Answer {
  readonly response: Response;
  chunks(): AsyncIterable<Uint8Array>;
  /** Reads no further. */
  end(): void;
}

async function discard<T>(answer: Answer, then: () => Promise<T>): Promise<T> {
  try {
    return await then();
  } finally {
    answer.end();
  }
}

const isAbsent = (status: number): boolean => status === 404 || status === 410 || status === 403;

const beginsAt = (response: Response, start: number): boolean => response.headers.get("content-range")?.startsWith(`bytes ${start}-`) === true;

const sizeOf = ({headers}: Response): number | undefined => {
  const length = headers.get("content-length");
  return length === null || headers.has("content-encoding") ? undefined : Number(length);
};

/** One request; something has to come in every `stall` milliseconds. What is asked for may lie elsewhere, what is put goes nowhere else. */
async function request(service: WebService, method: Method, digest: string, {stall}: Patience, {payload, bytes = 0, headers, ...init}: Asked): Promise<Answer> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new TransientError(`nothing came for ${Math.round(stall / 1000)} s`)), stall + bytes / slowest);
  const end = (): void => {
    clearTimeout(timer);
    stop.abort(new TransientError("ended"));
  };
  try {
    const first = service.urlOf(objectPath(digest));
    let [url, response] = [first, await ask(first, await service.headers(method, first, payload))];
    for (let hops = 0; isRedirect(response) && method !== "PUT"; hops += 1) {
      url = redirected(service, url, response, hops);
      response = await ask(url, url.origin === first.origin ? await service.headers(method, url, payload) : {});
    }
    if (response.status === 429 || response.status >= 500) throw new TransientError(`it answered ${response.status}`);
    return {response, end, chunks: () => chunksOf(response, timer, end)};
  } catch (error) {
    end();
    throw error;
  }

  function ask(url: URL, own: Readonly<Record<string, string>>): Promise<Response> {
    return fetch(url, {...init, method, redirect: "manual", signal: stop.signal, headers: {...headers as Record<string, string> | undefined, "accept-encoding": "identity", ...own}})
      .catch((error: unknown) => { throw lost(error); });
  }
}

const isRedirect = ({status}: Response): boolean => [301, 302, 303, 307, 308].includes(status);

/** Where an answer leads: never from https to anything else, and not for ever. */
function redirected(service: WebService, from: URL, response: Response, hops: number): URL {
  const to = URL.parse(response.headers.get("location") ?? "", from);
  const allowed = to !== null && (to.protocol === "https:" || (to.protocol === "http:" && from.protocol === "http:"));
  if (hops >= mostRedirects || !allowed) throw new UserError(`${service.title}: it leads on to ${hops >= mostRedirects ? "more and more addresses" : response.headers.get("location") ?? "nowhere"}`, service.mend);
  return to;
}

async function* chunksOf(response: Response, timer: NodeJS.Timeout, end: () => void): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of response.body ?? []) {
      timer.refresh();
      yield chunk;
    }
  } catch (error) {
    throw lost(error);
  } finally {
    end();
  }
}

function lost(error: unknown): Error {
  if (error instanceof TransientError || error instanceof UserError) return error;
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return new TransientError(`no connection (${"code" in cause ? String(cause.code) : cause.message})`);
  return new TransientError(error instanceof Error ? error.message : String(error));
}

/** What a server says when it refuses, in a line. */
async function refusal(service: WebService, response: Response): Promise<UserError> {
  const said = await firstBytes(response).catch(() => "");
  const code = /<Code>([\w.-]{1,60})<\/Code>/.exec(said)?.[1];
  return new UserError(`${service.title}: it answered ${response.status}${code === undefined ? "" : ` (${code})`}`, service.mend);
}

async function firstBytes(response: Response): Promise<string> {
  for await (const chunk of response.body ?? []) return new TextDecoder().decode(chunk.subarray(0, 2000));
  return "";
}
