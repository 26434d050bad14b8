import {createLogUpdate} from "log-update";

/** Hears how an installation goes on. */
export interface Progress {
  /** A step began. */
  step(what: string): void;
  /** So many bytes of `total` are here; `total` is undefined where nobody said. */
  bytes(what: string, done: number, total: number | undefined): void;
  /** The step that counted bytes is over. */
  done(what: string, bytes: number): void;
  tell(message: string): void;
}

/** For programs: says nothing. */
export const silent: Progress = {step: () => undefined, bytes: () => undefined, done: () => undefined, tell: () => undefined};

interface Transfer {
  readonly what: string;
  /** Milliseconds and bytes when it began, so that what was there before does not count as speed. */
  readonly began: number;
  readonly from: number;
}

/** For people: one living line on a terminal; elsewhere, as in CI, a plain line every ten seconds. `now` in milliseconds. */
export function showProgress(output: {readonly isTTY?: boolean; write(text: string): unknown}, now: () => number): Progress {
  const live = output.isTTY === true ? createLogUpdate(output as NodeJS.WriteStream) : undefined;
  const write = (line: string): void => {
    live?.clear();
    output.write(`  ${line}\n`);
  };
  let transfer: Transfer = {what: "", began: 0, from: 0};
  let shown = -Infinity;
  return {
    step: (what) => write(what),
    tell: write,
    bytes(what, done, total) {
      if (transfer.what !== what) [transfer, shown] = [{what, began: now(), from: done}, -Infinity];
      if (now() - shown < (live === undefined ? 10_000 : 100)) return;
      shown = now();
      const line = transferLine(transfer, done, total, now());
      if (live === undefined) output.write(`  ${line}\n`);
      else live(`  ${line}`);
    },
    done(what, bytes) {
      if (transfer.what !== what) return write(`${what}: ${megabytes(bytes)}`);
      const seconds = (now() - transfer.began) / 1000;
      write(`${what}: ${megabytes(bytes)} in ${clock(seconds)}`);
      transfer = {what: "", began: 0, from: 0};
    },
  };
}

/** `fetching x: 120.0 of 274.3 MB · 12.5 MB/s · 0:12 left` */
export function transferLine({what, began, from}: Transfer, done: number, total: number | undefined, at: number): string {
  const seconds = (at - began) / 1000;
  const rate = seconds > 0 ? (done - from) / seconds : 0;
  const parts = [`${what}: ${total === undefined ? megabytes(done) : `${(done / 1e6).toFixed(1)} of ${megabytes(total)}`}`];
  if (rate > 0) parts.push(`${megabytes(rate)}/s`);
  if (rate > 0 && total !== undefined) parts.push(`${clock((total - done) / rate)} left`);
  return parts.join(" · ");
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Seconds as `0:41` or `12:05`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
