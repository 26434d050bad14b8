import {openWasmEngine} from "../../src/engine/wasm/open.ts";
import {computed, countOf, type Computed, type Order} from "./computation.ts";

/** What a platform tells while it computes. */
export type Told = {readonly count: number} | {readonly computed: readonly Computed[]};

/** The JSON texts that it sends: what it tells, and how it ends. */
export type Sent = Told | {readonly failed: string} | {readonly finished: true};

const atOnce = 10;

/** Runs in every platform, bundled with the kernels: computes what is ordered and tells it in small parts. */
export async function work(kernels: Uint8Array<ArrayBuffer>, order: Order, tell: (sent: Sent) => Promise<void>): Promise<void> {
  const engine = await openWasmEngine(kernels);
  await tell({count: countOf(order)});
  let waiting: Computed[] = [];
  for await (const one of computed(engine, order)) {
    waiting.push(one);
    if (waiting.length < atOnce) continue;
    await tell({computed: waiting});
    waiting = [];
  }
  await tell({computed: waiting});
  await tell({finished: true});
}
