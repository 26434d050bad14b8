// Loaded before everything else where `reprise twice` plays another machine: what the host says of itself is what REPRISE_HOST says. It imports Node's own modules
// alone and is handed to any Node, its types taken away.
import crypto from "node:crypto";
import fs from "node:fs";
import {syncBuiltinESMExports} from "node:module";
import os from "node:os";

/** Each part, where it is there, is answered as it says. */
export interface PlayedHost {
  /** Milliseconds since 1970 when the process began, and by how many the clock goes on at every look. */
  readonly clock?: {readonly start: number; readonly step: number};
  readonly processors?: number;
  readonly order?: "ascending" | "descending";
  /** Whether results of Math.exp and its kin lie one unit in the last place higher. */
  readonly ulp?: boolean;
  readonly random?: number;
  readonly hostName?: string;
  readonly user?: string;
  /** Bytes of memory, a process's number, seconds that the machine is up. */
  readonly machine?: number;
}

type Call = (...given: never[]) => unknown;

const host = JSON.parse(process.env["REPRISE_HOST"] ?? "{}") as PlayedHost;

function replace(target: object, name: string, make: (own: Call) => Call): void {
  const own = Reflect.get(target, name) as Call | undefined;
  if (typeof own === "function") Object.defineProperty(target, name, {value: make(own), writable: true, configurable: true});
}

const answer = (target: object, name: string, value: unknown): void => replace(target, name, () => () => value);

if (host.clock !== undefined) playClock(host.clock);
if (host.processors !== undefined) playProcessors(host.processors);
if (host.order !== undefined) playOrder(host.order);
if (host.ulp === true) playArithmetic();
if (host.random !== undefined) playRandomness(host.random);
if (host.hostName !== undefined) answer(os, "hostname", host.hostName);
if (host.user !== undefined) {
  const {user} = host;
  replace(os, "userInfo", (own) => (...given) => ({...own(...given) as object, username: user, uid: user.length, gid: user.length}));
  for (const name of ["getuid", "geteuid", "getgid", "getegid"]) answer(process, name, user.length);
}
if (host.machine !== undefined) playMachine(host.machine);
syncBuiltinESMExports();

/** The clock moves when it is looked at, so that two runs that look alike read the same times. */
function playClock({start, step}: {readonly start: number; readonly step: number}): void {
  let looks = 0;
  const now = (): number => start + step * (looks += 1);
  const since = (): number => now() - start;
  const HostDate = Date;
  const played: DateConstructor = new Proxy(HostDate, {
    apply: () => new HostDate(now()).toString(),
    construct: (target, given: readonly unknown[], made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made === played as unknown ? target : made) as Date,
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name) as unknown),
  });
  globalThis.Date = played;
  Object.defineProperty(HostDate, "now", {value: now, writable: true, configurable: true});
  replace(Object.getPrototypeOf(performance) as object, "now", () => since);
  replace(process, "uptime", () => () => since() / 1000);
  const seconds = (): [number, number] => { const at = since(); return [Math.floor(at / 1000), Math.round(at % 1000) * 1e6]; };
  const hrtime = (earlier?: readonly [number, number]): [number, number] => { const [s, n] = seconds(); return earlier === undefined ? [s, n] : [s - earlier[0], n - earlier[1]]; };
  process.hrtime = Object.assign(hrtime, {bigint: () => BigInt(Math.round(since() * 1e6))}) as typeof process.hrtime;
  const temporal = (globalThis as {Temporal?: {Instant: {fromEpochMilliseconds(at: number): {toZonedDateTimeISO(zone: string): {toPlainDateTime(): unknown; toPlainDate(): unknown; toPlainTime(): unknown}}}; Now: {timeZoneId(): string}}}).Temporal;
  if (temporal === undefined) return;
  const instant = () => temporal.Instant.fromEpochMilliseconds(Math.round(now()));
  const zoned = (zone = temporal.Now.timeZoneId()) => instant().toZonedDateTimeISO(zone);
  Object.assign(temporal.Now, {instant, zonedDateTimeISO: zoned, plainDateTimeISO: (zone?: string) => zoned(zone).toPlainDateTime(), plainDateISO: (zone?: string) => zoned(zone).toPlainDate(), plainTimeISO: (zone?: string) => zoned(zone).toPlainTime()});
}

function playProcessors(count: number): void {
  const one = {model: `Processor of ${count}`, speed: 1000 * count, times: {user: 0, nice: 0, sys: 0, idle: 0, irq: 0}};
  replace(os, "cpus", () => () => Array.from({length: count}, () => structuredClone(one)));
  answer(os, "availableParallelism", count);
  const navigator = (globalThis as {navigator?: object}).navigator;
  if (navigator !== undefined) Object.defineProperty(Object.getPrototypeOf(navigator) as object, "hardwareConcurrency", {get: () => count, configurable: true});
}

/** Folders list their files forwards or backwards; nothing promises either. */
function playOrder(order: "ascending" | "descending"): void {
  const nameOf = (entry: unknown): string => (typeof entry === "string" ? entry : String((entry as {readonly name?: unknown}).name ?? entry));
  const sorted = (entries: readonly unknown[]): unknown[] => {
    const up = entries.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    return order === "ascending" ? up : up.toReversed();
  };
  replace(fs, "readdirSync", (own) => (...given) => sorted(own(...given) as unknown[]));
  replace(fs.promises, "readdir", (own) => async (...given) => sorted(await (own(...given) as Promise<unknown[]>)));
  replace(fs, "readdir", (own) => (...given) => {
    const back = given.at(-1) as unknown as (error: Error | null, entries?: unknown[]) => void;
    own(...[...given.slice(0, -1), (error: Error | null, entries?: unknown[]) => back(error, entries === undefined ? entries : sorted(entries))] as never[]);
  });
  const folder = fs.Dir.prototype as unknown as {readSync(): unknown; [Symbol.asyncIterator]: unknown};
  const readOne = folder.readSync, left = new WeakMap<object, unknown[]>();
  const rest = (dir: object): unknown[] => {
    const known = left.get(dir);
    if (known !== undefined) return known;
    const entries: unknown[] = [];
    for (let entry = readOne.call(dir as never); entry !== null; entry = readOne.call(dir as never)) entries.push(entry);
    left.set(dir, sorted(entries));
    return left.get(dir)!;
  };
  folder.readSync = function readSync(this: object) { return rest(this).shift() ?? null; };
  folder[Symbol.asyncIterator] = async function* entries(this: {close(): Promise<void>}) {
    yield* rest(this);
    await this.close();
  };
}

/** As another machine's Math may be: its last bit is promised by nobody. Whole numbers come out exactly everywhere. */
function playArithmetic(): void {
  const bits = new BigInt64Array(1), value = new Float64Array(bits.buffer);
  const next = (x: number): number => {
    if (!Number.isFinite(x) || Number.isInteger(x)) return x;
    value[0] = x;
    bits[0]! += 1n;
    return value[0]!;
  };
  for (const name of ["acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "exp", "expm1", "hypot", "log", "log10", "log1p", "log2", "pow", "sin", "sinh", "tan", "tanh"]) {
    replace(Math, name, (own) => (...given) => next(own(...given) as number));
  }
}

/** The machine's randomness, the same every time for one seed. */
function playRandomness(seed: number): void {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  const word = (): number => { // xorshift32, Marsaglia 2003
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const fill = <T extends ArrayBufferView>(view: T): T => {
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).forEach((_, index, bytes) => { bytes[index] = word() & 255; });
    return view;
  };
  const hex = (count: number): string => fill(Buffer.alloc(count)).toString("hex");
  const uuid = (): string => `${hex(4)}-${hex(2)}-4${hex(2).slice(1)}-8${hex(2).slice(1)}-${hex(6)}`;
  replace(Math, "random", () => () => word() / 0x1_0000_0000);
  const web = Object.getPrototypeOf(globalThis.crypto) as object;
  replace(web, "getRandomValues", () => fill as Call);
  replace(web, "randomUUID", () => uuid);
  replace(crypto, "randomUUID", () => uuid);
  replace(crypto, "randomFillSync", () => fill as Call);
  replace(crypto, "randomBytes", () => ((count: number, back?: (error: null, bytes: Buffer) => void) => {
    const bytes = fill(Buffer.alloc(count));
    return back === undefined ? bytes : setImmediate(back, null, bytes);
  }) as Call);
  replace(crypto, "randomInt", () => ((low: number, high?: number) => (high === undefined ? word() % low : low + (word() % (high - low)))) as Call);
}

function playMachine(size: number): void {
  for (const name of ["totalmem", "freemem", "uptime"]) answer(os, name, size);
  answer(os, "loadavg", [size, size, size]);
  answer(process, "memoryUsage", {rss: size, heapTotal: size, heapUsed: size, external: size, arrayBuffers: size});
  for (const name of ["pid", "ppid"]) Object.defineProperty(process, name, {value: size % 30_000, configurable: true});
}
