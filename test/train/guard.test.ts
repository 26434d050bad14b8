import {expect, test} from "vitest";
import {UserError} from "../../src/errors.ts";
import {guarded} from "../../src/train/guard.ts";

test.each<readonly [string, () => unknown, RegExp]>([
  ["Math.random", () => Math.random(), /random\.stream/],
  ["Date.now", () => Date.now(), /measure/],
  ["new Date without a date", () => new Date(), /measure/],
  ["performance.now", () => performance.now(), /measure/],
  ["localeCompare", () => "a".localeCompare("b"), /a < b/],
  ["toLocaleString", () => (1234.5).toLocaleString(), /toFixed/],
  ["Intl", () => new Intl.NumberFormat("de"), /toFixed/],
  ["getTimezoneOffset", () => new Date(0).getTimezoneOffset(), /use UTC/],
  ["a local hour", () => new Date(0).getHours(), /getUTCHours/],
  ["a local date", () => new Date(2020, 0, 1), /Date\.UTC/],
  ["a time without a zone", () => new Date("2020-01-01 10:00"), /T10:00Z/],
  ["parsing a time without a zone", () => Date.parse("2020-01-01T10:00"), /T10:00Z/],
  ["a date as text", () => `${new Date(0)}`, /use UTC/],
  ["Date called without new", () => Date(), /measure/],
  ["performance.timeOrigin", () => performance.timeOrigin, /measure/],
  ["a second's wait", () => setTimeout(() => undefined, 1000), /count steps, not seconds/],
  ["AbortSignal.timeout", () => AbortSignal.timeout(10), /count steps/],
  ["crypto.getRandomValues", () => crypto.getRandomValues(new Uint8Array(1)), /random\.stream/],
  ["crypto.subtle.generateKey", () => crypto.subtle.generateKey({name: "AES-GCM", length: 256}, true, ["encrypt"]), /random\.stream/],
  ["Intl.ListFormat", () => new Intl.ListFormat("de"), /toFixed/],
  ["typed arrays' toLocaleString", () => new Float32Array(1).toLocaleString(), /toFixed/],
  ["navigator.language", () => navigator.language, /toFixed/],
  ["navigator.hardwareConcurrency", () => navigator.hardwareConcurrency, /as a parameter/],
  ["fetch", () => fetch("http://localhost"), /declare the file/],
  ["WebSocket", () => new WebSocket("ws://localhost"), /declare the file/],
  ...("localStorage" in globalThis ? [["localStorage", () => localStorage.getItem("x"), /declare the file/] as const] : []), // Node has it from 25 on
  ["an environment variable", () => process.env["LEARNING_RATE"], /declare a parameter/],
  ["process.cwd", () => process.cwd(), /declare the file/],
  ["process.hrtime.bigint", () => process.hrtime.bigint(), /measure/],
  ["process.memoryUsage", () => process.memoryUsage(), /same bytes on every machine/],
  ["process.ppid", () => process.ppid, /same bytes on every machine/],
  ["another process's end", () => process.kill(99_999), /command/],
  ["process.getBuiltinModule", () => process.getBuiltinModule("node:fs"), /part of the run's key/],
])("%s throws in a run, with the mend", async (_, use, mend) => {
  const error = await guarded(async () => use()).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).mend).toMatch(mend);
});

test("what libraries ask a process for when they load is the same on every machine", async () => {
  const seen = await guarded(async () => [process.env["NODE_ENV"], Object.keys(process.env), process.argv, process.pid, process.platform, process.versions.node, typeof process.nextTick, navigator.userAgent]);
  expect(seen).toEqual([undefined, [], ["run"], 1, "linux", "22.0.0", "function", ""]);
});

test("a refusal names the call and the function that it stands in", async () => {
  const readClock = () => Date.now();
  await expect(guarded(async () => readClock())).rejects.toThrow("Date.now() in a run, which must repeat bit for bit (called in readClock)");
});

test("a stack in a run names no folder of the machine", async () => {
  const stack = await guarded(async () => new Error("here").stack ?? "");
  expect(stack).toContain("guard.test.ts:");
  expect(stack).not.toMatch(/[\\/]guard\.test/);
});

test("UTC, dates with their zone, and turns without a delay may be used", async () => {
  expect(await guarded(async () => [new Date("2020-01-01").getTime(), new Date("2020-01-01T10:00Z").getUTCHours(), Date.UTC(1970, 0, 2), Date.parse("Thu, 01 Jan 1970 00:00:01 GMT")])).toEqual([1577836800000, 10, 86400000, 1000]);
  expect(await guarded(async () => new Promise((done) => setTimeout(done, 0, "done")))).toBe("done");
  expect(await guarded(async () => new Date("no date").getTime())).toBeNaN();
});

test("a date that is given may be used, and afterwards everything works as before", async () => {
  expect(await guarded(async () => new Date(0).toISOString())).toBe("1970-01-01T00:00:00.000Z");
  expect(Math.random()).toBeLessThan(1);
  expect(Date.now()).toBeGreaterThan(0);
  expect(new Date(0)).toBeInstanceOf(Date);
});

test("the guard is lifted when the run throws", async () => {
  await guarded(async () => { throw new Error("x"); }).catch(() => undefined);
  expect(Math.random()).toBeGreaterThanOrEqual(0);
});
