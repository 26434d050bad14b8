/** Adjacent axes that are all reduced, or all kept, seen as one. */
export interface AxisGroup {
  readonly reduced: boolean;
  readonly extent: number;
}

/** A shape as alternating groups of kept and reduced axes; axes of extent 1 belong to either and vanish. */
export function axisGroups(shape: readonly number[], axes: readonly number[]): readonly AxisGroup[] {
  const groups: AxisGroup[] = [];
  shape.forEach((extent, axis) => {
    if (extent === 1) return;
    const reduced = axes.includes(axis), last = groups.at(-1);
    if (last?.reduced === reduced) groups[groups.length - 1] = {reduced, extent: last.extent * extent};
    else groups.push({reduced, extent});
  });
  return groups;
}

/** One reduction of [outer, length, inner] to [outer, inner]. */
export interface Pass {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** The passes that leave kept axes alone, the last group of reduced axes first; one that changes nothing where none is reduced. */
export function reductionPasses(shape: readonly number[], axes: readonly number[]): readonly Pass[] {
  let groups = axisGroups(shape, axes);
  const passes: Pass[] = [];
  for (let at = lastReduced(groups); at >= 0; at = lastReduced(groups)) {
    passes.push({outer: product(groups.slice(0, at)), length: groups[at]!.extent, inner: product(groups.slice(at + 1))});
    groups = groups.filter((_, i) => i !== at);
  }
  return passes.length > 0 ? passes : [{outer: 1, length: 1, inner: product(groups)}];
}

const lastReduced = (groups: readonly AxisGroup[]): number => groups.findLastIndex((group) => group.reduced);
const product = (groups: readonly AxisGroup[]): number => groups.reduce((size, group) => size * group.extent, 1);
