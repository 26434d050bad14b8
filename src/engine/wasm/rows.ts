import {input, type Replacement} from "./replacement.ts";

/** Picking rows by index, adding rows up by segment. */
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
});
