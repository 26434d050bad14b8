import {UserError} from "../../../errors.ts";
import {sizeOf} from "./elements.ts";
import {input, type Replacement} from "../replacement.ts";

/** The same data under another name or shape; nothing is copied. */
export const sharing: Replacement = (tf, host) => ({
  Identity: (inputs) => host.share(input(inputs, "x"), input(inputs, "x").shape),
  Reshape: (inputs, attributes) => {
    const x = input(inputs, "x");
    const shape = tf.util.inferFromImplicitShape(attributes["shape"] as number[], sizeOf(x.shape));
    if (sizeOf(shape) !== sizeOf(x.shape)) {
      throw new UserError(`reshape: expected a shape of ${sizeOf(x.shape)} elements for [${x.shape}], got [${shape}].`, "Give extents whose product is the number of elements; one of them may be -1.");
    }
    return host.share(x, shape);
  },
  ExpandDims: (inputs, attributes) => {
    const x = input(inputs, "input");
    const dim = attributes["dim"] as number;
    const at = dim < 0 ? x.shape.length + dim + 1 : dim;
    if (at < 0 || at > x.shape.length) throw new UserError(`expandDims: axis ${dim} lies outside a tensor of rank ${x.shape.length}.`, `Give an axis from ${-x.shape.length - 1} to ${x.shape.length}.`);
    return host.share(x, x.shape.toSpliced(at, 0, 1));
  },
});
