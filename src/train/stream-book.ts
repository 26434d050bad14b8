import type {Position} from "../random/stream.ts";

/** Where streams stand, by their name and in the order in which they were opened. */
export type Positions = Readonly<Record<string, readonly number[]>>;

/** The random streams that a run has opened. */
export interface StreamBook {
  opened(name: string, position: Position): void;
  /** Words drawn so far, by the streams' name. */
  drawn(): ReadonlyMap<string, number>;
  positions(): Positions;
  /** Moves every stream to where it stood; those of an interrupted run that are not here again are counted on. */
  restore(positions: Positions): void;
}

export function streamBook(): StreamBook {
  const streams = new Map<string, Position[]>();
  return {
    opened(name, position) {
      const others = streams.get(name);
      if (others === undefined) streams.set(name, [position]);
      else others.push(position);
    },
    drawn: () => new Map([...streams].map(([name, positions]) => [name, positions.reduce((sum, {next}) => sum + next, 0)])),
    positions: () => Object.fromEntries([...streams].map(([name, positions]) => [name, positions.map(({next}) => next)])),
    restore(positions) {
      for (const [name, here] of streams) if (here.length > (positions[name]?.length ?? 0)) throw new RangeError(`the random stream ${name} was opened more often than it says`);
      for (const [name, stood] of Object.entries(positions)) {
        const here = streams.get(name) ?? [];
        streams.set(name, stood.map((next, i) => Object.assign(here[i] ?? {next}, {next})));
      }
    },
  };
}
