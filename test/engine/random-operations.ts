import type {Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D, Tensor5D} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../src/engine/engine.ts";
import type {Draw, Numeric} from "./draw.ts";

type Make = (tf: TensorFlow) => Tensor | Tensor[];
type Operation = (draw: Draw) => Make;
type Compute = (tf: TensorFlow, ...operands: Tensor[]) => Tensor;

/** The value and its gradients by every operand, of a sum weighted by fixed numbers. */
const withGradients = (operands: readonly ((tf: TensorFlow) => Tensor)[], compute: Compute): Make => (tf) => {
  const given = operands.map((make) => make(tf)), value = compute(tf, ...given);
  const weights = tf.reshape(tf.tensor1d(Array.from({length: value.size}, (_, i) => ((i * 7) % 11) / 4 - 1)), value.shape);
  return [value, ...tf.grads((...all: Tensor[]) => tf.sum(tf.mul(compute(tf, ...all), weights)))(given)];
};

const types = ["float32", "int32"] as const;
/** A shape that broadcasts with the given one. */
const partner = (draw: Draw, shape: readonly number[]): number[] => shape.slice(draw.whole(0, shape.length)).map((extent) => (draw.whole(0, 2) === 0 ? 1 : extent));

const singles = ["abs", "neg", "square", "sign", "relu", "relu6", "ceil", "floor", "exp", "expm1", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asinh", "atan", "erf", "sigmoid", "softplus", "elu", "selu", "leakyRelu", "logSigmoid", "isNaN", "isFinite", "isInf", "step"] as const;
const pairs = ["add", "sub", "mul", "maximum", "minimum", "squaredDifference", "less", "lessEqual", "greater", "greaterEqual", "equal", "notEqual"] as const;
const smoothPairs = ["add", "sub", "mul", "div", "squaredDifference", "atan2", "maximum", "minimum"] as const;
const folds = ["sum", "mean", "max", "min", "prod"] as const;

/** Operations of all families with random shapes, types and attributes within what TensorFlow.js documents. */
export const operations: Readonly<Record<string, Operation>> = {
  single: (draw) => {
    const name = draw.one(singles), x = draw.tensor(draw.shape(0, 5));
    return (tf) => tf[name](x(tf));
  },
  "single with gradient": (draw) => withGradients([draw.tensor(draw.shape(0, 4))], ((name) => (tf: TensorFlow, x: Tensor) => tf[name](tf.add(x, 0.03)) as Tensor)(draw.one(["abs", "neg", "square", "relu", "relu6", "exp", "expm1", "sin", "cos", "sinh", "cosh", "tanh", "asinh", "atan", "erf", "sigmoid", "softplus", "elu", "selu", "leakyRelu", "logSigmoid"] as const))),
  pair: (draw) => {
    const name = draw.one(pairs), shape = draw.shape(0, 5), type = draw.one(types), swap = draw.either(), a = draw.tensor(shape, type), b = draw.tensor(partner(draw, shape), type);
    return (tf) => (swap ? tf[name](b(tf), a(tf)) : tf[name](a(tf), b(tf)));
  },
  "pair with gradients": (draw) => {
    const name = draw.one(smoothPairs), shape = draw.shape(0, 4, 1), swap = draw.either();
    return withGradients([draw.tensor(shape), draw.tensor(partner(draw, shape))], (tf, a, b) => (swap ? tf[name](tf.add(b, 0.05), tf.add(a, 7)) : tf[name](tf.add(a, 0.05), tf.add(b, 7))));
  },
  quotient: (draw) => {
    const shape = draw.shape(0, 4), type = draw.one(types), name = draw.one(["div", "floorDiv", "mod"] as const), a = draw.tensor(shape, type), b = draw.tensor(partner(draw, shape), type);
    return (tf) => tf.cast(tf[name](a(tf), tf.where(tf.equal(b(tf), 0), tf.onesLike(b(tf)), b(tf))), "float32");
  },
  truth: (draw) => {
    const name = draw.one(["logicalAnd", "logicalOr", "logicalXor"] as const), shape = draw.shape(0, 4), a = draw.tensor(shape, "bool"), b = draw.tensor(partner(draw, shape), "bool");
    return (tf) => [tf[name](a(tf), b(tf)), tf.logicalNot(a(tf))];
  },
  where: (draw) => {
    const shape = draw.shape(0, 4), type = draw.one(types), condition = draw.tensor(partner(draw, shape), "bool"), a = draw.tensor(shape, type), b = draw.tensor(partner(draw, shape), type);
    return (tf) => tf.where(condition(tf), a(tf), b(tf));
  },
  cast: (draw) => {
    const from = draw.one([...types, "bool"] as const), to = draw.one([...types, "bool"] as const), x = draw.tensor(draw.shape(0, 4), from);
    return (tf) => tf.cast(x(tf), to);
  },
  fold: (draw) => {
    const name = draw.one(folds), shape = draw.shape(0, 5, 1), x = draw.tensor(shape, draw.one(types)), axes = draw.axes(shape.length), keep = draw.either();
    return (tf) => tf[name](x(tf), axes.length === 0 ? undefined : axes, keep);
  },
  "fold with gradient": (draw) => {
    const name = draw.one(["sum", "mean", "logSumExp", "max", "min"] as const), shape = draw.shape(1, 4, 1), axes = draw.axes(shape.length), keep = draw.either();
    return withGradients([draw.tensor(shape)], (tf, x) => tf[name](name === "max" || name === "min" ? tf.add(x, tf.reshape(tf.range(0, x.size).mul(0.001), x.shape)) : x, axes.length === 0 ? undefined : axes, keep));
  },
  "any and all": (draw) => {
    const shape = draw.shape(0, 4, 1), x = draw.tensor(shape, "bool"), axes = draw.axes(shape.length), keep = draw.either();
    return (tf) => [tf.any(x(tf), axes, keep), tf.all(x(tf), axes, keep)];
  },
  "index of extreme": (draw) => {
    const shape = draw.shape(1, 4, 1), x = draw.tensor(shape, draw.one(types)), axis = draw.whole(0, shape.length - 1);
    return (tf) => [tf.argMax(x(tf), axis), tf.argMin(x(tf), axis)];
  },
  cumulative: (draw) => {
    const name = draw.one(["cumsum", "cumprod"] as const), shape = draw.shape(1, 4), x = draw.tensor(shape, draw.one(types)), axis = draw.whole(0, shape.length - 1), exclusive = draw.either(), reverse = draw.either();
    return (tf) => tf[name](x(tf), axis, exclusive, reverse);
  },
  "cumsum with gradient": (draw) => {
    const shape = draw.shape(1, 4, 1), axis = draw.whole(0, shape.length - 1), exclusive = draw.either(), reverse = draw.either();
    return withGradients([draw.tensor(shape)], (tf, x) => tf.cumsum(x, axis, exclusive, reverse));
  },
  matMul: (draw) => {
    const [m, n, k, transposeA, transposeB] = [draw.whole(0, 5), draw.whole(1, 9), draw.whole(0, 5), draw.either(), draw.either()];
    const batch = draw.shape(0, 2, 1), shapeA = [...batch, ...(transposeA ? [k, m] : [m, k])], shapeB = [...(draw.either() ? batch : batch.map(() => 1)), ...(transposeB ? [n, k] : [k, n])];
    return withGradients([draw.tensor(shapeA), draw.tensor(shapeB)], (tf, a, b) => tf.matMul(a, b, transposeA, transposeB));
  },
  "matMul of whole numbers": (draw) => {
    const [m, n, k, transposeA, transposeB] = [draw.whole(1, 5), draw.whole(1, 9), draw.whole(1, 5), draw.either(), draw.either()], batch = draw.whole(1, 3);
    const a = draw.tensor([batch, ...(transposeA ? [k, m] : [m, k])], "int32"), b = draw.tensor([batch, ...(transposeB ? [n, k] : [k, n])], "int32");
    return (tf) => tf.cast(tf.matMul(a(tf), b(tf), transposeA, transposeB), "float32");
  },
  softmax: (draw) => withGradients([draw.tensor(draw.shape(1, 4, 1))], draw.either() ? (tf, x) => tf.softmax(x) : (tf, x) => tf.logSoftmax(x)),
  slice: (draw) => {
    const shape = draw.shape(1, 5), begin = shape.map((extent) => draw.whole(0, extent)), size = shape.map((extent, i) => (draw.whole(0, 4) === 0 ? -1 : draw.whole(0, extent - begin[i]!)));
    return withGradients([draw.tensor(shape)], (tf, x) => tf.slice(x, begin, size));
  },
  stridedSlice: (draw) => {
    const shape = draw.shape(1, 4, 1), any = (): number => draw.whole(0, 15);
    const begin = shape.map((extent) => draw.whole(-extent, extent - 1)), end = shape.map((extent) => draw.whole(-extent, extent)), strides = shape.map(() => draw.one([1, 2, 3, -1, -2]));
    const [beginMask, endMask] = [any(), any()] as const, x = draw.tensor(shape, draw.one([...types, "bool"] as const));
    return (tf) => tf.stridedSlice(x(tf), begin, end, strides, beginMask, endMask);
  },
  concat: (draw) => {
    const shape = draw.shape(1, 4), axis = draw.whole(0, shape.length - 1), parts = Array.from({length: draw.whole(1, 4)}, () => draw.tensor(shape.with(axis, draw.whole(0, 5))));
    return withGradients(parts, (tf, ...given) => tf.concat(given, axis));
  },
  stack: (draw) => {
    const shape = draw.shape(0, 4), axis = draw.whole(0, shape.length), parts = Array.from({length: draw.whole(1, 4)}, () => draw.tensor(shape));
    return withGradients(parts, (tf, ...given) => tf.stack(given, axis));
  },
  unstack: (draw) => {
    const shape = draw.shape(1, 4, 1), axis = draw.whole(0, shape.length - 1), x = draw.tensor(shape, draw.one(types));
    return (tf) => tf.unstack(x(tf), axis);
  },
  split: (draw) => {
    const shape = draw.shape(1, 4, 1), axis = draw.whole(0, shape.length - 1), first = draw.whole(0, shape[axis]!), x = draw.tensor(shape, draw.one(types));
    return (tf) => tf.split(x(tf), [first, shape[axis]! - first], axis);
  },
  pad: (draw) => {
    const shape = draw.shape(1, 4), around = shape.map((): [number, number] => [draw.whole(0, 2), draw.whole(0, 2)]);
    return withGradients([draw.tensor(shape)], (tf, x) => tf.pad(x, around, 1.5));
  },
  mirrorPad: (draw) => {
    const shape = draw.shape(1, 4, 1), mode = draw.one(["reflect", "symmetric"] as const), most = mode === "reflect" ? 1 : 0, around = shape.map((extent): [number, number] => [draw.whole(0, extent - most), draw.whole(0, extent - most)]);
    const x = draw.tensor(shape, draw.one(types));
    return (tf) => tf.mirrorPad(x(tf), around, mode);
  },
  transpose: (draw) => {
    const shape = draw.shape(0, 5), order = [...new Set([...draw.axes(shape.length), ...shape.keys()])];
    return withGradients([draw.tensor(shape)], (tf, x) => tf.transpose(x, order));
  },
  tile: (draw) => {
    const shape = draw.shape(1, 4, 1), reps = shape.map(() => draw.whole(1, 3));
    return withGradients([draw.tensor(shape)], (tf, x) => tf.tile(x, reps));
  },
  reverse: (draw) => {
    const shape = draw.shape(1, 5), axes = draw.axes(shape.length), x = draw.tensor(shape, draw.one([...types, "bool"] as const));
    return (tf) => tf.reverse(x(tf), axes);
  },
  gather: (draw) => {
    const shape = draw.shape(1, 4, 1), axis = draw.whole(0, shape.length - 1), indices = draw.indices(draw.shape(1, 2, 1), shape[axis]!);
    return withGradients([draw.tensor(shape)], (tf, x) => tf.gather(x, indices(tf) as Tensor1D, axis));
  },
  "gather batch by batch": (draw) => {
    const shape = draw.shape(2, 4, 1), axis = draw.whole(1, shape.length - 1), dims = draw.whole(1, axis), x = draw.tensor(shape, draw.one(types)), indices = draw.indices([...shape.slice(0, dims), draw.whole(1, 4)], shape[axis]!);
    return (tf) => tf.gather(x(tf), indices(tf) as Tensor1D, axis, dims);
  },
  gatherND: (draw) => {
    const shape = draw.shape(1, 4, 1), rank = draw.whole(1, shape.length), x = draw.tensor(shape, draw.one(types)), indices = draw.indices([...draw.shape(1, 2, 1), rank], Math.min(...shape.slice(0, rank)));
    return (tf) => tf.gatherND(x(tf), indices(tf));
  },
  "scatterND and tensorScatterUpdate": (draw) => {
    const shape = draw.shape(1, 3, 1), rank = draw.whole(1, shape.length), count = draw.whole(1, 6), indices = draw.indices([count, rank], Math.min(...shape.slice(0, rank))), updates = draw.tensor([count, ...shape.slice(rank)]), base = draw.tensor(shape);
    return (tf) => [tf.scatterND(indices(tf), updates(tf), shape), tf.tensorScatterUpdate(base(tf), indices(tf), updates(tf))];
  },
  "oneHot, diag and topk": (draw) => {
    const shape = draw.shape(1, 3, 1), depth = draw.whole(2, 5), indices = draw.indices(shape, 6), x = draw.tensor(shape), k = draw.whole(1, shape.at(-1)!);
    return (tf) => [tf.oneHot(indices(tf), depth, 2, -1, "float32"), tf.diag(x(tf)), ...Object.values(tf.topk(x(tf), k))];
  },
  unique: (draw) => {
    const shape = draw.shape(1, 3, 1), axis = draw.whole(0, shape.length - 1), x = draw.indices(shape, 3);
    return (tf) => Object.values(tf.unique(x(tf), axis));
  },
  "segments and counts": (draw) => {
    const shape = draw.shape(1, 3, 1), ids = draw.indices([shape[0]!], 4), x = draw.tensor(shape, draw.one(types)), rows = draw.indices([draw.whole(1, 3), draw.whole(1, 7)], 5), weighted = draw.either(), binary = !weighted && draw.either();
    return (tf) => [tf.cast(tf.unsortedSegmentSum(x(tf), ids(tf) as Tensor1D, 4), "float32"), tf.denseBincount(rows(tf) as Tensor2D, weighted ? tf.cast(rows(tf), "float32") as Tensor2D : tf.zeros([0]) as never, 5, binary), tf.bincount(ids(tf) as Tensor1D, tf.zeros([0]), 5)];
  },
  searchSorted: (draw) => {
    const rows = draw.whole(1, 3), side = draw.one(["left", "right"] as const), sorted = draw.tensor([rows, draw.whole(1, 6)]), values = draw.tensor([rows, draw.whole(1, 6)]);
    return (tf) => tf.searchSorted(tf.reverse(tf.topk(sorted(tf), sorted(tf).shape[1]!).values, 1), values(tf), side);
  },
  "space and batch": (draw) => {
    const [blocks, batch, channels] = [[draw.whole(1, 3), draw.whole(1, 3)] as const, draw.whole(1, 3), draw.whole(1, 3)], cells = [draw.whole(1, 3), draw.whole(1, 3)];
    const before = blocks.map((block) => draw.whole(0, block - 1)), after = blocks.map((block, i) => cells[i]! * block + draw.whole(0, 1) * block - before[i]!), inside = after.map((extent) => Math.max(1, extent));
    const end = inside.map((extent, i) => (blocks[i]! - ((extent + before[i]!) % blocks[i]!)) % blocks[i]!), pads = before.map((first, i) => [first, end[i]!]);
    return withGradients([draw.tensor([batch, ...inside, channels])], (tf, x) => tf.batchToSpaceND(tf.mul(tf.spaceToBatchND(x, [...blocks], pads), 2), [...blocks], pads));
  },
  depthToSpace: (draw) => {
    const block = draw.whole(2, 3), x = draw.tensor([draw.whole(1, 2), draw.whole(1, 4), draw.whole(1, 4), block * block * draw.whole(1, 3)]);
    return (tf) => tf.depthToSpace(x(tf) as Tensor4D, block);
  },
  conv2d: (draw) => {
    const plane = window(draw), [inside, out] = [draw.whole(1, 5), draw.whole(1, 9)];
    return withGradients([draw.tensor([draw.whole(1, 3), ...plane.image, inside]), draw.tensor([...plane.filter, inside, out])], (tf, x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, plane.strides, plane.pad));
  },
  "conv2d, padded by numbers": (draw) => {
    const plane = window(draw), around = [[0, 0], [draw.whole(0, 2), draw.whole(0, 2)], [draw.whole(0, 2), draw.whole(0, 2)], [0, 0]] as [number, number][];
    return withGradients([draw.tensor([2, ...plane.image, 3]), draw.tensor([...plane.filter, 3, 2])], (tf, x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, plane.strides, around as never));
  },
  depthwiseConv2d: (draw) => {
    const plane = window(draw), channels = draw.whole(1, 6);
    return withGradients([draw.tensor([draw.whole(1, 3), ...plane.image, channels]), draw.tensor([...plane.filter, channels, draw.whole(1, 3)])], (tf, x, w) => tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, plane.strides, plane.pad));
  },
  conv2dTranspose: (draw) => {
    const [filter, stride, inside, out] = [draw.whole(1, 3), draw.whole(1, 2), draw.whole(1, 4), draw.whole(1, 4)], image = [draw.whole(1, 4), draw.whole(1, 4)];
    return withGradients([draw.tensor([2, ...image, inside]), draw.tensor([filter, filter, out, inside])], (tf, x, w) => tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [2, image[0]! * stride, image[1]! * stride, out], stride, "same"));
  },
  conv3d: (draw) => {
    const pad = draw.one(["same", "valid"] as const), image = [3, 4, 5].map((most) => draw.whole(2, most)), filter = image.map(() => draw.whole(1, 2)), [inside, out] = [draw.whole(1, 3), draw.whole(1, 4)], strides = image.map(() => draw.whole(1, 2)) as [number, number, number];
    return withGradients([draw.tensor([draw.whole(1, 2), ...image, inside]), draw.tensor([...filter, inside, out])], (tf, x, w) => tf.conv3d(x as Tensor5D, w as Tensor5D, strides, pad));
  },
  pool: (draw) => {
    const plane = window(draw), name = draw.one(["maxPool", "avgPool"] as const);
    const x = draw.tensor([draw.whole(1, 3), ...plane.image, draw.whole(1, 6)]);
    return (tf) => tf[name](x(tf) as Tensor4D, plane.filter, plane.strides, plane.pad);
  },
  "maxPool with gradient": (draw) => {
    const plane = window(draw);
    return withGradients([draw.tensor([draw.whole(1, 3), ...plane.image, draw.whole(1, 6)])], (tf, x) => tf.maxPool(tf.add(x, tf.reshape(tf.mul(tf.range(0, x.size), 1e-3), x.shape)) as Tensor4D, plane.filter, plane.strides, plane.pad));
  },
  pool3d: (draw) => {
    const name = draw.one(["maxPool3d", "avgPool3d"] as const), image = [3, 4, 5].map((most) => draw.whole(2, most)), filter = image.map(() => draw.whole(1, 2)) as [number, number, number], strides = image.map(() => draw.whole(1, 2)) as [number, number, number], pad = draw.one(["same", "valid"] as const), x = draw.tensor([2, ...image, 3]);
    return (tf) => tf[name](x(tf) as Tensor5D, filter, strides, pad);
  },
  dilation2d: (draw) => {
    const plane = window(draw), x = draw.tensor([2, ...plane.image, 3]), w = draw.tensor([...plane.filter, 3]);
    return (tf) => tf.dilation2d(x(tf) as Tensor4D, w(tf) as Tensor3D, plane.strides, plane.pad, plane.dilations);
  },
  resize: (draw) => {
    const name = draw.one(["resizeBilinear", "resizeNearestNeighbor"] as const), size: [number, number] = [draw.whole(1, 8), draw.whole(1, 8)], [corners, half] = draw.one([[false, false], [true, false], [false, true]] as const), x = draw.tensor([draw.whole(1, 3), draw.whole(1, 5), draw.whole(1, 5), draw.whole(1, 3)]);
    return (tf) => tf.image[name](x(tf) as Tensor4D, size, corners, half);
  },
  cropAndResize: (draw) => {
    const batch = draw.whole(1, 3), count = draw.whole(1, 4), method = draw.one(["bilinear", "nearest"] as const), size: [number, number] = [draw.whole(1, 5), draw.whole(1, 5)];
    const x = draw.tensor([batch, draw.whole(2, 5), draw.whole(2, 5), 2]), boxes = draw.tensor([count, 4]), which = draw.indices([count], batch);
    return (tf) => tf.image.cropAndResize(x(tf) as Tensor4D, tf.add(tf.mul(boxes(tf), 0.3), 0.5) as Tensor2D, which(tf) as Tensor1D, size, method, 0.25);
  },
  "flip, rotate and transform": (draw) => {
    const x = draw.tensor([draw.whole(1, 2), draw.whole(2, 5), draw.whole(2, 5), draw.whole(1, 4)]), angle = draw.whole(-12, 12) / 4, method = draw.one(["nearest", "bilinear"] as const), mode = draw.one(["constant", "reflect", "wrap", "nearest"] as const), moved = draw.tensor([1, 8]);
    return (tf) => [tf.image.flipLeftRight(x(tf) as Tensor4D), tf.image.rotateWithOffset(x(tf) as Tensor4D, angle, 0.25, [0.5, 0.25]), tf.image.transform(tf.slice(x(tf), 0, 1) as Tensor4D, tf.add(tf.mul(moved(tf), 0.01), tf.tensor2d([[1, 0, 0, 0, 1, 0, 0, 0]])) as Tensor2D, method, mode, 0.5)];
  },
  "normalised channels": (draw) => {
    const shape = draw.shape(2, 4, 1), own = [shape.at(-1)!], [mean, variance, offset, scale] = Array.from({length: 4}, () => draw.tensor(own)) as [Made, Made, Made, Made];
    return withGradients([draw.tensor(shape)], (tf, x) => tf.batchNorm(x as Tensor4D, mean(tf) as Tensor1D, tf.add(tf.square(variance(tf)), 0.5) as Tensor1D, offset(tf) as Tensor1D, scale(tf) as Tensor1D, 0.01));
  },
  "local response normalisation": (draw) => {
    const radius = draw.whole(1, 4);
    return withGradients([draw.tensor([1, draw.whole(1, 3), draw.whole(1, 3), draw.whole(1, 7)])], (tf, x) => tf.localResponseNormalization(x as Tensor4D, radius, 1.5, 0.4, 0.75));
  },
  "fused product": (draw) => {
    const [m, n, k] = [draw.whole(1, 5), draw.whole(1, 9), draw.whole(1, 5)], activation = draw.one(["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu"] as const), transposeA = draw.either(), transposeB = draw.either();
    const a = draw.tensor(transposeA ? [k, m] : [m, k]), b = draw.tensor(transposeB ? [n, k] : [k, n]), bias = draw.tensor(draw.either() ? [n] : [1, n]);
    return (tf) => tf.fused.matMul({a: a(tf), b: b(tf), bias: bias(tf), activation, transposeA, transposeB, leakyreluAlpha: 0.25});
  },
  "fused convolution": (draw) => {
    const plane = window(draw), [inside, out] = [draw.whole(1, 4), draw.whole(1, 6)], activation = draw.one(["linear", "relu", "relu6", "elu", "sigmoid"] as const);
    const x = draw.tensor([2, ...plane.image, inside]), w = draw.tensor([...plane.filter, inside, out]), each = draw.tensor([...plane.filter, inside, 1]), bias = draw.tensor([out]), other = draw.tensor([inside]);
    const common = {strides: plane.strides, pad: plane.pad, dilations: plane.dilations, activation};
    return (tf) => [tf.fused.conv2d({x: x(tf) as Tensor4D, filter: w(tf) as Tensor4D, bias: bias(tf), ...common}), tf.fused.depthwiseConv2d({x: x(tf) as Tensor4D, filter: each(tf) as Tensor4D, bias: other(tf), ...common})];
  },
  suppression: (draw) => {
    const count = draw.whole(1, 9), boxes = draw.tensor([count, 4]), scores = draw.tensor([count]), [most, overlap] = [draw.whole(1, 9), draw.whole(1, 9) / 10], padTo = draw.either();
    return (tf) => [tf.image.nonMaxSuppression(boxes(tf) as Tensor2D, scores(tf) as Tensor1D, most, overlap, 0.1), ...Object.values(tf.image.nonMaxSuppressionPadded(boxes(tf) as Tensor2D, scores(tf) as Tensor1D, most, overlap, 0.1, padTo))];
  },
  "ranges": (draw) => {
    const [start, stop, step, num] = [draw.whole(-9, 9), draw.whole(-9, 9), draw.whole(1, 3), draw.whole(1, 9)], type: Numeric = draw.one(types), x = draw.tensor(draw.shape(0, 3), draw.one([...types, "bool"] as const));
    return (tf) => [tf.range(start, stop, stop < start ? -step : step, type), tf.linspace(start, stop, num), tf.zerosLike(x(tf)), tf.onesLike(x(tf)), tf.fill([2, 3], num)];
  },
};

type Made = (tf: TensorFlow) => Tensor;

interface Window {
  readonly image: readonly [number, number];
  readonly filter: [number, number];
  readonly strides: [number, number];
  readonly dilations: [number, number];
  readonly pad: "same" | "valid";
}

/** A window that fits its image; strides and dilations are not both above 1, as TensorFlow asks. */
function window(draw: Draw): Window {
  const image = [draw.whole(3, 7), draw.whole(3, 7)] as const, filter: [number, number] = [draw.whole(1, 3), draw.whole(1, 3)], strided = draw.either();
  const pair = (): [number, number] => [draw.whole(1, 2), draw.whole(1, 3)], fits = (at: [number, number]): [number, number] => at.map((by, i) => ((filter[i]! - 1) * by + 1 > image[i]! ? 1 : by)) as [number, number];
  return {image, filter, strides: strided ? pair() : [1, 1], dilations: strided ? [1, 1] : fits(pair()), pad: draw.one(["same", "valid"])};
}
