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
