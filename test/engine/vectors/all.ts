import {elementwiseVectors} from "./elementwise.ts";
import {convolutionVectors} from "./convolutions.ts";
import {fusedVectors} from "./fused.ts";
import {moverVectors} from "./movers.ts";
import {poolVectors} from "./pools.ts";
import {productVectors} from "./products.ts";
import {reductionVectors} from "./reductions.ts";
import {samplingVectors} from "./sampling.ts";
import {stepVectors} from "./steps.ts";
import type {Vector} from "./vector.ts";

/** Every single computation whose bytes are compared between platforms. */
export const vectors: readonly Vector[] = [...elementwiseVectors, ...convolutionVectors, ...fusedVectors, ...moverVectors, ...poolVectors, ...productVectors, ...reductionVectors, ...samplingVectors, ...stepVectors];
