/**
 * A process that holds an engine to a part of the contract: `contract-worker.ts ENGINE PART PARTS STEPS`. Part k of n takes every n-th training, and every
 * part takes those of `repeated`, whose digests must be the same in all of them. Sends one Report.
 */
import {openEngine} from "../../src/engine/node.ts";
import type {EngineName} from "../../src/engine/engine.ts";
import {contract, fulfilments, losses, type Fulfilment} from "./contract.ts";
import {outcomeOf} from "./trainings/run.ts";

export interface Report {
  readonly facts: Readonly<Record<string, string>>;
  readonly fulfilments: readonly Fulfilment[];
  /** SHA-256 of losses and weights, by title. */
  readonly digests: Readonly<Record<string, string>>;
}

/** Trainings with long sums, segments, fused and batched products. */
const repeated = /^(layer embedding|layer dense, wide|layer conv2d, many|attention by matMul|layer averagePooling2d|operation unsortedSegmentSum)/;

const [name, part, parts, steps] = process.argv.slice(2) as [EngineName, string, string, string];
const own = contract.filter((_, index) => index % Number(parts) === Number(part));
const expected = await losses(await openEngine("wasm"), Number(steps), own);
const engine = await openEngine(name);
const kept: Fulfilment[] = [];
for await (const fulfilment of fulfilments(engine, expected, Number(steps), own)) kept.push(fulfilment);
const digests: Record<string, string> = {};
for (const training of contract.filter(({title}) => repeated.test(title))) digests[training.title] = (await outcomeOf(engine, training)).digest;
process.send!({facts: engine.facts, fulfilments: kept, digests} satisfies Report, () => process.exit());
