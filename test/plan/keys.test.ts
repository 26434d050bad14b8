import {expect, test} from "vitest";
import {openKeys, runKey, trainingKey, type KeyParts} from "../../src/plan/key.ts";

const parts: KeyParts = {
  experiment: "line",
  variant: "fast",
  replicate: "seed-1",
  parameters: {rate: 0.1, name: "fast \u00e4 \"quoted\"", deep: true, nothing: null},
  factors: {seed: 1, fold: 2},
  entries: {train: "aa", evaluate: "bb"},
  packages: [{name: "tiny", version: "1.0.0", integrity: "sha512-a"}],
  data: {rows: {file: {sha256: "cc", format: {kind: "csv", header: false}}}},
  inputs: {start: "dd"},
  engine: {name: "native", numerics: {code: "ee", kernels: {}, packages: []}, installed: "ff"},
};

test("keys of many runs are those of each run alone", () => {
  for (const changed of [{}, {inputs: {}}, {entries: {command: '["sh"]'}}, {data: {}, packages: []}, {engine: {name: "external", numerics: null}}]) {
    const each = {...parts, ...changed};
    const keys = openKeys(each);
    expect([keys.run(each), keys.training(each)]).toEqual([runKey(each), trainingKey(each)]);
    expect(keys.run({...each, parameters: {...each.parameters}})).toBe(runKey(each));
  }
});

test("the key of a run is a published constant of its parts", () => {
  // printf '%s' '{"data":{},"engine":{"name":"external","numerics":null},"entries":{},"experiment":"a","factors":{},"inputs":{},"packages":[],"parameters":{},"recipe":1,"replicate":"once","variant":"default"}' | sha256sum
  const plain: KeyParts = {experiment: "a", variant: "default", replicate: "once", parameters: {}, factors: {}, entries: {}, packages: [], data: {}, inputs: {}, engine: {name: "external", numerics: null}};
  expect(runKey(plain)).toBe("e2f383109f7315fd7a65d3f92dfa4e3556e14521def28a1f995d987a0a888d52");
});
