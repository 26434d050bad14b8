import {input, type Replacement} from "./replacement.ts";

/** Picking rows by index, adding rows up by segment, adding all rows up. */
export const rows: Replacement = (tf, host, previous) => ({
  GatherV2: (inputs, attributes) => {
    const x = input(inputs, "x"), indices = input(inputs, "indices");
    const axis = tf.util.parseAxisParam(attributes["axis"] as number, x.shape)[0];
    if (axis !== 0 || attributes["batchDims"] || indices.dtype !== "int32" || x.dtype === "string") return previous("GatherV2")(inputs, attributes);
    const rest = x.shape.slice(1);
    const out = host.output([...indices.shape, ...rest], x.dtype as "float32");
    const rowBytes = tf.util.sizeFromShape(rest) * tf.util.bytesPerElement(x.dtype);
    const count = tf.util.sizeFromShape(indices.shape);
    const wrong = host.kernels.gatherRows(host.address(x), host.address(indices), host.address(out), count, rowBytes, x.shape[0]!);
    if (wrong >= 0) throw new RangeError(`gather: index number ${wrong} lies outside the ${x.shape[0]} rows`);
    return out;
  },
  UnsortedSegmentSum: (inputs, attributes) => {
    const x = input(inputs, "x"), segments = input(inputs, "segmentIds");
    if (x.dtype !== "float32" || segments.dtype !== "int32") throw new TypeError(`unsortedSegmentSum: expected float32 by int32, got ${x.dtype} by ${segments.dtype}`);
    const rest = x.shape.slice(segments.shape.length);
    const count = attributes["numSegments"] as number;
    const out = host.output([count, ...rest]);
    host.kernels.segmentSum(host.address(x), host.address(segments), host.address(out), tf.util.sizeFromShape(segments.shape), tf.util.sizeFromShape(rest), count);
    return out;
  },
  Sum: (inputs, attributes) => {
    const x = input(inputs, "x");
    const axes = tf.util.parseAxisParam((attributes["axis"] ?? null) as number, x.shape).toSorted((a, b) => a - b);
    const leading = axes.length > 0 && axes.length < x.shape.length && axes.every((axis, i) => axis === i);
    if (x.dtype !== "float32" || !leading) return previous("Sum")(inputs, attributes);
    const rest = x.shape.slice(axes.length);
    const columns = tf.util.sizeFromShape(rest);
    const out = host.output(attributes["keepDims"] ? [...axes.map(() => 1), ...rest] : rest);
    host.kernels.columnSum(host.address(x), host.address(out), tf.util.sizeFromShape(x.shape.slice(0, axes.length)), columns);
    return out;
  },
});
