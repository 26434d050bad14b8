import {readFile} from "node:fs/promises";
import {fileURLToPath} from "node:url";
import {brotliCompressSync, gzipSync} from "node:zlib";
import {build} from "esbuild";

/** One file that a browser fetches in order to compute on the engine, in bytes, plain and compressed. */
export interface Size {
  readonly file: string;
  readonly bytes: number;
  readonly gzip: number;
  readonly brotli: number;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** The engine as a browser gets it, besides TensorFlow.js's core and layers: its code, bundled and minified, and its kernels. */
export async function engineSizes(): Promise<readonly Size[]> {
  const {outputFiles} = await build({
    entryPoints: [`${root}src/engine/wasm/open.ts`], bundle: true, minify: true, write: false, format: "esm", platform: "browser", target: "es2022",
    conditions: ["reprise-source"], external: ["@tensorflow/tfjs-core", "@tensorflow/tfjs-layers"], logLevel: "silent",
  });
  return [sizeOf("engine.js", outputFiles[0]!.contents), sizeOf("kernels.wasm", await readFile(`${root}src/engine/kernels/kernels.wasm`))];
}

const sizeOf = (file: string, bytes: Uint8Array): Size => ({file, bytes: bytes.length, gzip: gzipSync(bytes, {level: 9}).length, brotli: brotliCompressSync(bytes).length});
