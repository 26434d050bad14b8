import type {Benchmarks, Measurement} from "../../src/records/benchmarks.ts";

const spread = (median: number) => ({median, lower: median * 0.9, upper: median * 1.1});

/** A measurement of `step/mlp` beside TensorFlow.js, changed as asked. */
export function testMeasurement(changes: Partial<Measurement> = {}): Measurement {
  const pace = (rate: number) => ({rate: spread(rate), cpuRate: spread(rate), microsecondsPerStep: 128e6 / rate, warmUp: 20, stepsPerRun: 40, peakMemory: 130_000_000});
  return {
    workload: "step/mlp", title: "MLP, training step", shapes: "784-256-128-10, batch 128", unit: "samples", peer: "stock-wasm", peerTitle: "TensorFlow.js wasm",
    ours: pace(10_000), theirs: pace(1250), ratio: spread(8), cpuRatio: spread(7.5), pairs: 7, agreed: {ours: 2.3, theirs: 2.3}, goal: {of: "cpu", atLeast: 7}, ...changes,
  };
}

/** A whole record: two peers, a goal missed, a peer that is not there. */
export function testBenchmarks(): Benchmarks {
  return {
    format: "reprise.benchmarks/1",
    provenance: {
      date: "2026-11-23", engine: "wasm", machine: {processor: "A processor", processors: "2"}, versions: {node: "v26.0.0"},
      settings: {pairs: 7, warmUp: 20, patience: 60, seconds: 0.4},
    },
    measurements: [
      testMeasurement({workload: "product/512-nn", title: "Matrix product 512³, NN", unit: "FLOP", peer: "openblas", peerTitle: "OpenBLAS", peerVersion: "0.3", cpuRatio: spread(0.31), goal: {of: "wall", atLeast: 9}}),
      testMeasurement(),
      testMeasurement({workload: "fit/mlp", title: "MLP, model.fit", peer: "stock-cpu", peerTitle: "TensorFlow.js cpu", goal: null}),
      testMeasurement({workload: "start-up/open", title: "Import and open", unit: "starts", goal: null}),
    ],
    absent: [
      {workload: "step/mlp", title: "MLP, training step", peer: "pytorch", peerTitle: "PyTorch", because: "not here: no torch"},
      {workload: "step/cnn", title: "CNN, training step", peer: "pytorch", peerTitle: "PyTorch", because: "not here: no torch"},
    ],
    sizes: [{file: "engine.js", bytes: 200_000, gzip: 50_000, brotli: 40_000}, {file: "kernels.wasm", bytes: 8000, gzip: 3500, brotli: 3000}],
  };
}
