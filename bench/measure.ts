import type {Benchmarks, Measurement} from "../src/records/benchmarks.ts";
import {startContender, Unable, type Contender} from "./contender.ts";
import {comparePairs, type Effort} from "./pairs.ts";
import {peerTitles, startPeer, worker} from "./peers.ts";
import {startUp, starting} from "./start-up.ts";
import type {PeerName, Workload} from "./workload.ts";

/** What to measure, and how long. */
export interface Request {
  readonly engine: string;
  readonly workloads: readonly Workload[];
  readonly peers: readonly PeerName[];
  readonly effort: Effort;
  readonly tell: (measurement: Measurement | Absent) => void;
}

export type Absent = Benchmarks["absent"][number];

type Versioned = Contender & {readonly version?: string};

/** Compares our engine with each peer on each workload; what cannot be measured is told with its reason. */
export async function measureAll({engine, workloads, peers, effort, tell}: Request): Promise<Pick<Benchmarks, "measurements" | "absent">> {
  const measurements: Measurement[] = [], absent: Absent[] = [];
  for (const workload of workloads) {
    for (const peer of workload.peers.filter((name) => peers.includes(name))) {
      const measured = await measure(engine, workload, peer, effort);
      tell(measured);
      if ("because" in measured) absent.push(measured);
      else measurements.push(measured);
    }
  }
  return {measurements, absent};
}

async function measure(engine: string, workload: Workload, peer: PeerName, effort: Effort): Promise<Measurement | Absent> {
  const names = {workload: workload.id, title: workload.title, peer, peerTitle: peerTitles[peer]};
  let theirs: Versioned | undefined, ours: Contender | undefined;
  try {
    theirs = await startTheirs(engine, workload, peer);
    ours = workload === startUp ? starting(engine) : await startContender(worker(engine, workload.id), "ours: ");
    const compared = await comparePairs(ours, theirs, workload, effort);
    const {version} = theirs;
    return {...names, shapes: workload.shapes, unit: workload.unit, ...(version === undefined ? {} : {peerVersion: version}), ...compared, goal: workload.goals?.[peer] ?? null};
  } catch (error) {
    if (!(error instanceof Unable)) throw error;
    return {...names, because: error.message};
  } finally {
    ours?.stop();
    theirs?.stop();
  }
}

const startTheirs = (engine: string, workload: Workload, peer: PeerName): Promise<Versioned> =>
  workload === startUp ? Promise.resolve(starting(peer)) : startPeer(peer, workload, ["webgpu", "cuda"].includes(engine) ? "cuda" : "cpu");
