import * as vega from "vega";
import {expressionInterpreter} from "vega-interpreter";
import {compile, type TopLevelSpec} from "vega-lite";
import {UserError} from "../errors.ts";
import {withSolidPoints} from "./legend-symbol.ts";
import {Recorder} from "./recorder.ts";
import type {Drawing} from "./drawing.ts";
import {installTextMetrics} from "./text-metrics.ts";
import {theme} from "./theme.ts";
import type {Part} from "./views.ts";

/** A Vega-Lite specification of a certain size, and what it looks like. */
export interface Scene {
  readonly spec: Part;
  readonly drawing: Drawing;
}

/**
 * Lays a Vega-Lite specification out with the figures' own fonts. Expressions are interpreted, never
 * turned into code. Nothing is fetched; numbers and dates are written as in en-US, whatever the machine's locale.
 */
export async function layOut(spec: Part, figure: string): Promise<Scene> {
  installTextMetrics();
  const complaints: string[] = [];
  const view = understood(spec, figure, logger(complaints));
  try {
    await view.runAsync();
    const drawing = await record(view);
    if (complaints[0] !== undefined) throw unfit(figure, complaints[0]);
    return {spec, drawing};
  } finally {
    view.finalize();
  }
}

/** The Vega specification of a Vega-Lite one, for a page that brings it to life. */
export function compiled(spec: Part, figure: string): vega.Spec {
  const complaints: string[] = [];
  const made = compileWith(spec, logger(complaints));
  if (complaints[0] !== undefined) throw unfit(figure, complaints[0]);
  return made;
}

const compileWith = (spec: Part, log: vega.LoggerInterface): vega.Spec =>
  withSolidPoints(compile(spec as unknown as TopLevelSpec, {config: theme, logger: log}).spec);

/** What Vega-Lite and Vega cannot read is the author's to mend. */
function understood(spec: Part, figure: string, log: vega.LoggerInterface): vega.View {
  try {
    const options = {expr: expressionInterpreter, renderer: "none", loader: closedLoader, logger: log, locale: english};
    return new vega.View(vega.parse(compileWith(spec, log), undefined, {ast: true}), options as unknown as vega.ViewOptions);
  } catch (error) {
    throw unfit(figure, wordText(error));
  }
}

const unfit = (figure: string, what: string): UserError => new UserError(`figure ${figure}: ${what}`, "mend the figure's specification in report.ts");

async function record(view: vega.View): Promise<Drawing> {
  const recorder = new Recorder();
  await view.toCanvas(1, {externalContext: recorder} as never);
  const {left, right, top, bottom} = view.padding() as {left: number; right: number; top: number; bottom: number};
  const size = view as unknown as {readonly _viewWidth: number; readonly _viewHeight: number};
  return recorder.drawing(size._viewWidth + left + right, size._viewHeight + top + bottom);
}

/** Notes what Vega finds wrong: a figure with a warning is not drawn, as it would not be what was meant. */
function logger(complaints: string[]): vega.LoggerInterface {
  const note = (...words: readonly unknown[]): vega.LoggerInterface => {
    const text = words.map(wordText).join(" ");
    if (!harmless.test(text)) complaints.push(text);
    return log;
  };
  const ignore = (): vega.LoggerInterface => log;
  const log = {level: ignore, error: note, warn: note, info: ignore, debug: ignore} as vega.LoggerInterface;
  return log;
}

const wordText = (word: unknown): string => (word instanceof Error ? word.message : String(word));

/** The two encodings of one category (colour and dash) always have the same values. */
const harmless = /^Unioning discrete legend values/;

const closedLoader: vega.Loader = {
  load: refuse, sanitize: refuse, http: refuse, file: refuse,
} as unknown as vega.Loader;

function refuse(address: string): Promise<never> {
  return Promise.reject(new UserError(`a figure asked for ${address}: figures fetch nothing`, "put the rows into data.values"));
}

const english = {
  number: {decimal: ".", thousands: ",", grouping: [3], currency: ["$", ""]},
  time: {
    dateTime: "%x, %X", date: "%-m/%-d/%Y", time: "%-I:%M:%S %p", periods: ["AM", "PM"],
    days: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    shortDays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    shortMonths: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  },
};
