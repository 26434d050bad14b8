import type {Checks} from "./check.ts";
import {draws} from "./draws.ts";
import {elementwise} from "./elementwise.ts";
import {fused} from "./fused.ts";
import {images} from "./images.ts";
import {movement} from "./movement.ts";
import {products} from "./products.ts";
import {reductions} from "./reductions.ts";
import {steps} from "./steps.ts";

/** For each kernel of the wasm engine one check against plain loops in 64-bit floats; the families' own tests go further into the corners. */
export const references: Checks = {...elementwise, ...reductions, ...products, ...movement, ...images, ...fused, ...draws, ...steps};
