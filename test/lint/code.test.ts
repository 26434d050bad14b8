import {describe, expect, test} from "vitest";
import {codeFaults} from "../../src/lint/code-faults.ts";
import {parseCode, type Role} from "../../src/lint/code.ts";
import {rules, type Rule} from "../../src/lint/rules.ts";

const faults = (text: string, role: Role = "run"): readonly string[] => codeFaults(parseCode(role === "program" ? "a.js" : "a.ts", text, new Set([role]))).map(({rule}) => rule);

/** Code that breaks each rule, and code that only looks like it. */
const cases: Readonly<Record<Exclude<Rule, "allowances-are-justified">, {readonly planted: readonly string[]; readonly sound: readonly string[]; readonly role?: Role}>> = {
  "random-is-seeded": {
    planted: [
      "Math.random()", "const {random} = Math; random()", "const {random: draw} = Math;", "const m = Math; m.random()", "globalThis.Math.random()", "Math['random']()", "const r = Math.random;", "const {floor, random} = globalThis.Math;", "const {Math: {random}} = globalThis;", "const {Math: {random: r = null}} = window;",
      "crypto.getRandomValues(new Uint8Array(4))", "self.crypto.randomUUID()", "[3, 1].sort(() => Math.random() - 0.5)", "import {randomInt} from 'crypto'; randomInt(3)",
      "const train = ({tf}) => tf.randomNormal([3])", "const train = ({tf}) => tf.randomUniform([3], 0, 1, 'float32')", "const noise = (tf: Tf) => tf.truncatedNormal([2], 0, 1, 'float32', undefined)",
      "const train = (context) => context.tf.multinomial(logits, 3)", "const train = ({tf: t}) => { const {randomGamma} = t; return randomGamma([2], 1); }",
      "const train = ({tf}) => tf.layers.dropout({rate: 0.5, seed: 3})", "const train = ({tf}) => tf.layers.gaussianNoise({stddev: 1})",
      "const train = ({tf}) => tf.layers.lstm({units: 2, dropout: 0.2, kernelInitializer: k, recurrentInitializer: r})",
    ],
    sound: [
      "const f = (Math: {random(): number}) => Math.random()", "const Math2 = {random: () => 4}; Math2.random()", "const train = ({random}) => random.stream('a').uniform()", "const {random} = context; random.stream('a')",
      "const train = ({tf}) => tf.randomNormal([3], 0, 1, 'float32', 7)", "const train = ({tf, random}) => tf.randomUniform([3], 0, 1, 'float32', random.stream('a').integer(1, 9))",
      "const train = ({layers}) => layers.dropout('hidden', 0.5)", "type R = typeof Math.random;", "// Math.random()", "const text = 'Math.random()';", "const tf = {randomNormal: () => 1}; tf.randomNormal([3])", "const x = {random: 1}.random;",
      "const train = ({tf}) => tf.randomNormal(...given)", "const train = ({tf}) => tf.layers.lstm({units: 2, dropout: 0, kernelInitializer: k, recurrentInitializer: r})",
    ],
  },
  "initialisers-are-seeded": {
    planted: [
      "const f = (tf) => tf.layers.dense({units: 3})", "const f = (tf) => tf.layers.conv2d({filters: 3, kernelInitializer: 'heNormal'})", "const f = ({tf}) => tf.initializers.glorotUniform({})", "const f = ({tf}) => tf.initializers.orthogonal()",
      "const f = ({tf}) => tf.initializers.heNormal({seed: undefined})", "const f = ({tf}) => tf.layers.gru({units: 2, kernelInitializer: k})", "const f = ({tf}) => { const {dense} = tf.layers; return dense({units: 1}); }",
      "const f = ({tf}) => tf.layers.embedding({inputDim: 2, outputDim: 3})",
    ],
    sound: [
      "const f = ({tf, initializers}) => tf.layers.dense({units: 3, kernelInitializer: initializers.glorotUniform('a')})", "const f = ({tf}) => tf.layers.dense({units: 3, kernelInitializer: 'zeros'})", "const f = ({tf}) => tf.layers.dense({units: 3, ...options})",
      "const f = ({tf}) => tf.layers.dense(options)", "const f = ({tf}) => tf.layers.flatten({})", "const f = ({tf}) => tf.layers.batchNormalization({})", "const f = ({tf}) => tf.initializers.glorotUniform({seed: 4})", "const f = ({tf}) => tf.initializers.zeros()",
      "const f = ({tf}) => tf.layers.dense({units: 3, weights: [a, b]})", "const f = ({initializers}) => initializers.orthogonal('a')",
    ],
  },
  "seeds-are-not-zero": {
    planted: ["const f = ({tf}) => tf.initializers.heNormal({seed: 0})", "const f = ({tf}) => tf.randomNormal([3], 0, 1, 'float32', 0)", "const f = ({tf}) => tf.multinomial(logits, 3, -0)", "const f = ({tf}) => tf.data.array(x).shuffle(9, 0)"],
    sound: ["const f = ({tf}) => tf.initializers.heNormal({seed: 1})", "const f = ({tf}) => tf.randomNormal([3], 0, 1, 'float32', 5)", "const options = {seed: 0};", "const f = ({tf}) => tf.zeros([0])"],
  },
  "shuffles-are-seeded": {
    planted: [
      "const f = async ({tf}) => { const model = tf.sequential(); await model.fit(x, y); }", "const f = async (model) => { await model.fit(x, y, {epochs: 3}); }", "const f = async (model) => { await model.fit(x, y, {epochs: 3, shuffle: true}); }",
      "const f = ({tf}) => tf.util.shuffle(list)", "const f = ({tf}) => tf.data.array(x).batch(2).shuffle(10)", "const f = ({tf}) => { const set = tf.data.generator(g); return set.shuffle(10); }", "const f = ({tf}) => { const {createShuffledIndices} = tf.util; return createShuffledIndices(4); }",
    ],
    sound: [
      "const f = async ({fit, model}) => { await fit(model, x, {epochs: 3}); }", "const f = async (model) => { await model.fit(x, y, {epochs: 3, shuffle: false}); }", "const f = ({tf}) => tf.data.array(x).shuffle(10, 5)", "line.fit(x, y)", "deck.shuffle()",
      "const f = ({random}) => random.stream('order').permutation(4)", "scaler.fit(table, columns, {method: 'robust'})",
    ],
  },
  "clock-is-not-read": {
    planted: ["Date.now()", "new Date()", "Date()", "const {now} = performance;", "performance.now()", "process.hrtime.bigint()", "const D = Date; new D()", "window.performance.now()", "import {performance as p} from 'node:perf_hooks'; p.now()", "const f = ({tf}) => tf.util.now()", "process.uptime()"],
    sound: ["new Date(0)", "Date.UTC(2026, 0, 1)", "const f = (performance) => performance.now()", "class Date {} new Date()", "const now = () => 1; now()", "const f = ({measure}) => measure('a', work)", "let when: Date;"],
  },
  "timing-decides-nothing": {
    planted: ["setTimeout(f, 10)", "await Promise.race([a, b])", "new WeakRef(x)", "Atomics.add(a, 0, 1)", "import {setTimeout as wait} from 'node:timers/promises'; await wait(3)", "requestAnimationFrame(f)", "new Worker('a.js')"],
    sound: ["await Promise.all([a, b])", "const f = (setTimeout) => setTimeout(g, 10)", "new WeakMap()", "runner.race()"],
  },
  "locale-is-not-read": {
    planted: ["x.toLocaleString()", "a.sort((p, q) => p.localeCompare(q))", "new Intl.NumberFormat('de')", "date.getHours()", "new Date(2026, 0, 1)", "text.toLocaleUpperCase()", "const {Collator} = Intl;", "x['toLocaleString']()"],
    sound: ["x.toString()", "a.sort()", "a.sort((p, q) => p < q ? -1 : 1)", "date.getUTCHours()", "new Date(Date.UTC(2026, 0, 1))", "x.toFixed(3)", "text.toUpperCase()", "const f = (Intl) => Intl.x"],
  },
  "machine-is-not-read": {
    planted: ["process.env.HOME", "const {env} = process;", "process.argv[2]", "navigator.hardwareConcurrency", "import {cpus} from 'node:os'; cpus()", "import os from 'os'; os.availableParallelism()", "process.platform === 'win32'", "const f = ({tf}) => tf.getBackend()", "const f = ({tf}) => tf.memory().numTensors"],
    sound: ["const process = {env: {}}; process.env", "const f = ({process}) => process.env", "const env = 1; env", "machine.cpus()", "const f = ({tf}) => tf.tidy(() => 1)", "process.stdout.write('a')"],
  },
  "place-is-not-read": {
    planted: ["import.meta.url", "process.cwd()", "new URL('./a.csv', import.meta.url)", "__dirname", "import.meta.dirname", "const where = new Error('a').stack;"],
    sound: ["const meta = {url: 1}; meta.url", "const __dirname = 'a'; __dirname", "const f = ({tf}) => tf.stack([a, b])", "function F() { return new.target; }"],
  },
  "math-is-exact": {
    role: "report",
    planted: ["Math.exp(x)", "const {log, floor} = Math;", "x ** 2", "x **= 3", "10 ** -3", "const {exp} = globalThis.Math;", "const m = Math; m.tanh(x)", "Math['pow'](x, 2)", "list.map(Math.cbrt)", "2 ** n"],
    sound: ["Math.sqrt(x)", "2 ** 18", "2 ** -53", "Math.floor(x)", "const {sqrt, max} = Math;", "const f = (Math) => Math.exp(1)", "x * x", "Math.PI", "Math.round(x)", "Math.sign(x)", "Math.trunc(x)"],
  },
  "inputs-are-declared": {
    planted: [
      "import {readFileSync} from 'node:fs';", "import fs from 'fs';", "await fetch('https://example.org')", "new XMLHttpRequest()", "new WebSocket('wss://a')", "await import(name)", "const fs = require('fs');", "export {readFileSync} from 'node:fs';", "window.localStorage.getItem('a')",
      "import x from 'https://esm.sh/x';", "const f = ({tf}) => tf.loadLayersModel('file://a')", "const get = fetch;", "globalThis.fetch('a')", "await import(`./${name}.ts`)", "import path from 'node:path';", "eval(text)", "process.getBuiltinModule('node:fs')", "new Function('x', text)(1)",
    ],
    sound: ["import type {Stats} from 'node:fs';", "import {a} from './a.ts';", "import {mean} from 'some-package';", "await import('./a.ts')", "const fetch = () => 1; fetch()", "store.fetch('a')", "typeof fetch === 'function'", "import {type Stats} from './fs.ts';", "await import(`./a.ts`)", "f instanceof Function", "const f = (eval_) => eval_(1)"],
  },
  "engine-comes-from-the-context": {
    planted: ["import * as tf from '@tensorflow/tfjs';", "const tf = await import('@tensorflow/tfjs-core');", "import '@tensorflow/tfjs-backend-cpu';"],
    sound: ["import type {Tensor} from '@tensorflow/tfjs-core';", "const f = ({tf}) => tf.zeros([1])", "type T = import('@tensorflow/tfjs-core').Tensor;"],
  },
  "order-is-stated": {
    role: "program",
    planted: ["import {readdirSync} from 'node:fs'; for (const file of readdirSync('a')) use(file);", "import {readdir} from 'fs/promises'; const files = await readdir('a'); use(files);", "import fs from 'node:fs'; fs.promises.readdir('a')", "const fs = require('fs'); fs.readdirSync('a').map(f)", "process.getBuiltinModule('node:fs').readdirSync('a').indexOf('b')"],
    sound: ["import {readdirSync} from 'node:fs'; readdirSync('a').sort()", "import {readdir} from 'node:fs/promises'; (await readdir('a')).filter(f).toSorted()", "import {readdirSync} from 'node:fs'; const files = readdirSync('a'); files.sort();", "folder.readdirSync('a')"],
  },
  "promises-are-awaited": {
    planted: [
      "const train = async ({fit}) => { fit(model, examples, {epochs: 1}); }", "const train = ({measure}) => { void measure('a', work); }", "async function save() {} save();", "const save = async () => {}; const f = () => { save(); };", "list.forEach(async (each) => { await work(each); });",
      "work().then(done);", "import('./a.ts');", "(async () => { await work(); })();", "list.map(async (each) => work(each));", "Promise.all(list);", "const f = (context) => { context.fit(model); }",
    ],
    sound: [
      "const train = async ({fit}) => { await fit(model, examples, {epochs: 1}); }", "const f = ({log}) => { log('a', {x: 1}); }", "async function save() {} await save();", "async function save() {} const done = save();", "const f = async ({log}) => { log('a', {x: await y()}); }",
      "await Promise.all(list.map(async (each) => work(each)));", "const f = () => save(); async function save() {}", "list.forEach((each) => work(each));", "const f = (save) => { save(); }", "async function* g() {} g();", "scaler.fit(table);", "work.catch(() => undefined);",
    ],
  },
  "modules-keep-no-state": {
    planted: [
      "let count = 0; export const next = () => { count += 1; return count; };", "const seen = []; export function see(x) { seen.push(x); }", "const kept = new Map(); export const keep = (k, v) => kept.set(k, v);", "const last = {}; export const set = (x) => { last.value = x; };",
      "const totals = [0]; const add = () => { totals[0] += 1; };", "export const f = () => { globalThis.count = 1; };", "const box = {n: 0}; const f = () => { box.n++; };", "const box = {n: 0}; const f = () => { delete box.n; };",
    ],
    sound: [
      "const pixels = Array.from({length: 3}); export const f = () => pixels.map(String);", "export const f = () => { let count = 0; count += 1; return count; };", "const table = new Map([[1, 2]]); export const f = (k) => table.get(k);", "const list = []; list.push(1); export const f = () => list;",
      "const base = [1]; export const f = () => { const base = []; base.push(2); return base; };", "let setting = 1; setting = 2; export const f = () => setting;", "export const f = (globalThis) => { globalThis.x = 1; };", "export const f = (list) => { list.push(1); };",
    ],
  },
};

describe("what a rule says is found, and what only looks like it is not", () => {
  for (const [rule, {planted, sound, role}] of Object.entries(cases)) {
    test(rule, () => {
      for (const text of planted) expect(faults(text, role), text).toContain(rule);
      for (const text of sound) expect(faults(text, role), text).not.toContain(rule);
    });
  }
});

test("every rule is tested here, or with the comments that excuse it", () => {
  expect([...Object.keys(cases), "allowances-are-justified"].sort()).toEqual(Object.keys(rules).sort());
});

test("one mistake is told once", () => {
  const once = ["Math.random()", "const m = Math; m.random()", "const {random} = Math; random(); random();", "process.env.HOME", "new Date()", "process.hrtime.bigint()", "const f = ({tf}) => tf.initializers.heNormal({seed: 0})", "const f = ({tf}) => tf.layers.dense({units: 3})"];
  for (const text of once) expect(faults(text), text).toHaveLength(1);
});

test("a run may use Math as it likes, since Reprise replaces it there", () => {
  for (const text of ["Math.exp(x)", "x ** 2", "const {log} = Math;"]) expect(faults(text, "run")).toEqual([]);
  for (const role of ["declaration", "report", "program"] as const) expect(faults("Math.exp(x)", role)).toEqual(["math-is-exact"]);
  expect(codeFaults(parseCode("a.ts", "Math.exp(x)", new Set(["run", "report"]))).map(({rule}) => rule)).toEqual(["math-is-exact"]);
});

test("a program may read and write files and its arguments, but not the network", () => {
  for (const text of ["import {readFileSync} from 'node:fs';", "process.argv.at(-1)", "import {join} from 'node:path';"]) expect(faults(text, "program"), text).toEqual([]);
  for (const text of ["import http from 'node:http';", "await fetch('https://example.org')"]) expect(faults(text, "program"), text).toEqual(["inputs-are-declared"]);
});

test("an import of Node's breaks the rule of what it is for", () => {
  const of = {"node:fs": "inputs-are-declared", os: "machine-is-not-read", "node:perf_hooks": "clock-is-not-read", "node:timers": "timing-decides-nothing", "node:child_process": "inputs-are-declared"};
  for (const [module, rule] of Object.entries(of)) expect(faults(`import * as m from "${module}";`)).toEqual([rule]);
  for (const module of ["node:path", "node:crypto"]) expect(faults(`import * as m from "${module}";`, "report")).toEqual([]);
});

test("every dependence on the host that can be planted is found, in a run and in a program", () => {
  const planted: Readonly<Record<string, readonly [code: string, rule: Rule]>> = {
    clock: ["Date.now()", "clock-is-not-read"], "time zone": ["new Date(2020, 0, 1).getTimezoneOffset()", "locale-is-not-read"], locale: ["(1.5).toLocaleString()", "locale-is-not-read"],
    folder: ["process.cwd()", "place-is-not-read"], path: ["import.meta.url", "place-is-not-read"], "file order": ["readdirSync('.')[0]", "order-is-stated"], processors: ["availableParallelism()", "machine-is-not-read"],
    arithmetic: ["Math.exp(1.1)", "math-is-exact"], randomness: ["Math.random()", "random-is-seeded"], environment: ["process.env.SEED", "machine-is-not-read"], umask: ["process.umask()", "machine-is-not-read"],
    home: ["homedir()", "machine-is-not-read"], user: ["userInfo().username", "machine-is-not-read"], "host name": ["hostname()", "machine-is-not-read"], memory: ["totalmem()", "machine-is-not-read"],
    processes: ["await Promise.race([a, b])", "timing-decides-nothing"], network: ["await fetch('https://example.org')", "inputs-are-declared"],
  };
  const imports = "import {readdirSync} from 'node:fs'; import {availableParallelism, homedir, hostname, totalmem, userInfo} from 'node:os';";
  for (const [what, [code, rule]] of Object.entries(planted)) {
    expect(faults(`${imports} export const seen = ${code};`, "program"), what).toContain(rule);
    if (rule !== "math-is-exact") expect(faults(`${imports} export const seen = ${code};`, "run"), what).toContain(rule);
  }
  expect(faults(`${imports} export const seen = 1;`, "program")).toEqual([]);
});

test("names that lead in a circle lead nowhere", () => {
  expect(faults("var a = b; var b = a; a.random();")).toEqual([]);
});
