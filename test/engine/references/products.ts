import {sumOf, type Reference} from "../reference.ts";
import {meetings, outputAxes, type Windows} from "../windows.ts";
import {at, floats, given, made, sizeOf, sums, type Check, type Checks, type Data} from "./check.ts";

const a = floats([3, 4, 5], 31), b = floats([1, 6, 4], 32), bias = floats([6], 33);

/** Rows of a transposed, b transposed and the same for every matrix. */
const product = (finish: (sum: Reference, column: number) => Reference): readonly [ReturnType<typeof made>] => [made([3, 5, 6], ([i, r, c]) => finish(sumOf(Array.from({length: 4}, (_, k) => at(a, i!, k, r!) * at(b, 0, c!, k))), c!))];
const rectified = ({value, terms, magnitude}: Reference, more: number): Reference => ({value: Math.max(0, value + more), terms: terms + 1, magnitude: magnitude + Math.abs(more)});

interface Convolution extends Windows {
  readonly channels: number;
  readonly out: number;
}
const plane: Convolution = {image: [2, 1, 5, 6], filter: [1, 3, 2], strides: [1, 2, 1], dilations: [1, 1, 2], pad: "same", channels: 3, out: 5};
const undilated: Convolution = {...plane, dilations: [1, 1, 1]};
const volume: Convolution = {image: [2, 3, 4, 5], filter: [2, 2, 3], strides: [1, 2, 1], dilations: [1, 1, 1], pad: "same", channels: 2, out: 3};

/** A convolution's operands, and the terms of every number of the output and of both gradients. */
function convolution(setting: Convolution, depthwise = false) {
  const {image, filter, channels, out} = setting, spatial = <T>(values: readonly T[]): T[] => values.slice(image[1] > 1 ? 0 : 1), extents = outputAxes(setting).map(({extent}) => extent), outs = depthwise ? channels * out : out;
  const x = floats([image[0], ...spatial(image.slice(1)), channels], 34), w = floats([...spatial(filter), channels, out], 35), dy = floats([image[0], ...spatial(extents), outs], 36);
  const [forward, byInput, byFilter] = [dy, x, w].map(({shape}) => Array.from({length: sizeOf(shape)}, (): number[] => [])) as [number[][], number[][], number[][]];
  for (const {input, cell, output} of meetings(setting)) for (let c = 0; c < channels; c++) for (let o = 0; o < out; o++) {
    const atX = input * channels + c, atW = (cell * channels + c) * out + o, atY = output * outs + (depthwise ? c * out + o : o);
    forward[atY]!.push(x.values[atX]! * w.values[atW]!);
    byInput[atX]!.push(w.values[atW]! * dy.values[atY]!);
    byFilter[atW]!.push(x.values[atX]! * dy.values[atY]!);
  }
  const attributes = {strides: spatial(setting.strides), dilations: spatial(setting.dilations), pad: setting.pad, inputShape: x.shape, filterShape: w.shape};
  return {x, w, dy, forward: sums(dy.shape, forward), byInput: sums(x.shape, byInput), byFilter: sums(w.shape, byFilter), attributes};
}

function triple(setting: Convolution, names: readonly [string, string, string], depthwise = false): Checks {
  const {x, w, dy, forward, byInput, byFilter, attributes} = convolution(setting, depthwise);
  return {
    [names[0]]: {inputs: {x, filter: w}, attributes, outputs: [forward]}, [names[1]]: {inputs: {dy, filter: w}, attributes, outputs: [byInput]}, [names[2]]: {inputs: {x, dy}, attributes, outputs: [byFilter]},
  };
}

function fused(setting: Convolution, depthwise = false): Check {
  const {x, w, forward, attributes} = convolution(setting, depthwise), outs = forward.shape.at(-1)!, own = floats([outs], 37);
  return {inputs: {x, filter: w, bias: own}, attributes: {...attributes, activation: "relu", dataFormat: "NHWC"}, outputs: [{...forward, values: forward.values.map((sum, i) => rectified(sum as Reference, own.values[i % outs]!))}]};
}

const dilation: Windows & {readonly channels: number} = {image: [2, 1, 5, 6], filter: [1, 2, 3], strides: [1, 2, 1], dilations: [1, 2, 1], pad: "same", channels: 3};

/** Where each largest sum of image and filter is taken from. */
function dilated(): Checks {
  const {channels, image, filter} = dilation, extents = outputAxes(dilation).map(({extent}) => extent);
  const x = floats([image[0], image[2], image[3], channels], 38), w = floats([filter[1], filter[2], channels], 39), dy = floats([image[0], extents[1]!, extents[2]!, channels], 40);
  const best = Array.from({length: sizeOf(dy.shape)}, () => ({value: -Infinity, input: -1, cell: -1}));
  for (const {input, cell, output} of meetings(dilation)) for (let c = 0; c < channels; c++) {
    const value = Math.fround(x.values[input * channels + c]! + w.values[cell * channels + c]!), to = output * channels + c;
    if (value > best[to]!.value) best[to] = {value, input: input * channels + c, cell: cell * channels + c};
  }
  const terms = (data: Data, key: "input" | "cell") => sums(data.shape, Array.from(data.values, (_, i) => best.flatMap((one, o) => (one[key] === i ? [dy.values[o]!] : []))));
  const attributes = {strides: [2, 1], dilations: [2, 1], pad: "same"};
  return {
    Dilation2D: {inputs: {x, filter: w}, attributes, outputs: [{shape: dy.shape, values: best.map(({value}) => value)}]},
    Dilation2DBackpropInput: {inputs: {x, filter: w, dy}, attributes, outputs: [terms(x, "input")]}, Dilation2DBackpropFilter: {inputs: {x, filter: w, dy}, attributes, outputs: [terms(w, "cell")]},
  };
}

/** Pools of a plane or a volume, overlapping, with windows that reach into the padding. */
function pools(setting: Windows, name: "" | "3D"): Checks {
  const channels = 3, spatial = <T>(values: readonly T[]): T[] => values.slice(name === "" ? 1 : 0), extents = outputAxes(setting).map(({extent}) => extent), {image} = setting;
  const x = floats([image[0], ...spatial(image.slice(1)), channels], 41), dy = floats([image[0], ...spatial(extents), channels], 42);
  const seen = Array.from(dy.values, (): number[] => []);
  for (const {input, output} of meetings(setting)) for (let c = 0; c < channels; c++) seen[output * channels + c]!.push(input * channels + c);
  const first = seen.map((places) => places.reduce((best, place) => (x.values[place]! > x.values[best]! ? place : best)));
  const largest = {shape: dy.shape, values: first.map((place) => x.values[place]!)}, attributes = {filterSize: spatial(setting.filter), strides: spatial(setting.strides), pad: setting.pad};
  const backwards = (share: (output: number, place: number) => number) => sums(x.shape, Array.from(x.values, (_, place) => seen.flatMap((places, output) => (places.includes(place) ? [share(output, place)] : []))));
  return {
    [`MaxPool${name}`]: {inputs: {x}, attributes, outputs: [largest]}, [`AvgPool${name}`]: {inputs: {x}, attributes, outputs: [sums(dy.shape, seen.map((places) => places.map((place) => x.values[place]! / places.length)))]},
    [`MaxPool${name}Grad`]: {inputs: {dy, input: x, output: given(largest.shape, largest.values)}, attributes, outputs: [backwards((output, place) => (first[output] === place ? dy.values[output]! : 0))]},
    [`AvgPool${name}Grad`]: {inputs: {dy, input: x}, attributes, outputs: [backwards((output) => dy.values[output]! / seen[output]!.length)]},
    ...(name === "" ? {MaxPoolWithArgmax: {inputs: {x}, attributes: {...attributes, includeBatchInIndex: true}, outputs: [largest, {shape: dy.shape, values: first}]}} : {}),
  };
}

export const products: Checks = {
  BatchMatMul: {inputs: {a, b}, attributes: {transposeA: true, transposeB: true}, outputs: product((sum) => sum)},
  _FusedMatMul: {inputs: {a, b, bias}, attributes: {transposeA: true, transposeB: true, activation: "relu"}, outputs: product((sum, column) => rectified(sum, bias.values[column]!))},
  ...triple(plane, ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"]), ...triple(volume, ["Conv3D", "Conv3DBackpropInputV2", "Conv3DBackpropFilterV2"]),
  ...triple(undilated, ["DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter"], true), FusedConv2D: fused(plane), FusedDepthwiseConv2D: fused(undilated, true), ...dilated(),
  ...pools({image: [2, 1, 5, 6], filter: [1, 3, 2], strides: [1, 2, 1], dilations: [1, 1, 1], pad: "same"}, ""), ...pools({image: [2, 3, 4, 5], filter: [2, 2, 3], strides: [1, 2, 2], dilations: [1, 1, 1], pad: "same"}, "3D"),
};
