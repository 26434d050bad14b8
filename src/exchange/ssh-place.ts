import {spawn, type ChildProcess} from "node:child_process";
import {createReadStream} from "node:fs";
import {posix} from "node:path";
import {pipeline} from "node:stream/promises";
import {stripVTControlCharacters} from "node:util";
import {UserError} from "../errors.ts";
import {endWithParent} from "../run/children.ts";
import {byCodeUnit} from "../results/names.ts";
import type {Address} from "./address.ts";
import {objectPath, type Patience, type Place, persistently, TransientError} from "./place.ts";

type SshAddress = Extract<Address, {readonly kind: "ssh"}>;

/** What the scripts below end with where an object is not there, and where what arrived is not what was sent. */
const absent = 44;
const torn = 45;

/** A folder of another machine, through the system's own `ssh`: keys, ports and jumps as in ~/.ssh/config. The other side needs a POSIX shell. */
export function openSshPlace(address: SshAddress, patience: Patience): Place {
  const {host, user, folder} = address;
  const title = `ssh://${user === undefined ? "" : `${user}@`}${host}${folder.replace(/^\./, "/~")}`;
  const pathOf = (digest: string): string => quoted(posix.join(folder.startsWith("/") ? "/" : ".", folder, objectPath(digest)).replace(/^(?!\/)/, "./"));
  const wait = <T>(work: () => Promise<T>): Promise<T> => persistently(title, patience, work);
  return {
    title,
    parallel: 4,
    held: (digests) => wait(async () => {
      const script = `cd ${quoted(folder)} 2>/dev/null || exit 0; while IFS= read -r name; do if [ -f "$name" ]; then echo "$name" $(wc -c < "$name"); fi; done`;
      const running = start(address, script);
      const answered = text(running.stdout);
      await Promise.all([pipeline([digests.map((digest) => `${objectPath(digest)}\n`).join("")], running.stdin!).catch(() => undefined), succeeded(running, title)]);
      return sizesIn(await answered, new Set(digests));
    }),
    async read(digest, from) {
      const path = pathOf(digest);
      const running = start(address, `[ -f ${path} ] || exit ${absent}; exec tail -c +${from + 1} ${path}`);
      running.stdin?.end();
      const ended = succeeded(running, title);
      const chunks = chunksOf(running, ended);
      const first = await chunks.next().catch((error: unknown) => {
        if (error instanceof MissingObject) return error;
        throw error;
      });
      return first instanceof MissingObject ? {status: "absent", because: "not there"} : {status: "found", start: from, chunks: resumed(first, chunks)};
    },
    write: (digest, file, bytes) => wait(async () => {
      const path = pathOf(digest);
      const temporary = `"$folder"/.incoming-$$`;
      const running = start(address, [
        `set -e; umask 022; folder=$(dirname ${path}); mkdir -p "$folder"; cat > ${temporary}`,
        `sum=$( (sha256sum < ${temporary} || shasum -a 256 < ${temporary} || openssl dgst -sha256 -r < ${temporary} || echo ${digest}) 2>/dev/null | cut -c1-64)`,
        `if [ $(wc -c < ${temporary}) -ne ${bytes} ] || [ "$sum" != ${digest} ]; then rm -f ${temporary}; exit ${torn}; fi; mv -f ${temporary} ${path}`,
      ].join("; "));
      running.stdout?.resume();
      await Promise.all([pipeline(createReadStream(file), running.stdin!).catch(() => undefined), succeeded(running, title)]);
    }),
  };
}

/** A word for a POSIX shell, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function start({host, user, port}: SshAddress, script: string): ChildProcess {
  const options = ["-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=20", ...(port === undefined ? [] : ["-p", port])];
  const running = spawn("ssh", [...options, "--", user === undefined ? host : `${user}@${host}`, `exec sh -c ${quoted(script)}`], {stdio: "pipe", windowsHide: true});
  endWithParent(running);
  return running;
}

class MissingObject extends Error {}

/** Resolves when the program ended well; else says what its last line says. */
async function succeeded(running: ChildProcess, title: string): Promise<void> {
  const said = text(running.stderr);
  const code = await new Promise<number | null>((resolve, reject) => {
    running.once("close", resolve);
    running.once("error", (error: NodeJS.ErrnoException) => reject(new UserError(`${title}: ssh could not be started (${error.code ?? error.message})`, "install OpenSSH's client")));
  });
  if (code === 0) return;
  if (code === absent) throw new MissingObject();
  const last = stripVTControlCharacters((await said).trim().split("\n").at(-1)?.trim() ?? "").replaceAll(/\p{Cc}/gu, "");
  if (code === torn) throw new TransientError("what arrived there is not what was sent");
  if (code === 255 && !/permission denied|host key verification|could not resolve|no such host|bad configuration/i.test(last)) throw new TransientError(last || "the connection was lost");
  throw new UserError(`${title}: ${last || `ended with ${String(code)}`}`, code === 255 ? "let `ssh` reach it by key, without questions: try it by hand once" : "look at that folder and its permissions there");
}

/** What a program prints, piece by piece; fails at the end where the program did. */
async function* chunksOf(running: ChildProcess, ended: Promise<void>): AsyncGenerator<Uint8Array, void> {
  ended.catch(() => undefined); // told when all is read
  try {
    for await (const chunk of running.stdout ?? []) yield chunk as Uint8Array;
    await ended;
  } finally {
    running.kill();
  }
}

async function* resumed(first: IteratorResult<Uint8Array, void>, rest: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

async function text(stream: ChildProcess["stdout"]): Promise<string> {
  let all = "";
  for await (const chunk of stream?.setEncoding("utf8") ?? []) if (all.length < 1 << 24) all += String(chunk);
  return all;
}

/** `objects/ab/cdef… 123` lines; a line about anything else is passed over. */
function sizesIn(answer: string, asked: ReadonlySet<string>): ReadonlyMap<string, number> {
  const lines = [...answer.matchAll(/^objects\/([0-9a-f]{2})\/([0-9a-f]{62}) +(\d+)$/gm)];
  const sizes = lines.map(([, first = "", rest = "", size = "0"]) => [first + rest, Number(size)] as const).filter(([digest]) => asked.has(digest));
  return new Map(sizes.sort(([a], [b]) => byCodeUnit(a, b)));
}
