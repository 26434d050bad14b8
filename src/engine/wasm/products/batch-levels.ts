/** How a batch of two broadcast operands is walked: for each of `outer`, `count` pairs whose operands lie `stepA` and `stepB` bytes apart (0: the same again). */
export interface BatchLevels {
  /** Where the operands of each walk begin, in bytes. */
  readonly outer: readonly (readonly [a: number, b: number])[];
  readonly count: number;
  readonly stepA: number;
  readonly stepB: number;
}

interface Level {
  readonly count: number;
  readonly stepA: number;
  readonly stepB: number;
}

const single: BatchLevels = {outer: [[0, 0]], count: 1, stepA: 0, stepB: 0};

/** The walk over `batch`, to which `a` and `b` are broadcast, their elements of `bytesA` and `bytesB`; as long as it goes in equal steps it is one. */
export function batchLevels(a: readonly number[], b: readonly number[], batch: readonly number[], bytesA: number, bytesB: number): BatchLevels {
  if (batch.length === 0) return single;
  const stepsA = stepsOf(a, batch.length, bytesA), stepsB = stepsOf(b, batch.length, bytesB);
  const levels = merged(batch.map((count, axis): Level => ({count, stepA: stepsA[axis]!, stepB: stepsB[axis]!})).filter(({count}) => count !== 1));
  const inner = levels.at(-1) ?? single;
  let outer: readonly (readonly [number, number])[] = [[0, 0]];
  for (const {count, stepA, stepB} of levels.slice(0, -1)) {
    outer = outer.flatMap(([fromA, fromB]) => Array.from({length: count}, (_, i) => [fromA + i * stepA, fromB + i * stepB] as const));
  }
  return {count: inner.count, stepA: inner.stepA, stepB: inner.stepB, outer};
}

/** Bytes from one index to the next along each axis of the broadcast shape; 0 where the operand is repeated. */
function stepsOf(own: readonly number[], rank: number, bytes: number): readonly number[] {
  const steps = Array<number>(rank).fill(0);
  let stride = bytes;
  for (let axis = own.length - 1; axis >= 0; axis--) {
    if (own[axis] !== 1) steps[axis + rank - own.length] = stride;
    stride *= own[axis]!;
  }
  return steps;
}

/** Axes that continue each other in both operands become one. */
function merged(levels: readonly Level[]): readonly Level[] {
  return levels.reduceRight<readonly Level[]>((inner, level) => {
    const next = inner[0];
    if (!next || level.stepA !== next.count * next.stepA || level.stepB !== next.count * next.stepB) return [level, ...inner];
    return [{...next, count: level.count * next.count}, ...inner.slice(1)];
  }, []);
}
