import {guardedDate, localDateMethods} from "./guarded-date.ts";
import {guardedProcess} from "./guarded-process.ts";
import {callText, refuse, type HostPart} from "./refusal.ts";

/** What takes a property's place while a run goes on. */
type Patch = readonly [target: object, name: string, replacement: PropertyDescriptor];

/** A function that refuses, and `name` is how the message calls it. */
const refused = (part: HostPart, name: string): PropertyDescriptor => ({value: function refusedCall(...given: readonly unknown[]) { refuse(part, callText(name, given)); }, writable: true});

const refusedValue = (part: HostPart, what: string): PropertyDescriptor => ({get: () => refuse(part, what), set: () => undefined});

/** Functions of the host that could make two runs differ. */
function patches(): readonly Patch[] {
  return [
    [Math, "random", refused("randomness", "Math.random")],
    ...functions(crypto, "crypto", "randomness", "getRandomValues", "randomUUID"),
    ...functions(crypto.subtle, "crypto.subtle", "randomness", "generateKey"),
    ...clocks(),
    ...languages(),
    ...machine(),
    ...functions(globalThis, "", "network", "fetch", "WebSocket", "EventSource", "XMLHttpRequest", "WebTransport", "RTCPeerConnection"),
    ...functions(navigator, "navigator", "network", "sendBeacon"),
    ...values(globalThis, "", "files", "localStorage", "sessionStorage", "indexedDB", "caches"),
    ...functions(globalThis, "", "programs", "Worker", "SharedWorker"),
  ];
}

function clocks(): readonly Patch[] {
  const now: object = (globalThis as {readonly Temporal?: {readonly Now: object}}).Temporal?.Now ?? {};
  return [
    [globalThis, "Date", {value: guardedDate(Date), writable: true}],
    ...localDateMethods.map((name): Patch => [Date.prototype, name, refused("zone", `Date's ${name}`)]),
    ...functions(performance, "performance", "clock", "now", "mark", "measure", "toJSON", "eventLoopUtilization", "timerify"),
    ...values(performance, "performance.", "clock", "timeOrigin", "timing", "memory"),
    ...functions(now, "Temporal.Now", "clock", ...Object.getOwnPropertyNames(now)),
    ...["setTimeout", "setInterval"].map((name): Patch => [globalThis, name, guardedTimer(name, Reflect.get(globalThis, name) as Timer)]),
    ...functions(AbortSignal, "AbortSignal", "clock", "timeout"),
  ];
}

type Timer = (work: () => void, delay?: number, ...values: unknown[]) => unknown;

/** Waiting for one's turn is no clock, waiting for a second is. */
const guardedTimer = (name: string, host: Timer): PropertyDescriptor => ({
  value: (work: () => void, delay = 0, ...given: unknown[]) => (delay > 0 ? refuse("clock", `${name}(…, ${delay})`) : host(work, delay, ...given)),
  writable: true,
});

function languages(): readonly Patch[] {
  const spoken = [Number, BigInt, Date, Array, Object.getPrototypeOf(Int8Array) as typeof Int8Array, ...temporalTypes()];
  return [
    ...spoken.flatMap(({name, prototype}) => functions(prototype, `${name}'s`, "locale", "toLocaleString", "toLocaleDateString", "toLocaleTimeString")),
    ...functions(String.prototype, "String's", "locale", "localeCompare", "toLocaleLowerCase", "toLocaleUpperCase"),
    ...functions(Intl, "Intl", "locale", ...Object.getOwnPropertyNames(Intl).filter((name) => typeof Reflect.get(Intl, name) === "function")),
    ...values(navigator, "navigator.", "locale", "language", "languages"),
  ];
}

const temporalTypes = (): readonly {readonly name: string; readonly prototype: object}[] =>
  Object.values(Object.getOwnPropertyDescriptors((globalThis as {readonly Temporal?: object}).Temporal ?? {})).map(({value}) => value as never).filter((value) => typeof value === "function");

function machine(): readonly Patch[] {
  return [
    ...(typeof process === "object" ? [[globalThis, "process", {value: guardedProcess(process), writable: true}] as const] : []),
    ...values(navigator, "navigator.", "processors", "hardwareConcurrency"),
    ...values(navigator, "navigator.", "machine", "deviceMemory", "connection", "onLine", "plugins", "geolocation"),
    ...["userAgent", "platform", "vendor", "appVersion"].filter((name) => name in navigator).map((name): Patch => [navigator, name, {value: ""}]),
    [Error, "prepareStackTrace", {value: placelessStack, writable: true}],
  ];
}

/** A stack as V8 writes it, without the folders of this machine; other engines ask nobody. */
const placelessStack = (error: Error, frames: readonly unknown[]): string =>
  [String(error), ...frames.map((frame) => `    at ${String(frame).replaceAll(/(?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^():]*[\\/](?=[^\\/():]+)/g, "").replaceAll(/\?job=\d+/g, "")}`)].join("\n");

/** Those that this host has. */
const functions = (target: object, owner: string, part: HostPart, ...names: readonly string[]): readonly Patch[] =>
  names.filter((name) => name in target).map((name) => [target, name, refused(part, `${owner}${owner === "" ? "" : owner.endsWith("'s") ? " " : "."}${name}`)]);

const values = (target: object, owner: string, part: HostPart, ...names: readonly string[]): readonly Patch[] =>
  names.filter((name) => name in target).map((name) => [target, name, refusedValue(part, `${owner}${name}`)]);

/** Runs `work` while everything that could make it differ from another run throws, with the mend in the message. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  const undo = patches().map(([target, name, replacement]) => {
    const original = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, {...replacement, configurable: true});
    return () => original === undefined ? Reflect.deleteProperty(target, name) : Object.defineProperty(target, name, original);
  });
  try {
    return await work();
  } finally {
    for (const restore of undo) restore();
  }
}
