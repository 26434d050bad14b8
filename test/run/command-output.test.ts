import {mkdir, mkdtemp, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {decodeSafetensors, encodeSafetensors} from "../../src/data/safetensors.ts";
import {readOutput} from "../../src/run/program/command-output.ts";

/** What is read of a folder with these files. */
async function reading(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await mkdtemp(join(tmpdir(), "reprise-output-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), {recursive: true});
    await writeFile(join(folder, name), content);
  }
  return readOutput(folder, "a/b/c");
}

async function arrays(files: Readonly<Record<string, string | Uint8Array>>) {
  const {predictions} = await reading(files);
  if (predictions === undefined || !("bytes" in predictions)) throw new Error("no predictions");
  return decodeSafetensors(predictions.bytes);
}

test.each([
  ["metrics.json", '{"error": 0.5, "gap": "Infinity"}'],
  ["metrics.csv", "error,gap\n0.5,inf\n"],
  ["metrics.csv", "\ufeffmetric,value\r\nerror,0.5\r\ngap,Infinity\r\n"],
  ["metrics.jsonl", '{"error": 0.5}\n{"gap": "inf"}\n'],
  ["metrics.jsonl", '{"name": "error", "value": 5e-1}\n\n{"name": "gap", "value": "+inf"}'],
])("metrics are read from %s: %j", async (name, text) => {
  expect((await reading({[name]: text})).metrics).toEqual({error: 0.5, gap: Number.POSITIVE_INFINITY});
});

test.each([
  ["predictions.json", '{"class": [1, 2], "scores": [[0.5, 0.5], [0.25, 0.75]]}'],
  ["predictions.csv", "class,scores[0],scores[1]\n1,0.5,0.5\n2,.25,75e-2\n"],
  ["predictions.jsonl", '{"class": 1, "scores[0]": 0.5, "scores[1]": 0.5}\n{"class": 2, "scores[1]": 0.75, "scores[0]": 0.25}\n'],
])("predictions are read from %s, scores as one array of a column each", async (name, text) => {
  expect(await arrays({[name]: text})).toEqual({
    class: {shape: [2], values: Int32Array.of(1, 2)},
    scores: {shape: [2, 2], values: Float32Array.of(0.5, 0.5, 0.25, 0.75)},
  });
});

test("a column that is written with points is one of floats, whatever its numbers", async () => {
  expect((await arrays({"predictions.csv": "a,b\n1.0,1\n2.0,2\n"}))["a"]?.values).toEqual(Float32Array.of(1, 2));
  expect((await arrays({"predictions.json": "[1, 2]"}))["output"]?.values).toEqual(Int32Array.of(1, 2));
});

test("learning curves, weights and predictions in safetensors are taken as they are, and what nobody reads is told", async () => {
  const tensors = encodeSafetensors({w: {shape: [2], values: Float32Array.of(1, 2)}});
  const read = await reading({"predictions.safetensors": tensors, "weights.safetensors": tensors, "series/training.csv": "step,loss\n1,0.5\n2,nan\n", "series/speed.jsonl": '{"step": 1}\n', "plot.png": "", "series/notes.txt": ""});
  expect(read).toMatchObject({series: {training: {step: [1, 2], loss: [0.5, Number.NaN]}, speed: {step: [1]}}, stray: ["plot.png", "series/notes.txt"]});
  expect(read.predictions).toHaveProperty("file");
  expect(read.weights).toHaveProperty("file");
});

const head = (json: string, rest = 0): Uint8Array => Buffer.concat([Buffer.from(new BigUint64Array([BigInt(json.length)]).buffer), Buffer.from(json), Buffer.alloc(rest)]);

test.each([
  [{}, "a/b/c: its command wrote neither metrics nor predictions"],
  [{"metric.json": "{}"}, "its command wrote neither metrics nor predictions, but metric.json"],
  [{"metrics.json": "{}", "metrics.csv": ""}, "its command wrote both metrics.json and metrics.csv"],
  [{"metrics.json": '{"error": NaN}'}, "its command wrote metrics.json: no JSON"],
  [{"metrics.json": '{"error": "low"}'}, 'metrics.json, error: expected a number, got "low"'],
  [{"metrics.json": '{"error": null}'}, "metrics.json, error: expected a number, got null"],
  [{"metrics.json": "[1]"}, "metrics.json: expected an object"],
  [{"metrics.csv": "error\n"}, "metrics.csv: it holds no metric"],
  [{"metrics.csv": "error,gap\n1\n"}, "metrics.csv: Invalid Record Length: columns length is 2, got 1 on line 2"],
  [{"metrics.csv": "error\n1\n2\n"}, "metrics.csv, line 3: error was there already"],
  [{"metrics.csv": "error\nNA\n"}, 'metrics.csv, line 2, error: expected a number, got "NA"'],
  [{"metrics.jsonl": '{"error": 1}\nnonsense\n'}, "metrics.jsonl, line 2: no JSON"],
  [{"metrics.jsonl": "[1]\n"}, "metrics.jsonl, line 1: expected an object, got [1]"],
  [{"predictions.csv": "species\nAdelie\n"}, 'predictions.csv, line 2, species: expected a number, got "Adelie"'],
  [{"predictions.csv": "a,b\n1,\n"}, 'predictions.csv, line 2, b: expected a number, got ""'],
  [{"predictions.csv": "a[0],a[2]\n1,2\n"}, "the columns of a do not count on from a[0]: a[0], a[2]"],
  [{"predictions.jsonl": '{"a": 1}\n{"b": 1}\n'}, "predictions.jsonl, line 2: expected a as in the first row, got b"],
  [{"predictions.json": '{"a": [[1, 2], [3]]}'}, "predictions.json, a[1]: expected a list of 2, got one of 1"],
  [{"predictions.json": '{"a": [[1], 2]}'}, "predictions.json, a[1]: expected lists of shape [2, 1] throughout"],
  [{"predictions.json": '{"a": [1, [2]]}'}, "predictions.json, a[1]: expected lists of shape [2] throughout"],
  [{"predictions.json": "7"}, 'predictions.json: expected {"name": lists of numbers}'],
  [{"predictions.safetensors": "short"}, "predictions.safetensors: no safetensors file"],
  [{"predictions.safetensors": head('{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}', 8)}, "predictions.safetensors: a has the type F64"],
  [{"predictions.safetensors": head('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 4)}, "predictions.safetensors: a lies outside the file"],
  [{"predictions.safetensors": head("null")}, "predictions.safetensors: no safetensors file"],
  [{"predictions.safetensors": head('{"a":null}')}, "predictions.safetensors: a has no type"],
  [{"predictions.safetensors": head('{"a":{"dtype":"F32","shape":[1],"data_offsets":5}}', 4)}, "predictions.safetensors: a's shape does not fit its bytes"],
  [{"predictions.safetensors": head('{"a":{"dtype":"F32","data_offsets":[0,4]}}', 4)}, "predictions.safetensors: a's shape does not fit its bytes"],
  [{"predictions.safetensors": head('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', 4)}, "predictions.safetensors: a's shape does not fit its bytes"],
  [{"metrics.csv": "error\nconstructor\n"}, 'metrics.csv, line 2, error: expected a number, got "constructor"'],
  [{"metrics.json": '{"error": "__proto__"}'}, 'metrics.json, error: expected a number, got "__proto__"'],
  [{"metrics.csv": "error,error\n1,2\n"}, "metrics.csv: the column error stands there twice"],
  [{"metrics.json": "{}", "series/loss.csv": "step\n1\n", "series/loss.jsonl": '{"step": 1}\n'}, "its command wrote both series/loss.csv and series/loss.jsonl"],
  [{"metrics.json": "{}", "weights.safetensors": "x"}, "weights.safetensors: no safetensors file"],
  [{"metrics.json": "{}", "series/loss.csv": "step,loss\n1,high\n"}, 'series/loss.csv, line 2, loss: expected a number, got "high"'],
] as const)("%j is refused: %s", async (files, message) => {
  await expect(reading(files as Readonly<Record<string, string>>)).rejects.toThrow(message);
  await expect(reading(files as Readonly<Record<string, string>>)).rejects.toHaveProperty("mend", expect.stringMatching(/./));
});
