import type {KeyChange} from "./changes.ts";
import type {CodeChange} from "./code-changes.ts";

/** A change of a run's key for people, on one line: `parameter learningRate: 0.1 → 0.2`. */
export function changeText(change: KeyChange): string {
  switch (change.part) {
    case "recipe": return `how keys are made: recipe ${change.before} → ${change.after}`;
    case "code": return `code: ${place(change, `${change.entry}.ts, or what it imports,`)}`;
    case "parameter": return `parameter ${change.name}: ${old(change)} → ${now(change)}`;
    case "factor": return `${change.name}: ${old(change)} → ${now(change)}`;
    case "package": return `${change.of === "engine" ? "engine's " : ""}package ${change.name}: ${old(change)} → ${now(change)}`;
    case "data": return `data ${change.set}, file ${change.file}: ${change.what === "format" ? "format " : ""}${old(change)} → ${now(change)}`;
    case "input": return inputText(change);
    case "engine": return engineText(change);
    case "kernel": return `kernel ${change.name}: ${old(change)} → ${now(change)}`;
    case "command": return `${change.version === true ? "command's version" : change.file === undefined ? "command" : `command's file ${change.file}`}: ${old(change)} → ${now(change)}`;
    case "name": return `name of the ${change.of}: ${change.before} → ${change.after}`;
  }
}

/** Several changes, each line once: what `train` and `evaluate` both reach is one change to people. */
export const changeTexts = (changes: readonly KeyChange[]): readonly string[] => [...new Set(changes.map(changeText))];

function inputText({name, before, after, because}: Extract<KeyChange, {readonly part: "input"}>): string {
  const from = before === undefined || after === undefined || before !== after ? `${before ?? "none"} → ${after ?? "none"}` : `from ${after}`;
  return `input ${name} (${from})${because.length === 0 ? " changed" : ` changed: ${changeTexts(because).join("; ")}`}`;
}

function engineText(change: Extract<KeyChange, {readonly part: "engine"}>): string {
  if (change.what === "name") return `engine: ${old(change)} → ${now(change)}`;
  if (change.what === "installation") return `engine's installation: ${old(change)} → ${now(change)}`;
  const version = change.before === undefined && change.after === undefined ? "" : ` ${old(change)} → ${now(change)}`;
  return `reprise${version}: ${place(change, "arithmetic, engine or training loop")}`;
}

const place = ({file, name, kind}: CodeChange, unknown: string): string =>
  `${file === "" ? unknown : `${file}${name === "" ? "" : `, ${name}`}`} ${file === "" && kind === "changed" ? "changed" : kind}`;

interface Sides {
  readonly before?: unknown;
  readonly after?: unknown;
}

const old = ({before}: Sides): string => shown(before);
const now = ({after}: Sides): string => shown(after);

/** Digests are shortened; what was or is not there reads `none`. */
function shown(value: unknown): string {
  if (value === undefined || value === "") return "none";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (/^[0-9a-f]{64}$/.test(text)) return text.slice(0, 8);
  return /^sha\d+-/.test(text) ? text.slice(0, 15) : text;
}
