import {createLogUpdate} from "log-update";
import {duration} from "../run/progress.ts";

/** Hears how a transfer goes on. */
export interface TransferProgress {
  begin(objects: number): void;
  /** Some bytes were moved. */
  readonly heard: (bytes: number) => void;
  done(what: string): void;
  end(): void;
}

/** Progress for people: one living line on a terminal, a plain line every ten seconds elsewhere. `now` in milliseconds. */
export function showTransfer(output: NodeJS.WriteStream, now: () => number): TransferProgress {
  const live = output.isTTY === true ? createLogUpdate(output) : undefined;
  const state = {objects: 0, done: 0, bytes: 0, start: now(), told: now(), current: ""};
  const tell = (): void => {
    if (now() - state.told < (live === undefined ? 10_000 : 80)) return;
    state.told = now();
    const line = `  ${state.done} of ${state.objects} · ${megabytes(state.bytes)} · ${duration(now() - state.start)} · ${state.current}`;
    if (live === undefined) output.write(`${line}\n`);
    else live(line);
  };
  return {
    begin: (objects) => void Object.assign(state, {objects, done: 0, bytes: 0, start: now(), told: now()}),
    heard(bytes) {
      state.bytes += bytes;
      tell();
    },
    done(what) {
      state.done += 1;
      state.current = what;
      tell();
    },
    end() {
      live?.clear();
      live?.done();
    },
  };
}

/** `12.3 MB` */
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`;

/** Progress for programs: says nothing. */
export const silentTransfer: TransferProgress = {begin: () => undefined, heard: () => undefined, done: () => undefined, end: () => undefined};
