import {fileURLToPath} from "node:url";
import asc from "assemblyscript/asc";

type Chains = (rounds: number, factor: number, summand: number) => number;

/** One way to keep the multipliers and adders busy. */
export interface Variant {
  readonly name: string;
  /** Floating-point operations of one round. */
  readonly operations: number;
  readonly run: (rounds: number) => number;
}

/** Compiles assembly/ as the engine's kernels are compiled: SIMD, not relaxed, no fused multiply-add. */
export async function peakVariants(): Promise<readonly Variant[]> {
  let wasm: Uint8Array | undefined;
  const {error, stderr} = await asc.main(
    ["chains.ts", "tile.ts", "--baseDir", fileURLToPath(new URL("assembly", import.meta.url)), "--outFile", "peak.wasm", "-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--use", "abort="],
    {writeFile: (_: string, contents: Uint8Array | string) => { wasm = contents as Uint8Array; }},
  );
  if (error || !wasm) throw new Error(`peak: ${stderr.toString()}`);
  const {instance} = await WebAssembly.instantiate(wasm as Uint8Array<ArrayBuffer>);
  const chains = Object.entries(instance.exports).filter((entry): entry is [string, Chains & WebAssembly.ExportValue] => /^(chains|tile)\d+$/.test(entry[0]));
  return chains.map(([name, run]) => ({name, operations: 4 * 8 * Number(/\d+/.exec(name)), run: (rounds) => run(rounds, 0.999, 0.001)}));
}

/** The variant that does most in a second here, after the JavaScript engine has compiled all. */
export function fastest(variants: readonly Variant[], clock: () => number): Variant {
  const rounds = 20000;
  const rate = ({operations, run}: Variant): number => {
    const begun = clock();
    run(rounds);
    return operations * rounds / Math.max(clock() - begun, 1e-9);
  };
  for (let pass = 0; pass < 20; pass++) variants.forEach(rate);
  const best = variants.map((variant) => ({variant, most: Math.max(...Array.from({length: 20}, () => rate(variant)))}));
  return best.reduce((a, b) => (b.most > a.most ? b : a)).variant;
}
