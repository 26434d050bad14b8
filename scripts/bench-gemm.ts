// Matrix products beside the peak of wasm SIMD, on one thread: `node --conditions=reprise-source scripts/bench-gemm.ts [size…]`.
import {productsAtPeak} from "../bench/gemm.ts";
import {openEngine} from "../src/engine/node.ts";

const sizes = process.argv.slice(2).map(Number);
const {tf} = await openEngine("wasm");
for (const {size, transposition, product, peak, ratio, pairs} of await productsAtPeak(tf, sizes.length > 0 ? sizes : [512, 1024], 9)) {
  console.log(`${size}³ ${transposition}: ${(product / 1e9).toFixed(1)} of ${(peak / 1e9).toFixed(1)} GFLOP/s, ratio ${ratio.toFixed(2)} (median of ${pairs} pairs)`);
}
process.exit(0);
