/** What the wasm engine has no kernel for: text, complex and ragged tensors, canvases, and names that TensorFlow.js composes of other kernels. */
export const refused: readonly string[] = [
  "BroadcastTo", "Complex", "ComplexAbs", "Draw", "Einsum", "FFT", "FromPixels", "IFFT", "Imag", "LowerBound", "MatrixBandPart", "Pool", "RaggedGather", "RaggedRange", "RaggedTensorToTensor", "Real",
  "StaticRegexReplace", "StringNGrams", "StringSplit", "StringToHashBucketFast", "UpperBound",
];
