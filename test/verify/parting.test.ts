import {expect, test} from "vitest";
import type {Trace} from "../../src/results/result.ts";
import {partingText, streamTexts} from "../../src/records/parting-text.ts";
import {partingOf} from "../../src/verify/parting.ts";

const steps = [0, 1, 2, 3, 4];
/** Digests that are those of `base` up to an entry, and others from there on. */
const digests = (seed: string, from = Infinity): string[] => steps.map((_, index) => (index < from ? `${seed}000000${index}` : `${seed}fffff0${index}`));
const trace = (kernel: string[], bias: string[], shuffle = [0, 8, 16, 24, 32]): Trace => ({steps, tensors: {"000.dense/kernel": kernel, "001.dense/bias": bias}, streams: {shuffle}});
const base = trace(digests("a"), digests("b"));

test("equal traces part nowhere, and nothing is said where one run was not traced", () => {
  expect(partingOf(base, base)).toBeUndefined();
  expect(partingOf(base, undefined)).toBeUndefined();
});

test("the first step and the first tensor that differ are named, and the step before", () => {
  const parting = partingOf(base, trace(digests("a", 3), digests("b", 2)));
  expect(parting).toEqual({step: 2, after: 1, tensors: ["001.dense/bias"], streams: []});
  expect(partingText(parting!)).toBe("first parts at step 2, tensor 001.dense/bias");
});

test("initial weights that already differ are told as such", () => {
  const parting = partingOf(base, trace(digests("a", 0), digests("b", 0)));
  expect(parting).toMatchObject({step: 0, after: null, tensors: ["000.dense/kernel", "001.dense/bias"]});
  expect(partingText(parting!)).toBe("the initial weights already differ: tensor 000.dense/kernel and 1 more");
});

test("between thinned steps both ends are told", () => {
  const thinned = (kernel: string[]): Trace => ({steps: [0, 36, 40], tensors: {kernel}, streams: {}});
  expect(partingText(partingOf(thinned(["1", "2", "3"]), thinned(["1", "2", "4"]))!)).toBe("first parts between steps 36 and 40, tensor kernel");
});

test("a tensor that only one model has, and a random stream read differently, are told", () => {
  const other = {...base, tensors: {...base.tensors, "002.dense/kernel": digests("c")}, streams: {shuffle: [0, 4, 8, 12, 16]}};
  const parting = partingOf(base, other)!;
  expect(parting).toMatchObject({step: 0, tensors: ["002.dense/kernel"]});
  expect(streamTexts(partingOf(base, {...base, tensors: {...base.tensors, "001.dense/bias": digests("b", 1)}, streams: {shuffle: [0, 4, 8, 12, 16]}})!)).toEqual(["random stream shuffle: 8 → 4 words drawn by then"]);
});

test("a training that only goes on longer parts where the other ended", () => {
  const longer: Trace = {steps: [...steps, 5], tensors: {"000.dense/kernel": [...digests("a"), "a0000005"], "001.dense/bias": [...digests("b"), "b0000005"]}, streams: {shuffle: [0, 8, 16, 24, 32, 40]}};
  const parting = partingOf(base, longer)!;
  expect(parting).toEqual({step: 5, after: 4, tensors: [], streams: [], updates: {baseline: 4, fresh: 5}});
  expect(partingText(parting)).toBe("all weights agree up to step 4; then one training has 4 updates, the other 5");
});
