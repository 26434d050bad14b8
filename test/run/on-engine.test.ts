import {expect, test} from "vitest";
import {onEngine} from "../../src/run/on-engine.ts";
import type {RunTask} from "../../src/run/parts.ts";

const task = (engine: string): RunTask => ({inputs: {}, parts: {experiment: "line", inputs: {}, entries: {}, engine: {name: engine, numerics: null}}, key: "", trainingKey: ""}) as unknown as RunTask;

test("a run has another key on another engine, and on another installation of the same one", () => {
  const key = (engine: "wasm" | "native", installed?: string) => onEngine([task("wasm")], engine, installed)[0]?.key;
  expect(new Set([key("wasm"), key("native"), key("native", "older"), key("native", "newer")]).size).toBe(4);
  expect(key("native", "newer")).toBe(key("native", "newer"));
});

test("an external program's runs keep their key", () => {
  expect(onEngine([task("external")], "native", "newer")[0]?.parts.engine).toEqual({name: "external", numerics: null});
});
