import type {Position} from "../random/stream.ts";

/** The random streams that a run has opened, by name and in order, and where each stands. */
export interface StreamBook {
  opened(name: string, position: Position): void;
  /** Words drawn so far, by the streams' name. */
  drawn(): ReadonlyMap<string, number>;
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
  };
}
