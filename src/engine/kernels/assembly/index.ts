// The bitwise engine's kernels: 32-bit floats, SIMD128, no relaxed SIMD, no fused multiply-add, one fixed order of every sum.
// Pointers are byte offsets in the imported memory. What lies in it before `firstFreeAddress` are constants that are written once, when the module starts; there is
// no heap: a kernel's result depends on its arguments and on what they point at.
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
export {walk} from "./walk";
export {fill} from "./fill";
export {sequence} from "./sequence";
export {oneHot} from "./one-hot";
export {gatherSlices} from "./gather";
export {scatterAdd, scatterSlices} from "./scatter";
export {firstDecrease, firstOutside, firstRowOutside, integerAt, setInteger} from "./indices";
export {flatIndices} from "./flat-indices";
export {segmentSum, sparseSegments} from "./segment-sum";
export {fillEmptyRows, filledRowStarts} from "./sparse-rows";
export {sparseReshape} from "./sparse-reshape";
export {topK} from "./top-k";
export {unique} from "./unique";
export {sortedBounds} from "./sorted-bounds";
export {bincount} from "./bincount";
export {resizeBilinear, resizeBilinearGradient} from "./resize-bilinear";
export {resizeNearest, resizeNearestGradient} from "./resize-nearest";
export {cropAndResize} from "./crop-and-resize";
export {rotate} from "./rotate";
export {project} from "./project";
export {suppress} from "./suppression";
export {reduceFloatRows, reduceWholeRows} from "./reduce-rows";
export {reduceByteColumns, reduceFloatColumns, reduceWholeColumns} from "./reduce-columns";
export {spread} from "./spread";
export {floatExtremeIndex, wholeExtremeIndex} from "./extreme-index";
export {cumulateFloats, cumulateWholes} from "./cumulate";
export {divideFloats, floatsFromWholes, wholesFromBytes} from "./widen";
export {logSoftmax, logSoftmaxGradient, softmax, softmaxGradient} from "./softmax";
export {softmaxCrossEntropy, softmaxCrossEntropyGradient, sparseSoftmaxCrossEntropy, sparseSoftmaxCrossEntropyGradient} from "./cross-entropy";
export {layerNormalization, layerNormalizationGradient} from "./layer-normalization";
export {batchNormalization, batchNormalizationGradient, normalizeChannels} from "./batch-normalization";
export {responseNormalization, responseNormalizationGradient} from "./response-normalization";
export {huberLoss, huberLossGradient, sigmoidCrossEntropy, sigmoidCrossEntropyGradient, squaredError, squaredErrorGradient} from "./losses";
export {clip, elu, gelu, geluByTanh, leakyRelu, relu, selu} from "./activation";
export {
  clipGradient, eluGradient, geluByTanhGradient, geluGradient, leakyReluGradient, relu6Gradient, reluGradient, seluGradient, sigmoidGradient, softplusGradient, tanhGradient,
} from "./activation-gradient";
export {fillZero} from "./fill-zero";
export {
  acos, acosh, asin, asinh, atan, atanh, cos, cosh, erf, exp, expm1, log, log1p, sigmoid, sin, sinh, softplus, tan, tanh,
} from "./transcendental";
export {
  abs, absInt, ceil, clipInt, floor, neg, negInt, reciprocal, round, rsqrt, sign, signInt, sqrt, square, squareInt, step, stepInt,
} from "./arithmetic";
export {boolToFloat, boolToInt, floatToBool, floatToInt, intToBool, intToFloat, isFinite, isInf, isNan, logicalNot} from "./truth-functions";
export {
  add, addInt, atan2, bitwiseAnd, divide, firstNegative, firstZero, floorDivide, floorDivideInt, maximum, maximumInt, minimum, minimumInt, modulo,
  moduloInt, multiply, multiplyInt, pow, powInt, prelu, squaredDifference, squaredDifferenceInt, subtract, subtractInt,
} from "./pair-arithmetic";
export {
  equal, equalBool, equalInt, greater, greaterBool, greaterEqual, greaterEqualBool, greaterEqualInt, greaterInt, less, lessBool, lessEqual,
  lessEqualBool, lessEqualInt, lessInt, logicalAnd, logicalOr, notEqual, notEqualBool, notEqualInt,
} from "./comparison";
export {select} from "./select";
export {writeWord} from "./write-word";
export {gradientScale, optimizerStep} from "./optimizer-steps";
export {fillZero} from "./fill-zero";
export {firstFreeAddress} from "./memory";
export {fillEvents, fillMask, fillNormal, fillUniform} from "./philox";
