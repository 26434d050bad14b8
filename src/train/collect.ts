import type {NumericArray} from "../data/numeric-array.ts";
import {UserError} from "../errors.ts";
import type {TensorFlow} from "../engine/engine.ts";
import type {Trained} from "./context.ts";

type Tensor = import("@tensorflow/tfjs-core").Tensor;
type LayersModel = import("@tensorflow/tfjs-layers").LayersModel;
type Arrays = Readonly<Record<string, NumericArray>>;

/** Brings what `train` returned out of the engine: plain arrays by name. */
export async function collectTrained(tf: TensorFlow, trained: Trained): Promise<{readonly weights: Arrays | undefined; readonly predictions: Arrays}> {
  if (trained?.predictions === undefined) throw new UserError("train returned no predictions", "end train with: return {weights: model, predictions: model.predict(x)}");
  return {weights: await collectWeights(tf, trained.weights), predictions: await collectArrays(tf, trained.predictions, "predictions")};
}

async function collectWeights(tf: TensorFlow, weights: Trained["weights"]): Promise<Arrays | undefined> {
  if (weights === undefined) return undefined;
  return weights instanceof tf.LayersModel ? modelWeights(tf, weights) : collectArrays(tf, weights as Readonly<Record<string, Tensor>>, "weights");
}

const modelWeights = (tf: TensorFlow, model: LayersModel): Promise<Arrays> =>
  collectArrays(tf, Object.fromEntries(namedWeights(model).map(([name, weight]) => [name, weight.read()])), "weights");

/** A model's weights, named by their layer's place, since TensorFlow.js counts its own layer names on from run to run. */
export function namedWeights(model: LayersModel): readonly (readonly [name: string, weight: LayersModel["weights"][number]])[] {
  return model.layers.flatMap((layer, place) => layer.weights.map((weight, index) => {
    const short = weight.originalName.split("/").at(-1) ?? String(index);
    return [`${String(place).padStart(2, "0")}.${layer.getClassName().toLowerCase()}/${String(index).padStart(2, "0")}.${short}`, weight] as const;
  }));
}

async function collectArrays(tf: TensorFlow, given: Tensor | NumericArray | Readonly<Record<string, Tensor | NumericArray>>, what: string): Promise<Arrays> {
  const named = given instanceof tf.Tensor || isArray(given) ? {output: given} : given;
  const entries = await Promise.all(Object.entries(named).map(async ([name, each]) => [name, await toArray(tf, each, `${what}, ${name}`)] as const));
  return Object.fromEntries(entries);
}

const isArray = (value: object): value is NumericArray => "shape" in value && "values" in value;

async function toArray(tf: TensorFlow, value: unknown, where: string): Promise<NumericArray> {
  if (value instanceof tf.Tensor) return {shape: value.shape, values: numbers(await value.data(), value.dtype, where)};
  if (typeof value === "object" && value !== null && isArray(value)) return value;
  throw new UserError(`${where}: expected a tensor or {shape, values}, got ${typeof value}`, "return tensors, or arrays made with numericArray");
}

function numbers(values: unknown, type: string, where: string): Float32Array | Int32Array {
  if (values instanceof Float32Array || values instanceof Int32Array) return values.slice();
  if (values instanceof Uint8Array) return Int32Array.from(values);
  throw new UserError(`${where}: a tensor of type ${type} cannot be kept`, "keep numbers: float32, int32 or bool");
}
