import {mkdir, readdir} from "node:fs/promises";
import {join} from "node:path";
import {UserError} from "../errors.ts";
import {headerFolder, libraryFolder} from "./library.ts";
import {started} from "./started.ts";
import type {Workshop} from "./workshop.ts";

/** The compiled binding of an engine, and what it says of itself. */
export interface Binding {
  /** Relative to the engine's folder. */
  readonly path: string;
  readonly compiler: string;
  /** The version of TensorFlow that answered. */
  readonly tensorflow: string;
}

/** Makes the binding in an engine's folder; tests hand in one of their own. */
export interface BindingMaker {
  /** What compiles, as it calls itself; refuses where nothing does. */
  compiler(workshop: Workshop): Promise<string>;
  make(folder: string, sources: string, nodeHeaders: string, compiler: string, workshop: Workshop): Promise<Binding>;
}

/** Compiles TensorFlow.js's C++ against the library that was unpacked, and asks the result for its version in a process of its own. */
export const compiledBinding: BindingMaker = {compiler: findCompiler, make: compile};

const compilerOf = ({environment}: Workshop): string => environment["CXX"] || "c++";

async function findCompiler(workshop: Workshop): Promise<string> {
  const program = compilerOf(workshop);
  const said = await started(program, ["--version"], {env: workshop.environment});
  if (said?.exitCode === 0) return said.stdout.split("\n")[0]!.trim();
  throw new UserError(`there is no C++ compiler: ${program} ${said === undefined ? "is not here" : "does not tell its version"}`, "install one (Debian: sudo apt-get install g++), or name yours in CXX");
}

async function compile(folder: string, sources: string, nodeHeaders: string, compiler: string, workshop: Workshop): Promise<Binding> {
  const path = "binding/tfjs_binding.node";
  await mkdir(join(folder, "binding"), {recursive: true});
  const [code, libraries] = [await filesIn(sources, /\.cc$/), await filesIn(join(folder, libraryFolder), /\.so/)];
  const words = [
    "-std=c++17", "-O2", "-fPIC", "-shared", "-w", "-DNAPI_VERSION=8", "-I", nodeHeaders, "-I", join(folder, headerFolder),
    "-o", join(folder, path), ...code, ...libraries, `-Wl,-rpath,$ORIGIN/../${libraryFolder}`,
  ];
  const done = await started(compilerOf(workshop), words, {env: workshop.environment, cwd: folder});
  if (done?.exitCode !== 0) throw new UserError(`the binding does not compile against this TensorFlow: ${firstError(done?.stderr ?? "")}`, "take another version: --from-wheel 2.21.0 is known to work");
  return {path, compiler, tensorflow: await askVersion(join(folder, path), workshop)};
}

const filesIn = async (folder: string, ending: RegExp): Promise<readonly string[]> =>
  (await readdir(folder)).filter((name) => ending.test(name)).sort().map((name) => join(folder, name));

/** The first line of a compiler's complaint that says what is wrong. */
const firstError = (complaint: string): string =>
  complaint.split("\n").find((line) => /error|undefined reference|cannot find/.test(line))?.trim() ?? complaint.trim().split("\n").at(-1) ?? "";

/** A library that lacks a symbol, or that this processor cannot run, ends the process that loads it, so not this one. */
async function askVersion(binding: string, {environment}: Workshop): Promise<string> {
  const program = "process.stdout.write(JSON.stringify(require(process.argv[1]).TF_Version))";
  const done = await started(process.execPath, ["-e", program, binding], {env: {...environment, NODE_OPTIONS: "", TF_CPP_MIN_LOG_LEVEL: "3", CUDA_VISIBLE_DEVICES: "-1"}});
  const answer: unknown = done?.exitCode === 0 ? JSON.parse(done.stdout) : undefined;
  if (typeof answer === "string") return answer;
  throw new UserError(`the binding was compiled, but cannot be loaded: ${firstError(done?.stderr ?? "") || "its process ended without a word, perhaps since this processor lacks instructions that TensorFlow uses"}`, "take another version: --from-wheel 2.21.0 is known to work");
}
