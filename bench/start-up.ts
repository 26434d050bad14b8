import {startContender, type Contender, type Timing} from "./contender.ts";
import {worker} from "./peers.ts";
import type {Workload} from "./workload.ts";

/** Importing the code and opening the engine, in a new process each time; Node's own start is not counted. */
export const startUp: Workload = {
  id: "start-up/open",
  title: "Import and open",
  shapes: "a new process each time, without Node's own start; ours from its source, whose types Node strips while loading",
  unit: "starts",
  unitsPerStep: 1,
  peers: ["stock-wasm", "stock-cpu"],
  prepare: () => {
    throw new Error("start-up: measured by new processes, not by steps in one");
  },
};

/** A contender whose step is a new process of that side. */
export function starting(side: string): Contender {
  let peakMemory = 0;
  const start = async (): Promise<Timing> => {
    const contender = await startContender(worker(side, startUp.id));
    peakMemory = Math.max(peakMemory, await contender.end());
    return contender.opened;
  };
  return {
    run: async (steps) => {
      let [wall, cpu] = [0, 0];
      for (let i = 0; i < steps; i++) {
        const opened = await start();
        [wall, cpu] = [wall + opened.wall, cpu + opened.cpu];
      }
      return {wall, cpu};
    },
    check: async () => null,
    end: async () => peakMemory,
    stop: () => undefined,
  };
}
