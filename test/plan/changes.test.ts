import {expect, test} from "vitest";
import {changeTexts, keyChanges} from "../../src/plan/changes.ts";
import type {KeyRecord} from "../../src/plan/key-record.ts";

const record = (changed: Partial<KeyRecord> = {}): KeyRecord => ({
  recipe: 1,
  key: "",
  experiment: "line",
  variant: "fast",
  replicate: "seed-1",
  parameters: {learningRate: 0.1, steps: 20},
  factors: {seed: 1},
  entries: {train: {digest: "t", code: {"experiments/line/train.ts": {"const train": "1"}, "experiments/line/truth.ts": {"function truth": "2"}}}, evaluate: {digest: "e", code: {"experiments/line/truth.ts": {"function truth": "2"}}}},
  packages: [{name: "tiny", version: "1.0.0", integrity: "sha512-a"}],
  data: {rows: {training: {sha256: "0a".repeat(32), format: {kind: "csv"}}}},
  inputs: {},
  engine: {name: "wasm", numerics: {code: "n", version: "0.1.0", kernels: {"kernels.wasm": "1b".repeat(32)}, packages: [{name: "@tensorflow/tfjs-core", version: "4.22.0", integrity: "sha512-b"}], files: {"src/math/exponential.ts": {"function exp": "3"}}}},
  ...changed,
});

const told = (changed: Partial<KeyRecord>): readonly string[] => changeTexts(keyChanges(record(), record(changed)));

test("a record that is the same has no changes", () => {
  expect(told({})).toEqual([]);
});

test("every part that changed is told with what it was and is", () => {
  const {engine} = record();
  expect(told({recipe: 2})).toEqual(["how keys are made: recipe 1 → 2"]);
  expect(told({parameters: {learningRate: 0.2, steps: 20}})).toEqual(["parameter learningRate: 0.1 → 0.2"]);
  expect(told({parameters: {learningRate: 0.1, steps: 20, decay: 0}})).toEqual(["parameter decay: none → 0"]);
  expect(told({factors: {seed: 2}, replicate: "seed-2"})).toEqual(["seed: 1 → 2"]);
  expect(told({variant: "quick"})).toEqual(["name of the variant: fast → quick"]);
  expect(told({packages: [{name: "tiny", version: "1.0.1", integrity: "sha512-c"}]})).toEqual(["package tiny: 1.0.0 → 1.0.1"]);
  expect(told({packages: [{name: "tiny", version: "1.0.0", integrity: "sha512-c"}]})).toEqual(["package tiny: sha512-a → sha512-c"]);
  expect(told({data: {rows: {training: {sha256: "0b".repeat(32), format: {kind: "csv"}}}}})).toEqual(["data rows, file training: 0a0a0a0a → 0b0b0b0b"]);
  expect(told({data: {rows: {training: {sha256: "0a".repeat(32), format: {kind: "idx"}}}}})).toEqual(['data rows, file training: format {"kind":"csv"} → {"kind":"idx"}']);
  expect(told({engine: {name: "cpu", numerics: null}})).toEqual(["engine: wasm → cpu"]);
  expect(told({engine: {...engine, installed: "2c".repeat(32)}})).toEqual(["engine's installation: none → 2c2c2c2c"]);
  expect(told({engine: {...engine, numerics: {...engine.numerics!, kernels: {"kernels.wasm": "1c".repeat(32)}}}})).toEqual(["kernel kernels.wasm: 1b1b1b1b → 1c1c1c1c"]);
});

test("code is told by file and declaration, once, though train and evaluate reach it both", () => {
  const helper = (digest: string) => ({"experiments/line/truth.ts": {"function truth": digest}});
  const changed = {train: {digest: "t2", code: {"experiments/line/train.ts": {"const train": "1"}, ...helper("9")}}, evaluate: {digest: "e2", code: helper("9")}};
  expect(keyChanges(record(), record({entries: changed})).map((change) => change.part === "code" && change.entry)).toEqual(["evaluate", "train"]);
  expect(told({entries: changed})).toEqual(["code: experiments/line/truth.ts, function truth changed"]);
});

test("a package's own files are not told beside its new version", () => {
  const code = (digest: string) => ({"node_modules/tiny/index.js": {"const one": digest}});
  const before = record({entries: {train: {digest: "t", code: code("1")}}});
  const after = record({entries: {train: {digest: "t2", code: code("2")}}, packages: [{name: "tiny", version: "2.0.0", integrity: "sha512-c"}]});
  expect(changeTexts(keyChanges(before, after))).toEqual(["package tiny: 1.0.0 → 2.0.0"]);
  expect(changeTexts(keyChanges(before, {...after, packages: before.packages}))).toEqual(["code: node_modules/tiny/index.js, const one changed"]);
});

test("the toolkit's own arithmetic is told with its versions", () => {
  const {engine} = record();
  const numerics = {...engine.numerics!, code: "m", version: "0.2.0", files: {"src/math/exponential.ts": {"function exp": "4"}}};
  expect(told({engine: {...engine, numerics}})).toEqual(["reprise 0.1.0 → 0.2.0: src/math/exponential.ts, function exp changed"]);
});

test("an input's change is followed to its cause, without what only its evaluation does", () => {
  const source = record({experiment: "pretrain", key: "a"});
  const input = (record: KeyRecord, training: string): Partial<KeyRecord> => ({inputs: {model: {run: "pretrain/fast/seed-1", training, record}}});
  const other = {...source, key: "b", parameters: {learningRate: 0.3, steps: 20}, entries: {...source.entries, evaluate: {digest: "e2"}}};
  expect(changeTexts(keyChanges(record(input(source, "x")), record(input(other, "y"))))).toEqual(["input model (from pretrain/fast/seed-1) changed: parameter learningRate: 0.1 → 0.3"]);
});

test("an older record says that code changed, without where", () => {
  const {entries} = record();
  expect(changeTexts(keyChanges(record({entries: {...entries, train: {digest: "t0"}}}), record()))).toEqual(["code: train.ts, or what it imports, changed"]);
});
