// Compiles the wasm engine's kernels to kernels.wasm and its digest: `node scripts/build-kernels.ts [folder]`, by default beside their source.
import {createHash} from "node:crypto";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import asc from "assemblyscript/asc";

const kernels = fileURLToPath(new URL("../src/engine/kernels/", import.meta.url));
const target = process.argv[2] ?? kernels;

// No runtime, no checks, the memory comes from outside; SIMD, but not the relaxed kind, which differs between processors.
const {error, stderr} = await asc.main([
  "index.ts", "--baseDir", join(kernels, "assembly"), "--outFile", join(target, "kernels.wasm"),
  "-O3", "--noAssert", "--runtime", "stub", "--importMemory", "--noExportMemory", "--initialMemory", "1", "--enable", "simd", "--use", "abort=",
]);
if (error) throw new Error(`build-kernels: ${stderr.toString()}`);
const digest = createHash("sha256").update(await readFile(join(target, "kernels.wasm"))).digest("hex");
await writeFile(join(target, "kernels.wasm.sha256"), `${digest}  kernels.wasm\n`);
