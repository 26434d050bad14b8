import {fusedVectors} from "./fused.ts";
import {reductionVectors} from "./reductions.ts";
import type {Vector} from "./vector.ts";

/** Every single computation whose bytes are compared between platforms. */
export const vectors: readonly Vector[] = [...fusedVectors, ...reductionVectors];
