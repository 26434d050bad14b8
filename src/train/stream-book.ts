import {UserError} from "../errors.ts";
import type {Position} from "../random/stream.ts";

/** Where streams stand, by their name and in the order in which they were opened. */
export type Positions = Readonly<Record<string, readonly number[]>>;

/** The random streams that a run has opened. */
export interface StreamBook {
  opened(name: string, position: Position): void;
  /** How many were opened so far. */
  count(): number;
  /** Refuses to draw on from any but the first so many. */
  close(first: number): void;
  /** Words drawn so far, by the streams' name. */
  drawn(): ReadonlyMap<string, number>;
  positions(): Positions;
  /** Moves every stream to where it stood; those of an interrupted run that are not here again are counted on. */
  restore(positions: Positions): void;
}

export function streamBook(): StreamBook {
  const streams = new Map<string, Position[]>();
  const inTurn: {readonly name: string; readonly position: Position}[] = [];
  let closed = 0;
  return {
    opened(name, position) {
      inTurn.push({name, position});
      const others = streams.get(name);
      if (others === undefined) streams.set(name, [position]);
      else others.push(position);
    },
    count: () => inTurn.length,
    close(first) {
      for (closed = Math.max(closed, first); closed < inTurn.length; closed += 1) refuseDraws(inTurn[closed]!);
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

/** Lets a stream stand where it stands. */
function refuseDraws({name, position}: {readonly name: string; readonly position: Position}): void {
  const {next} = position;
  const refuse = (to: number): void => {
    if (to === next) return;
    throw new UserError(`a step opened the random stream ${name} and a later one draws from it, so that an interrupted run could not go on`, "open it before the loop");
  };
  Object.defineProperty(position, "next", {get: () => next, set: refuse, enumerable: true});
}
