/** Loaded before a command (`node --import`): lets one of its file calls go wrong, as REPRISE_FAULT says. */
import fs from "node:fs";
import {syncBuiltinESMExports} from "node:module";
import {dirname, join, sep} from "node:path";
import type {Fault} from "./fault.ts";
import {openUnflushed} from "./unflushed.ts";

const fault = JSON.parse(process.env["REPRISE_FAULT"] ?? "{}") as Fault;
const unflushed = openUnflushed(`${fault.notes}.kept`);
/** As they are before anything is wrapped around them. */
const {existsSync, writeFileSync: writeFile, writeSync: write} = {...fs};
let calls = 0;

const isBelow = (path: string, folder: string): boolean => path.startsWith(join(fault.root, folder) + sep);

/** Counts a call that changes something; lets it go wrong if it is the one, after `half` of what it would have done. */
function counted(path: unknown, call: string, half?: () => void): void {
  if (fault.reads !== true) count(path, call, half);
}

/** Counts a call that reads what is the project's own; lets it go wrong if it is the one. */
function countedRead(path: unknown, call: string): void {
  if (fault.reads === true && !(typeof path === "string" && isBelow(path, "node_modules"))) count(path, call);
}

function count(path: unknown, call: string, half: () => void = () => undefined): void {
  if (typeof path !== "string" || !path.startsWith(fault.root + sep)) return;
  calls += 1;
  if (calls !== fault.at && (fault.below === undefined || !isBelow(path, fault.below))) return;
  writeFile(`${fault.notes}.call`, `${call} ${path.slice(fault.root.length + 1)}\n`);
  half();
  if (fault.kind.startsWith("power")) unflushed.lose(fault.kind === "power");
  if (fault.kind.startsWith("power") || fault.kind === "kill") process.kill(process.pid, "SIGKILL");
  throw Object.assign(new Error(`${fault.kind}: planted, ${call} '${path}'`), {code: fault.kind, errno: -1, syscall: call, path});
}

process.on("exit", () => { if (fault.at === 0) writeFile(fault.notes, String(calls)); });

type Call = (...given: unknown[]) => unknown;
type Calls = Record<string, Call>;

/** Wraps `name` of an object: `before` hears of a call, `after` that it went well. */
function wrap(calls: object, name: string, before: (...given: unknown[]) => void, after: (...given: unknown[]) => void = () => undefined): void {
  const original = (calls as Calls)[name];
  if (original === undefined) return;
  const isAsync = calls === fs.promises;
  (calls as Calls)[name] = function wrapped(this: unknown, ...given) {
    if (!isAsync) {
      before(...given);
      const value = original.apply(this, given);
      after(...given);
      return value;
    }
    return (async () => {
      before(...given);
      const value = await original.apply(this, given);
      after(...given);
      return value;
    })();
  };
}

const text = (path: unknown): string => String(path);

/** A folder and those above it that are not there, the uppermost first. */
const missingFolders = (path: string): readonly string[] => existsSync(path) ? [] : [...missingFolders(dirname(path)), path];

for (const [calls, ending] of [[fs.promises, ""], [fs, "Sync"]] as const) {
  wrap(calls, `rename${ending}`, (_, to) => {
    counted(to, "rename");
    if (existsSync(text(to))) unflushed.replacing(text(to));
  }, (from, to) => unflushed.renamed(text(from), text(to)));
  for (const name of ["rm", "unlink", "rmdir"]) {
    wrap(calls, `${name}${ending}`, (path) => {
      if (!existsSync(text(path))) return;
      counted(path, name);
      unflushed.replacing(text(path));
    });
  }
  wrap(calls, `mkdir${ending}`, (path) => {
    const missing = missingFolders(text(path));
    if (missing.length > 0) counted(path, "mkdir");
    missing.forEach(unflushed.madeFolder);
  });
  for (const name of ["writeFile", "appendFile", "copyFile", "cp", "link", "symlink"]) {
    const target = ["copyFile", "cp", "link", "symlink"].includes(name) ? 1 : 0;
    wrap(calls, `${name}${ending}`, (...given) => counted(given[target], name), (...given) => {
      if (typeof given[target] !== "string") return;
      unflushed.created(given[target]);
      unflushed.wrote(given[target]);
    });
  }
}

for (const [calls, ending] of [[fs.promises, ""], [fs, "Sync"]] as const) {
  for (const name of ["readFile", "readdir", "opendir", "stat", "lstat", "realpath", "readlink", "access"]) wrap(calls, `${name}${ending}`, (path) => countedRead(path, name));
}
fs.existsSync = (path) => {
  try {
    countedRead(path, "exists");
  } catch {
    return false; // as Node answers where it cannot tell
  }
  return existsSync(path);
};

const {createReadStream} = fs;
fs.createReadStream = (path, given) => {
  const options = typeof given === "string" ? {encoding: given} : given;
  try {
    countedRead(path, "createReadStream");
  } catch (error) {
    const refuse = (...[, , , then]: readonly [unknown, unknown, unknown, (error: unknown) => void]): void => then(error);
    return createReadStream(path, {...options, fs: {...fs, open: refuse as unknown as typeof fs.open}});
  }
  return createReadStream(path, options);
};

/** Files and folders that are open, by their handles. */
const paths = new WeakMap<object, string>();

const open = fs.promises.open;
fs.promises.open = async (path, flags, mode) => {
  const isNew = flags !== undefined && flags !== "r" && !existsSync(text(path));
  if (isNew) counted(path, "open");
  else countedRead(path, "open");
  const handle = await open(path, flags, mode);
  if (isNew) unflushed.created(text(path));
  paths.set(handle, text(path));
  patchHandles(Object.getPrototypeOf(handle) as Calls);
  return handle;
};

let patched = false;

function patchHandles(prototype: Calls): void {
  if (patched) return;
  patched = true;
  const original = {...Object.fromEntries(["writeFile", "write", "sync", "datasync", "read", "readFile", "stat"].map((name) => [name, prototype[name]!]))} as Calls;
  const wrapMethod = (name: string, before: (path: string, handle: {readonly fd: number}, data: unknown) => void, after: (path: string) => void = () => undefined): void => {
    prototype[name] = async function wrapped(this: {readonly fd: number}, ...given: unknown[]) {
      const path = paths.get(this);
      if (path !== undefined) before(path, this, given[0]);
      const value = await original[name]!.apply(this, given);
      if (path !== undefined) after(path);
      return value;
    };
  };
  const halfOf = (handle: {readonly fd: number}, data: unknown) => () => {
    const bytes = Buffer.from(data as Uint8Array);
    write(handle.fd, bytes.subarray(0, bytes.length >> 1));
  };
  for (const name of ["writeFile", "write"]) wrapMethod(name, (path, handle, data) => counted(path, name, halfOf(handle, data)), unflushed.wrote);
  for (const name of ["read", "readFile", "stat"]) wrapMethod(name, (path) => countedRead(path, name));
  for (const name of ["sync", "datasync"]) wrapMethod(name, (path) => counted(path, "fsync"), unflushed.flushed);
}

syncBuiltinESMExports();
