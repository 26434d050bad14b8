import type {FigureRecord} from "../records/report.ts";
import type {Difference} from "../records/verdicts.ts";
import {jsonDifferences} from "../results/differences.ts";

/** Which marks and which of their data differ between two figures; then captions, size and the text for who cannot see them. */
export function figureDifferences(baseline: FigureRecord, fresh: FigureRecord): readonly Difference[] {
  const drawn = jsonDifferences({spec: baseline.spec}, {spec: fresh.spec}).map((difference) => ({...difference, where: placeIn(baseline.spec, difference.where)}));
  const around = ({caption, alt, width}: FigureRecord) => ({caption: caption.plain, alt, width});
  return [...drawn, ...jsonDifferences(around(baseline), around(fresh))];
}

/** `spec.layer[1].data.values[3].low` → `layer 2 (rule), data row 4, low` */
function placeIn(spec: unknown, path: string): string {
  const steps = path.replaceAll(/\[(\d+)\]/g, ".$1").split(".").slice(1);
  const words: string[] = [];
  let at: unknown = spec;
  steps.forEach((step, index) => {
    const list = Array.isArray(at);
    at = memberOf(at, step);
    if (list) words.push(...listWords(steps[index - 1] ?? "", Number(step), at));
    else if (!["layer", "hconcat", "vconcat", "concat", "data", "values"].includes(step)) words.push(step);
    else if (step === "values" && index === steps.length - 1) words.push("data");
    else if (step === "values" && steps[index + 1] === "length") words.push("data rows");
  });
  return words.join(", ") || path;
}

const listWords = (name: string, index: number, item: unknown): readonly string[] => {
  if (name === "layer") return [`layer ${index + 1}${markOf(item)}`];
  if (name === "values") return [`data row ${index + 1}`];
  return [`${name} ${index + 1}`];
};

function markOf(layer: unknown): string {
  const mark = memberOf(layer, "mark");
  const type = typeof mark === "string" ? mark : memberOf(mark, "type");
  return typeof type === "string" ? ` (${type})` : "";
}

const memberOf = (value: unknown, name: string): unknown =>
  (typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined);
