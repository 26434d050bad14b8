/** The elementary functions in pure arithmetic: the same bits in every JavaScript engine, within 0.51 units in the last place. */
export {acos, asin, atan, atan2} from "./inverse-trigonometry.ts";
export {acosh, asinh, atanh} from "./inverse-hyperbolic.ts";
export {cbrt, hypot} from "./roots.ts";
export {cos, sin, tan} from "./trigonometry.ts";
export {cosh, sinh, tanh} from "./hyperbolic.ts";
export {exp, expm1} from "./exponential.ts";
export {log, log10, log1p, log2} from "./logarithm.ts";
export {pow} from "./power.ts";
