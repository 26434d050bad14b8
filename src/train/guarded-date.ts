import {refuse} from "./refusal.ts";

/** What of a date is read or written in the machine's time zone, or in its language. */
export const localDateMethods = [
  "getTimezoneOffset", "toString", "toDateString", "toTimeString",
  ...["Year", "FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds"].flatMap((field) => [`get${field}`, `set${field}`]),
  "getDay",
] as const;

/** A `Date` without the present moment and without the machine's time zone. */
export function guardedDate(host: DateConstructor): DateConstructor {
  const guarded: DateConstructor = new Proxy(host, {
    apply: () => refuse("clock", "Date()"),
    construct(target, fields: readonly unknown[], made: NewableFunction) {
      checkFields(fields, target);
      return Reflect.construct(target, fields, made === guarded as unknown ? target : made) as Date;
    },
    get(target, name) {
      if (name === "now") return () => refuse("clock", "Date.now()");
      if (name === "parse") return (text: string) => { checkText(text, `Date.parse("${text}")`, target); return target.parse(text); };
      return Reflect.get(target, name) as unknown;
    },
  });
  return guarded;
}

function checkFields(fields: readonly unknown[], host: DateConstructor): void {
  if (fields.length === 0) refuse("clock", "new Date()");
  if (fields.length > 1) refuse("zone", `new Date(${fields.join(", ")}), a local time`);
  if (typeof fields[0] === "string") checkText(fields[0], `new Date("${fields[0]}")`, host);
}

/** Dates alone are read as UTC (ECMA-262, 21.4.1.32), times without a zone as local. */
function checkText(text: string, call: string, host: DateConstructor): void {
  if (/^[+-]?\d{4,6}(?:-\d\d){0,2}$/.test(text) || /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)(?:\s*\([^)]*\))?$/i.test(text)) return;
  if (!Number.isNaN(host.parse(text))) refuse("zone", `${call}, a local time`);
}
