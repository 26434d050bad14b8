import {expect, test} from "vitest";
import {workloads} from "../../bench/workloads.ts";
import {openOurs} from "../../bench/sides/ours.ts";

/** Small enough for a test; what is timed only in another size is the same code. */
const small = workloads.filter(({id}) => !/^product\/(256|512|1024)/.test(id));

test("no step keeps a tensor, so that memory and time stay as they are however long it is measured", async () => {
  const side = await openOurs("wasm");
  for (const {id, prepare} of small) {
    const {step} = prepare(side);
    await step();
    const before = side.tf.memory().numTensors;
    await step();
    await step();
    expect(side.tf.memory().numTensors - before, id).toBe(0);
    side.tf.disposeVariables();
  }
});
