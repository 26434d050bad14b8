import {sha256} from "@noble/hashes/sha2.js";
import {bytesToHex, utf8ToBytes} from "@noble/hashes/utils.js";
import type {Engine} from "../../src/engine/engine.ts";
import {canonicalJson} from "../../src/results/canonical-json.ts";
import type {Checkpointing} from "../../src/train/checkpointing.ts";
import type {Train} from "../../src/train/context.ts";
import {runJob, type JobOutcome} from "../../src/train/run-job.ts";
import {entriesOf, job} from "./entries.ts";
import {attempted} from "./interrupted.ts";
import {convolutional, inARow, ownLoop, perceptron} from "./samples.ts";

/** A run whose bytes are compared between platforms: weights, predictions, series, trace and metrics. */
export interface Run {
  readonly title: string;
  readonly digest: (engine: Engine) => Promise<string>;
}

const trains: Readonly<Record<string, Train>> = {"perceptron with dropout": perceptron, "convolutions with batch normalisation": convolutional, "loop of one's own": ownLoop, "trainings in a row": inARow};

/** Each sample, whole and interrupted: killed at its third checkpoint and resumed. */
export const runs: readonly Run[] = Object.entries(trains).flatMap(([name, train]) => {
  const run = (engine: Engine) => (checkpointing?: Checkpointing): Promise<JobOutcome> => runJob(job, entriesOf(train), engine, checkpointing);
  return [
    {title: name, digest: async (engine: Engine) => digestOf(await run(engine)())},
    {title: `${name}, interrupted`, digest: async (engine: Engine) => {
      const {saved} = await attempted(run(engine), undefined, 3);
      const {outcome} = await attempted(run(engine), saved[2]);
      return digestOf(outcome);
    }},
  ];
});

function digestOf(outcome: JobOutcome | "killed"): string {
  if (outcome === "killed" || outcome.status !== "completed") throw new Error(`a sample came to ${JSON.stringify(outcome)}`);
  const {trained: {weights = new Uint8Array(), predictions, series, trace}, evaluation} = outcome;
  return bytesToHex(sha256.create().update(weights).update(predictions).update(utf8ToBytes(canonicalJson({series, trace, evaluation}))).digest());
}
