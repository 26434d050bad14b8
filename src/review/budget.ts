import {UserError} from "../errors.ts";

/** How long a review may take. */
export interface Budget {
  /** As it was asked for: `5m`. */
  readonly asked: string;
  /** Infinity for `full`. */
  readonly seconds: number;
}

/** Reads `5m`, `1h`, `1h30m`, `90s`, `2d` or `full`. */
export function parseBudget(text: string): Budget {
  if (text === "full") return {asked: text, seconds: Number.POSITIVE_INFINITY};
  const parts = /^(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/.exec(text);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (parts ?? []).slice(1).map((part) => Number(part ?? 0));
  const whole = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  if (whole === 0) throw new UserError(`--budget ${text}: expected a length of time, such as 5m, 1h, 1h30m or 90s, or full`, "for example --budget 5m");
  return {asked: text, seconds: whole};
}
