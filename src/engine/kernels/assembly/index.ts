// The bitwise engine's kernels: 32-bit floats, SIMD128, no relaxed SIMD, no fused multiply-add, one fixed order of every sum.
// Pointers are byte offsets in the imported memory. What lies in it before `firstFreeAddress` are constants that are written once, when the module starts; there is
// no heap: a kernel's result depends on its arguments and on what they point at.
export {gemm, gemmBatch} from "./products/gemm";
export {gemmBatchInt32} from "./products/gemm-int32";
export {gemmScratchBytes} from "./products/blocking";
export {addBiasAndActivate} from "./products/bias";
export {convolution, convolutionFilterGradient, convolutionInputGradient, convolutionInputGradientBytes} from "./windows/convolution";
export {volumeConvolution, volumeFilterGradient, volumeInputGradient} from "./windows/volume-convolution";
export {depthwise, depthwiseFilterGradient, depthwiseInputGradient} from "./windows/depthwise";
export {maxPool, maxPoolInt32} from "./windows/max-pool";
export {maxPoolGradient, maxPoolIndices} from "./windows/max-pool-position";
export {averagePool, averagePoolGradient} from "./windows/average-pool";
export {dilation, dilationGradient} from "./windows/dilation";
export {walk} from "./movement/walk";
export {fill} from "./movement/fill";
export {sequence} from "./movement/sequence";
export {oneHot} from "./movement/one-hot";
export {gatherSlices} from "./movement/gather";
export {scatterAdd, scatterSlices} from "./movement/scatter";
export {firstDecrease, firstOutside, firstRowOutside, integerAt, setInteger} from "./movement/indices";
export {flatIndices} from "./movement/flat-indices";
export {segmentSum, sparseSegments} from "./movement/segment-sum";
export {fillEmptyRows, filledRowStarts} from "./movement/sparse-rows";
export {sparseReshape} from "./movement/sparse-reshape";
export {topK} from "./movement/top-k";
export {unique} from "./movement/unique";
export {sortedBounds} from "./movement/sorted-bounds";
export {bincount} from "./movement/bincount";
export {resizeBilinear, resizeBilinearGradient} from "./images/resize-bilinear";
export {resizeNearest, resizeNearestGradient} from "./images/resize-nearest";
export {cropAndResize} from "./images/crop-and-resize";
export {rotate} from "./images/rotate";
export {project} from "./images/project";
export {suppress} from "./movement/suppression";
export {reduceFloatRows, reduceWholeRows} from "./reductions/reduce-rows";
export {reduceByteColumns, reduceFloatColumns, reduceWholeColumns} from "./reductions/reduce-columns";
export {spread} from "./reductions/spread";
export {floatExtremeIndex, wholeExtremeIndex} from "./reductions/extreme-index";
export {cumulateFloats, cumulateWholes} from "./reductions/cumulate";
export {divideFloats, floatsFromWholes, wholesFromBytes} from "./reductions/widen";
export {logSoftmax, logSoftmaxGradient, softmax, softmaxGradient} from "./fused/softmax";
export {softmaxCrossEntropy, softmaxCrossEntropyGradient, sparseSoftmaxCrossEntropy, sparseSoftmaxCrossEntropyGradient} from "./fused/cross-entropy";
export {layerNormalization, layerNormalizationGradient} from "./fused/layer-normalization";
export {batchNormalization, batchNormalizationGradient, normalizeChannels} from "./fused/batch-normalization";
export {responseNormalization, responseNormalizationGradient} from "./fused/response-normalization";
export {huberLoss, huberLossGradient, sigmoidCrossEntropy, sigmoidCrossEntropyGradient, squaredError, squaredErrorGradient} from "./fused/losses";
export {clip, elu, gelu, geluByTanh, leakyRelu, relu, selu} from "./elementwise/activation";
export {
  clipGradient, eluGradient, geluByTanhGradient, geluGradient, leakyReluGradient, relu6Gradient, reluGradient, seluGradient, sigmoidGradient, softplusGradient, tanhGradient,
} from "./elementwise/activation-gradient";
export {fillZero} from "./movement/fill-zero";
export {
  acos, acosh, asin, asinh, atan, atanh, cos, cosh, erf, exp, expm1, log, log1p, sigmoid, sin, sinh, softplus, tan, tanh,
} from "./elementwise/transcendental";
export {
  abs, absInt, ceil, clipInt, floor, neg, negInt, reciprocal, round, rsqrt, sign, signInt, sqrt, square, squareInt, step, stepInt,
} from "./elementwise/arithmetic";
export {boolToFloat, boolToInt, floatToBool, floatToInt, intToBool, intToFloat, isFinite, isInf, isNan, logicalNot} from "./elementwise/truth-functions";
export {
  add, addInt, atan2, bitwiseAnd, divide, firstNegative, firstZero, floorDivide, floorDivideInt, maximum, maximumInt, minimum, minimumInt, modulo,
  moduloInt, multiply, multiplyInt, pow, powInt, prelu, preluShare, preluSlope, squaredDifference, squaredDifferenceInt, subtract, subtractInt,
} from "./elementwise/pair-arithmetic";
export {
  equal, equalBool, equalInt, greater, greaterBool, greaterEqual, greaterEqualBool, greaterEqualInt, greaterInt, less, lessBool, lessEqual,
  lessEqualBool, lessEqualInt, lessInt, logicalAnd, logicalOr, notEqual, notEqualBool, notEqualInt,
} from "./elementwise/comparison";
export {select} from "./elementwise/select";
export {writeWord} from "./elementwise/write-word";
export {gradientScale, optimizerStep} from "./training/optimizer-steps";
export {firstFreeAddress} from "./memory";
export {fillEvents, fillMask, fillNormal, fillUniform} from "./training/philox";
