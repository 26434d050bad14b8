import type {Optimizer, TensorFlow} from "../engine/engine.ts";
import {decodeCheckpoint, encodeCheckpoint} from "./checkpoint-bytes.ts";
import type {Checkpointing, Interval} from "./checkpointing.ts";
import {requireKept, requireKnown, restoreKept, saveKept, type Keep, type SavedKeep} from "./kept.ts";
import {openPace} from "./pace.ts";
import type {Extent, RunState, SavedState} from "./run-state.ts";
import {UnfitCheckpoint} from "./unfit-checkpoint.ts";

/** A loop whose steps may be interrupted. `Progress` is plain values that say how far it has come. */
export interface Loop<Progress> {
  /** Where an interrupted run goes on, or its end; undefined at the start. */
  readonly reached: Progress | undefined;
  /** Runs what the code around the loop does in a step. */
  within<T>(work: () => T | Promise<T>): Promise<T>;
  /** Whether it is time for a checkpoint, now that another step was taken: the random streams that it opened are closed. */
  stepped(): boolean;
  /** A UserError where a step left something behind that no checkpoint could put back. */
  requireSame(): Promise<void>;
  /** `at` tells people how far it has come. */
  save(progress: Progress, at: string): Promise<void>;
}

export interface LoopOptions {
  /** What kind of loop it is. */
  readonly kind: string;
  /** Absent where nobody says what its steps change: such a loop has no checkpoints, and is run again whole. */
  readonly keep: Keep | undefined;
  readonly every: Interval | undefined;
}

/** The loops of a run, one after the other. */
export interface Loops {
  /** Runs a loop, which gives its last progress: a resumed run takes the state of that moment in its stead. */
  run<Progress>(options: LoopOptions, body: (loop: Loop<Progress>) => Promise<Progress>): Promise<Progress>;
  /** Whether an optimiser is one that checkpoints save. */
  knows(optimizer: Optimizer): boolean;
  /** Throws the UnfitCheckpoint that the code around a loop may have caught. */
  requireFit(): void;
}

/** One loop in a checkpoint. */
interface SavedLoop {
  /** Which of the run's loops with checkpoints it is, from 0: one that was left by an error is missing among those that ended, and is run again. */
  readonly number: number;
  readonly kind: string;
  readonly state: SavedState;
  readonly kept: SavedKeep;
  readonly progress: unknown;
}

interface Checkpoint {
  readonly ended: readonly SavedLoop[];
  readonly current: SavedLoop;
  readonly at: string;
}

/** A resumable loop under way: its options, and what there was when it began. */
interface Begun {
  readonly number: number;
  readonly kind: string;
  readonly keep: Keep;
  /** The objects that `keep` held. */
  readonly held: readonly object[];
  readonly extent: Extent;
}

export function openLoops(tf: TensorFlow, state: RunState, {left, save, resumed, now}: Checkpointing): Loops {
  const checkpoint = left === undefined ? undefined : opened(left);
  const earlier = new Map((checkpoint === undefined ? [] : [...checkpoint.ended, checkpoint.current]).map((loop) => [loop.number, loop]));
  const ended: SavedLoop[] = [];
  const going = {loops: 0, steps: 0};
  /** How many loops with checkpoints have begun, and whether each came after the one before: only then is a checkpoint of one whole. */
  let begun = 0, inTurn = true, unfit: UnfitCheckpoint | undefined;

  const within = async <T>(work: () => T | Promise<T>): Promise<T> => {
    going.steps += 1;
    try {
      return await work();
    } finally {
      going.steps -= 1;
    }
  };
  const plain = {reached: undefined, within, stepped: () => false, requireSame: async () => undefined, save: async () => undefined};

  const savedLoop = async ({number, kind, keep, held, extent}: Begun, progress: unknown): Promise<SavedLoop> =>
    ({number, kind, state: await state.save(extent), kept: await saveKept(tf, keep, held), progress: structuredClone(progress)});

  const restore = async ({kind, keep, held, extent}: Begun, loop: SavedLoop): Promise<void> => {
    try {
      if (loop.kind !== kind) throw new RangeError(`it is of a loop of kind ${loop.kind}, the run's is ${kind}`);
      await state.restore(extent, loop.state);
      restoreKept(tf, keep, loop.kept, held);
    } catch (error) {
      throw unfit = unfitBy(error);
    }
  };

  const runKept = async <P>({kind, every}: LoopOptions, keep: Keep, body: (loop: Loop<P>) => Promise<P>): Promise<P> => {
    const number = begun++, before = earlier.get(number);
    const held = await requireKept(tf, keep);
    const loop: Begun = {number, kind, keep, held, extent: await state.extent()};
    if (before !== undefined) await restore(loop, before);
    if (before !== undefined && before === checkpoint?.current) resumed(checkpoint.at);
    const pace = openPace(every, now);
    const last = await body({
      within,
      reached: before?.progress as P | undefined,
      async requireSame() {
        requireKnown(tf, keep, held);
        await state.requireSame(loop.extent);
      },
      stepped() {
        if (inTurn) state.stepped(loop.extent);
        return pace.stepped() && save !== undefined && inTurn;
      },
      async save(progress, at) {
        const start = now();
        await state.requireSame(loop.extent);
        await save?.(encodeCheckpoint({ended, current: await savedLoop(loop, progress), at} satisfies Checkpoint));
        pace.saved(start);
      },
    });
    if (save !== undefined) ended.push(before !== undefined && before !== checkpoint?.current ? before : await savedLoop(loop, last));
    return last;
  };

  return {
    async run(options, body) {
      const inner = going.loops > 0;
      if (inner && going.steps === 0) inTurn = false;
      going.loops += 1;
      try {
        return await (options.keep === undefined || inner ? body(plain) : runKept(options, options.keep, body));
      } finally {
        going.loops -= 1;
      }
    },
    knows: (optimizer) => state.knows(optimizer),
    requireFit() {
      if (unfit !== undefined) throw unfit;
    },
  };
}

/** Loops that keep nothing. */
export const plainLoops: Loops = {
  run: (_, body) => body({reached: undefined, within: async (work) => work(), stepped: () => false, requireSame: async () => undefined, save: async () => undefined}),
  knows: () => false,
  requireFit: () => undefined,
};

function opened(bytes: Uint8Array): Checkpoint {
  try {
    return decodeCheckpoint(bytes) as Checkpoint;
  } catch (error) {
    throw unfitBy(error);
  }
}

const unfitBy = (error: unknown): UnfitCheckpoint => new UnfitCheckpoint(error instanceof Error ? error.message : String(error));
