import {expect, test, vi} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {randomness} from "../../src/random/random.ts";
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

/** Layers that are others by a second name, begin a model, are parts of recurrent ones, draw unrepeatably, have no gradient in TensorFlow.js, or fail in it. */
const untrained = [
  "avgPool1d", "avgPool2d", "avgPool3d", "avgPooling1d", "avgPooling2d", "avgPooling3d", "globalMaxPool1d", "globalMaxPool2d", "maxPool1d", "maxPool2d", "input", "inputLayer",
  "convLstm2dCell", "gruCell", "lstmCell", "simpleRNNCell", "stackedRNNCells", "alphaDropout", "gaussianDropout", "spatialDropout1d", "randomWidth", "conv3dTranspose", "resizing",
];

test("every layer, initialiser, random layer and optimiser is trained", () => {
  const trained = (kind: string, name: string): boolean => trainings.some(({title}) => new RegExp(`^${kind} .*\\b${name}\\b`).test(title));
  const layers = Object.keys(engine.tf.layers).filter((name) => /^[a-z]/.test(name));
  expect(layers.filter((name) => !trained("layer", name))).toEqual(layers.filter((name) => untrained.includes(name)));
  const random = randomness("engine-test", "seed-1", "default");
  expect(Object.keys(engine.initializers(random)).filter((name) => !trained("initialiser", name))).toEqual([]);
  expect(Object.keys(engine.randomLayers(random)).filter((name) => !trained("layer", name))).toEqual([]);
  expect(Object.keys(engine.optimizers).filter((name) => !trained("optimiser", name))).toEqual([]);
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
