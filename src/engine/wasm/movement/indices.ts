import type {TensorInfo} from "@tensorflow/tfjs-core";
import {UserError} from "../../../errors.ts";
import {sizeOf} from "./elements.ts";
import type {Host} from "../host.ts";

export interface IndexKernels {
  firstOutside(indices: number, count: number, limit: number): number;
  firstDecrease(values: number, count: number): number;
  flatIndices(tuples: number, target: number, count: number, rank: number, ...extents: readonly number[]): number;
}

const mend = "Indices count from 0; look at where they come from.";

/** Throws a UserError that names the first of `count` indices at an address that is outside [0, extent). */
export function insistWithin(host: Host, kernel: string, address: number, count: number, extent: number, axis: number): void {
  const wrong = host.kernels.firstOutside(address, count, extent);
  if (wrong >= 0) throw new UserError(`${kernel}: index number ${wrong} is ${host.kernels.integerAt(address, wrong)}, outside the ${extent} entries of axis ${axis}.`, mend);
}

/** How many axes an index tuple may have. */
const mostAxes = 6;

/** The row-major numbers of index tuples within the first axes of a shape: the address of so many integers in the workspace. */
export function flattened(host: Host, kernel: string, tuples: TensorInfo, count: number, rank: number, shape: readonly number[]): number {
  if (rank > mostAxes) throw new UserError(`${kernel}: expected at most ${mostAxes} numbers an index, got ${rank}.`, "Reshape the tensor so that fewer axes are indexed.");
  const flat = host.workspace(Math.max(1, count) * 4);
  const extents = [...shape.slice(0, rank), ...new Array<number>(mostAxes - rank).fill(1)];
  const wrong = host.kernels.flatIndices(host.address(tuples), flat, count, rank, ...extents);
  if (wrong >= 0) {
    const axis = wrong % rank;
    throw new UserError(`${kernel}: index number ${(wrong - axis) / rank} is ${host.kernels.integerAt(host.address(tuples), wrong)} on axis ${axis}, outside its ${shape[axis]} entries.`, mend);
  }
  return flat;
}

/** The number of index tuples: all axes but the last count them. */
export const tuplesIn = (indices: TensorInfo): number => sizeOf(indices.shape.slice(0, -1));
