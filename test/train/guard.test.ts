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
  ["getTimezoneOffset", () => new Date(0).getTimezoneOffset(), /write the format out/],
  ["crypto.getRandomValues", () => crypto.getRandomValues(new Uint8Array(1)), /random\.stream/],
  ["fetch", () => fetch("http://localhost"), /declare the file/],
])("%s throws in a run, with the mend", async (_, use, mend) => {
  const error = await guarded(async () => use()).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).mend).toMatch(mend);
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
