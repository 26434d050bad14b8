import {expect, test} from "vitest";
import {onEngine} from "../../src/plan/on-engine.ts";
import {readNumerics, type Numerics} from "../../src/plan/numerics.ts";
import type {RunTask} from "../../src/plan/tasks.ts";

const numerics: Numerics = {code: "", kernels: {}, packages: []};

const task = (engine: string): RunTask => ({inputs: {}, parts: {experiment: "line", inputs: {}, entries: {}, engine: {name: engine, numerics: null}}, key: "", trainingKey: ""}) as unknown as RunTask;

test("a run has another key on another engine, and on another installation of the same one", () => {
  const key = (engine: "wasm" | "native", installed?: string) => onEngine([task("wasm")], engine, numerics, installed)[0]?.key;
  expect(new Set([key("wasm"), key("native"), key("native", "older"), key("native", "newer")]).size).toBe(4);
  expect(key("native", "newer")).toBe(key("native", "newer"));
});

test("an external program's runs keep their key", () => {
  expect(onEngine([task("external")], "native", numerics, "newer")[0]?.parts.engine).toEqual({name: "external", numerics: null});
});

test("an engine's numerics are its own: no other engine's code, kernels or packages", async () => {
  const backends = async (engine: "wasm" | "cpu" | "webgpu") => (await readNumerics(process.cwd(), engine)).packages.map(({name}) => name).filter((name) => name.includes("backend"));
  expect(await backends("wasm")).toEqual([]);
  expect(await backends("cpu")).toEqual(["@tensorflow/tfjs-backend-cpu"]);
  expect(await backends("webgpu")).toEqual(["@tensorflow/tfjs-backend-webgpu"]);
  expect(Object.keys((await readNumerics(process.cwd(), "wasm")).kernels)).toEqual(["kernels.wasm"]);
  expect((await readNumerics(process.cwd(), "cpu")).kernels).toEqual({});
});
