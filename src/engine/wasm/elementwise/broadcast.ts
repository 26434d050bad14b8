/** Neighbouring axes of two broadcast operands along which each of them steps, or repeats. */
export interface BroadcastAxis {
  readonly extent: number;
  /** From one index to the next, in numbers; 0: the operand repeats. */
  readonly strideA: number;
  readonly strideB: number;
}

/** The axes of the broadcast of two shapes, innermost first, as few as possible: none where both are scalars. */
export function broadcastAxes(a: readonly number[], b: readonly number[]): readonly BroadcastAxis[] {
  const axes: BroadcastAxis[] = [];
  let sizeA = 1, sizeB = 1;
  for (let back = 1; back <= Math.max(a.length, b.length); back++) {
    const extentA = a.at(-back) ?? 1, extentB = b.at(-back) ?? 1, extent = extentA === 1 ? extentB : extentA;
    append(axes, {extent, strideA: extentA === 1 ? 0 : sizeA, strideB: extentB === 1 ? 0 : sizeB});
    sizeA *= extentA;
    sizeB *= extentB;
  }
  return axes;
}

function append(axes: BroadcastAxis[], next: BroadcastAxis): void {
  if (next.extent === 1) return;
  const last = axes.at(-1);
  if (last && (last.strideA === 0) === (next.strideA === 0) && (last.strideB === 0) === (next.strideB === 0)) axes[axes.length - 1] = {...last, extent: last.extent * next.extent};
  else axes.push(next);
}
