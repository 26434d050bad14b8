import {expect, test} from "vitest";
import {onEngine} from "../../src/plan/on-engine.ts";
import {readNumerics, type Numerics} from "../../src/plan/numerics.ts";
import type {RunTask} from "../../src/plan/tasks.ts";
import {makeProject, sampleFiles} from "../run/sample-project.ts";

const numerics: Numerics = {code: "", kernels: {}, packages: []};

const task = (engine: string): RunTask => ({inputs: {}, parts: {experiment: "line", inputs: {}, entries: {}, engine: {name: engine, numerics: null}}, key: "", trainingKey: ""}) as unknown as RunTask;

test("a run has another key on another engine, and on another installation of the same one", () => {
  const key = (engine: "wasm" | "native", installed?: string) => onEngine([task("wasm")], engine, numerics, installed)[0]?.key;
  expect(new Set([key("wasm"), key("native"), key("native", "older"), key("native", "newer")]).size).toBe(4);
  expect(key("native", "newer")).toBe(key("native", "newer"));
});

test("a declared installation is no part of another engine's key", () => {
  const declared = task("native");
  const installed = {...declared, parts: {...declared.parts, engine: {...declared.parts.engine, installed: "older"}}};
  expect(onEngine([installed], "cpu", numerics)[0]?.parts.engine).toEqual({name: "cpu", numerics});
});

test("another installation of the engine that an experiment declares is another key", {timeout: 60_000}, async () => {
  const project = await makeProject({...sampleFiles, "experiments/line/experiment.ts": (sampleFiles["experiments/line/experiment.ts"] ?? "").replace("replicates:", 'engine: "native", replicates:')});
  const keys = async (version: string) => {
    await project.write(".reprise/engines/native/lock.json", JSON.stringify({format: "reprise.engine-lock/1", engine: "native", library: {version}}));
    const {out, error} = await project.reprise(["plan", "--json"]);
    expect(error).toBe("");
    return (JSON.parse(out) as readonly {readonly keys: Readonly<Record<string, string>>}[])[0]?.keys;
  };
  const before = await keys("2.9.1");
  expect(Object.keys(before ?? {})).toHaveLength(4);
  expect(await keys("2.9.1")).toEqual(before);
  expect(Object.values(await keys("2.9.2") ?? {}).filter((key) => Object.values(before ?? {}).includes(key))).toEqual([]);
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
