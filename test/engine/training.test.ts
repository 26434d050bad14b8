import {expect, test, vi} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {trainings} from "./trainings/all.ts";
import {outcomeOf} from "./trainings/run.ts";

const engine = await openEngine("wasm");
/** Where a loss that does not fall is right: a new mask at every step, or nothing that can be learned. */
const restless = /^(layer dropout|operation mod|special values)/;

test.each(trainings)("$title: training twice gives the same bytes, and no tensor stays behind", async (training) => {
  const before = engine.tf.memory().numTensors;
  const first = await outcomeOf(engine, training);
  expect(engine.tf.memory().numTensors).toBe(before);
  expect(await outcomeOf(engine, training)).toMatchObject({losses: first.losses, digest: first.digest});
  expect(first.tensors[1]).toBe(first.tensors[0]);
  if (!restless.test(training.title)) expect(first.losses.at(-1)).toBeLessThan(first.losses[0]!);
});

test("training asks neither clock nor chance of the host", async () => {
  const forbidden = (name: string) => () => { throw new Error(`${name} was called`); };
  const spies = [
    vi.spyOn(Math, "random").mockImplementation(forbidden("Math.random")), vi.spyOn(Date, "now").mockImplementation(forbidden("Date.now")),
    vi.spyOn(performance, "now").mockImplementation(forbidden("performance.now")), vi.spyOn(process, "hrtime").mockImplementation(forbidden("process.hrtime")),
  ];
  try {
    for (const training of trainings) await outcomeOf(engine, training, 2);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
});

test("opening, training and failing print nothing", async () => {
  const spies = (["log", "warn", "info", "error"] as const).map((method) => vi.spyOn(console, method));
  const again = await openEngine("wasm");
  await outcomeOf(again, trainings[0]!);
  expect(() => again.tf.spectral.rfft(again.tf.ones([4]))).toThrow();
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
});

test("the engine's clock stands still", () => {
  expect(engine.tf.util.now()).toBe(0);
});
