import {UserError} from "../errors.ts";
import {isPart, markOf, type Part} from "./views.ts";

/** Why a part of a specification is refused, and what to do instead. */
interface Refusal {
  readonly because: string;
  readonly mend: string;
}

/**
 * Stops at whatever would make a figure depend on more than its record (files, addresses, clocks, time zones, chance),
 * lead the reader elsewhere, or look unlike its fellows. Data rows are not searched: they are only ever text and numbers.
 */
export function refuseUnfit(spec: Part, figure: string): void {
  visit(spec, "", (part, path) => {
    const refusal = refusalOf(part);
    if (refusal !== undefined) throw new UserError(`figure ${figure}${path === "" ? "" : `, at ${path}`}: ${refusal.because}`, refusal.mend);
  });
}

function visit(value: unknown, path: string, look: (part: Part, path: string) => void): void {
  if (Array.isArray(value)) return value.forEach((item, index) => visit(item, `${path}[${index}]`, look));
  if (!isPart(value)) return;
  look(value, path);
  for (const [key, member] of Object.entries(value)) if (!isRows(path, key)) visit(member, path === "" ? key : `${path}.${key}`, look);
}

const isRows = (path: string, key: string): boolean => key === "datasets" || (key === "values" && /(?:^|\.)data$/.test(path));

function refusalOf(part: Part): Refusal | undefined {
  return refusedMember(part) ?? refusedMark(part) ?? refusedTime(part) ?? refusedExpression(part);
}

const refusedMembers: Readonly<Record<string, Refusal>> = {
  url: {because: "data, images and links from an address are refused", mend: "put the rows into data.values"},
  href: {because: "links are refused: a figure is read, not followed", mend: "remove the href channel"},
  config: {because: "a look of its own is refused: all figures share one theme", mend: "remove config"},
  autosize: {because: "a size of its own is refused: widths are those of the paper's columns", mend: "remove autosize; set height in points"},
  sample: {because: "chance is refused: a sample transform draws other rows each time", mend: "choose the rows in report.ts"},
  random: {because: "chance is refused", mend: "choose the positions in report.ts"},
  usermeta: {because: "usermeta is refused: it steers programs, not the figure", mend: "remove usermeta"},
};

function refusedMember(part: Part): Refusal | undefined {
  const name = Object.keys(part).find((key) => Object.hasOwn(refusedMembers, key));
  if (name !== undefined) return refusedMembers[name];
  const font = Object.keys(part).find((key) => /font$/i.test(key));
  return font === undefined ? undefined : {because: `a font of its own (${font}) is refused: all figures share one`, mend: `remove ${font}`};
}

function refusedMark(part: Part): Refusal | undefined {
  if (!("mark" in part)) return undefined;
  if (drawn.includes(markOf(part))) return undefined;
  return {because: `expected one of the marks ${drawn.join(", ")}, got "${markOf(part)}"`, mend: "images, maps and pies are not drawn: choose another mark"};
}

const drawn: readonly string[] = ["area", "bar", "boxplot", "circle", "errorband", "errorbar", "line", "point", "rect", "rule", "square", "text", "tick", "trail"];

/** A time zone belongs to a machine, so only UTC is drawn. */
function refusedTime(part: Part): Refusal | undefined {
  const scale = isPart(part["scale"]) ? part["scale"]["type"] : undefined;
  const unit = isPart(part["timeUnit"]) ? String(part["timeUnit"]["unit"]) : part["timeUnit"];
  const local = (part["type"] === "temporal" && scale !== "utc") || scale === "time" || (typeof unit === "string" && !unit.startsWith("utc"));
  return local ? {because: "local time is refused: it depends on the machine's time zone", mend: 'write scale: {type: "utc"} and utc time units, such as "utcyear"'} : undefined;
}

const expressions: readonly string[] = ["expr", "calculate", "filter", "test", "labelExpr", "signal", "update", "and", "or", "not", "init"];
const unsteady = /\b(now|random|sample\w+|timezoneoffset|timeFormat|timeParse|toDate|datetime|date|day|dayofyear|hours|minutes|month|quarter|seconds|milliseconds|time|timeOffset|timeSequence|week|year|warn|info|debug|screen|containerSize|windowSize)\s*\(/;

function refusedExpression(part: Part): Refusal | undefined {
  const called = expressions.flatMap((key) => [part[key]].flat()).map((text) => (typeof text === "string" ? unsteady.exec(text)?.[1] : undefined)).find((name) => name !== undefined);
  if (called === undefined) return undefined;
  return {because: `${called}() is refused in an expression: it is not the same on every machine and day`, mend: "compute it in report.ts, or use its utc form"};
}
