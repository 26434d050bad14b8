// The bitwise engine's kernels: 32-bit floats, SIMD128, no relaxed SIMD, no fused multiply-add, one fixed order of every sum.
// Pointers are byte offsets in the imported memory, TensorFlow.js's own; there is no static data, no heap and no global.
export {gemm, gemmBatch} from "./gemm";
export {gemmBatchInt32} from "./gemm-int32";
export {gemmScratchBytes} from "./blocking";
export {addBiasAndActivate} from "./bias";
export {convolution, convolutionFilterGradient, convolutionInputGradient, convolutionInputGradientBytes} from "./convolution";
export {volumeConvolution, volumeFilterGradient, volumeInputGradient} from "./volume-convolution";
export {depthwise, depthwiseFilterGradient, depthwiseInputGradient} from "./depthwise";
export {maxPool, maxPoolInt32} from "./max-pool";
export {maxPoolGradient, maxPoolIndices} from "./max-pool-position";
export {averagePool, averagePoolGradient} from "./average-pool";
export {dilation, dilationGradient} from "./dilation";
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
