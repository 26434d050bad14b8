import {expect, test} from "vitest";
import {openEngine} from "../../src/engine/node.ts";
import {computed, type Computed} from "../bits/computation.ts";
import {refused} from "./refused.ts";

const engine = await openEngine("wasm");
const {tf} = engine;
const registered = tf.getKernelsForBackend(tf.getBackend());
const all: Computed[] = [];
for await (const one of computed(engine, {kinds: ["trainings", "vectors"]})) all.push(one);
const reached = new Set(all.flatMap(({kernels}) => kernels));

test("every kernel that a training or a vector reaches is one of the engine's own", () => {
  const own = registered.map(({kernelName}) => kernelName).filter((name) => !refused.includes(name));
  expect([...reached].filter((name) => !own.includes(name))).toEqual([]);
});

test("every kernel of the engine's own is reached by a training or a vector", () => {
  expect(registered.map(({kernelName}) => kernelName).filter((name) => !refused.includes(name) && !reached.has(name))).toEqual([]);
});

test.each(refused)("%s is refused by its name", (name) => {
  const kernel = registered.find(({kernelName}) => kernelName === name)!;
  expect(() => kernel.kernelFunc({inputs: {}, attrs: {}, backend: tf.backend()})).toThrow(`no kernel ${name},`);
});
