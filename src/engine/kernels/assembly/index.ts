// The bitwise engine's kernels: 32-bit floats, SIMD128, no relaxed SIMD, no fused multiply-add, one fixed order of every sum.
// Pointers are byte offsets in the imported memory, TensorFlow.js's own; there is no static data, no heap and no global.
export {gemm, gemmScratchBytes} from "./gemm";
export {addBiasAndActivate} from "./bias";
export {columnsFromImage, imageFromColumns} from "./image-columns";
export {depthwise, depthwiseFilterGradient, depthwiseInputGradient} from "./depthwise";
export {averagePool, averagePoolGradient, maxPool, maxPoolGradient} from "./pooling";
export {segmentSum} from "./segment-sum";
export {gatherRows} from "./gather-rows";
export {reduceFloatRows, reduceWholeRows} from "./reduce-rows";
export {reduceByteColumns, reduceFloatColumns, reduceWholeColumns} from "./reduce-columns";
export {floatExtremeIndex, wholeExtremeIndex} from "./extreme-index";
export {cumulateFloats, cumulateWholes} from "./cumulate";
export {divideFloats, floatsFromWholes, wholesFromBytes} from "./widen";
export {clip, prelu, relu} from "./clamp";
export {adamStep, momentumStep, sgdStep} from "./optimizer-steps";
export {fillZero} from "./fill-zero";
export {exp, log, sigmoid, tanh} from "./unary";
