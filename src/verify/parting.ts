import type {Parting} from "../records/verdicts.ts";
import {byCodeUnit} from "../results/names.ts";
import type {Trace} from "../results/result.ts";

/** Where two trainings part, from their traces; undefined where they do not, or one was not traced. */
export function partingOf(baseline: Trace | undefined, fresh: Trace | undefined): Parting | undefined {
  if (baseline === undefined || fresh === undefined) return undefined;
  const shared = sharedSteps(baseline, fresh);
  const first = indices(shared).find((index) => tensorsAt(baseline, fresh, index).length > 0);
  const drawn = indices(shared).find((index) => streamsAt(baseline, fresh, index).length > 0);
  const longer = baseline.steps.at(-1) !== fresh.steps.at(-1);
  const index = first ?? drawn ?? (longer ? shared : undefined);
  if (index === undefined) return undefined;
  return {
    step: (index < shared ? baseline.steps[index] : smaller(baseline.steps[index], fresh.steps[index])) ?? 0,
    after: index === 0 ? null : baseline.steps[index - 1] ?? null,
    tensors: index < shared ? [...tensorsAt(baseline, fresh, index)] : [],
    streams: index < shared ? [...streamsAt(baseline, fresh, index)] : [],
    ...(longer ? {updates: {baseline: baseline.steps.at(-1) ?? 0, fresh: fresh.steps.at(-1) ?? 0}} : {}),
  };
}

/** How many entries both traces have at the same steps. */
function sharedSteps(baseline: Trace, fresh: Trace): number {
  const parted = baseline.steps.findIndex((step, index) => step !== fresh.steps[index]);
  return parted < 0 ? baseline.steps.length : parted;
}

const indices = (count: number): readonly number[] => Array.from({length: count}, (_, index) => index);

const smaller = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || b === undefined ? a ?? b : Math.min(a, b));

/** The tensors whose digests differ at one entry; one that is not there has none. Names begin with their place in the model. */
function tensorsAt(baseline: Trace, fresh: Trace, index: number): readonly string[] {
  return names(baseline.tensors, fresh.tensors).filter((name) => (baseline.tensors[name]?.[index] ?? "") !== (fresh.tensors[name]?.[index] ?? ""));
}

function streamsAt(baseline: Trace, fresh: Trace, index: number): Parting["streams"] {
  const drawn = (trace: Trace, name: string): number => trace.streams[name]?.[index] ?? 0;
  return names(baseline.streams, fresh.streams).map((name) => ({name, baseline: drawn(baseline, name), fresh: drawn(fresh, name)})).filter((each) => each.baseline !== each.fresh);
}

const names = (...records: readonly Readonly<Record<string, unknown>>[]): readonly string[] => [...new Set(records.flatMap(Object.keys))].sort(byCodeUnit);

/** `the initial weights already differ: tensor 000.dense/kernel and 3 more`, `first parts at step 40, tensor 000.dense/kernel (all agree at step 36)` */
export function partingText({step, after, tensors, updates}: Parting): string {
  const which = tensors.length === 0 ? "" : `tensor ${tensors[0]}${tensors.length > 1 ? ` and ${tensors.length - 1} more` : ""}`;
  if (tensors.length === 0 && updates !== undefined) return `all weights agree up to step ${after ?? 0}; then one training has ${updates.baseline} updates, the other ${updates.fresh}`;
  if (tensors.length === 0) return `the weights agree; first draws other random numbers by step ${step}`;
  if (after === null) return `the initial weights already differ: ${which}`;
  return `first parts ${after === step - 1 ? `at step ${step}` : `between steps ${after} and ${step}`}, ${which}`;
}

/** `random stream shuffle: 640 words drawn, 512 before` */
export const streamTexts = ({streams}: Parting): readonly string[] =>
  streams.map(({name, baseline, fresh}) => `random stream ${name}: ${baseline} → ${fresh} words drawn by then`);
