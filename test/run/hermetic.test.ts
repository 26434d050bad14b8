import {execFile} from "node:child_process";
import {mkdir, mkdtemp, realpath, rm, symlink, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {promisify} from "node:util";
import {build} from "esbuild";
import {afterAll, beforeAll, expect, test} from "vitest";
import {packages, permissions, workerEnvironment} from "../../src/run/workers/hermetic.ts";
import type {DataDeclaration} from "../../src/data/declaration.ts";
import {encodeSafetensors} from "../../src/data/safetensors.ts";
import type {JobMessage, WorkerAnswer} from "../../src/run/workers/messages.ts";
import {openPool, type Pool} from "../../src/run/workers/pool.ts";
import {sha256} from "../../src/store/store.ts";

let folder = "";
let pool: Pool;
const printed: string[] = [];

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "reprise-hermetic-")));
  await writeFile(join(folder, "undeclared.csv"), "1,2\n");
  pool = openPool(1, folder, (line) => printed.push(line));
});
afterAll(async () => {
  pool.close();
  await rm(folder, {recursive: true, force: true});
});

/** A bundle as esbuild writes it, in a file named by its digest. */
async function bundle(code: string, file = "experiments/line/train.ts"): Promise<string> {
  const text = `// ${file}\n${code}\n`;
  const path = join(folder, `${sha256(text)}.mjs`);
  await writeFile(path, text);
  return path;
}

/** Runs the body of a `train` in a worker. */
async function train(body: string, job: Partial<JobMessage> = {}): Promise<WorkerAnswer> {
  const entries = {
    train: await bundle(`export const train = async ({tf, data, inputs, log}) => {\n  ${body};\n  return {predictions: tf.tensor1d([1])};\n};`),
    evaluate: await bundle("export const evaluate = () => ({metrics: {error: 0}});", "experiments/line/evaluate.ts"),
  };
  return pool.perform({experiment: "line", variant: "default", replicate: "once", parameters: {}, factors: {}, engine: "wasm", entries, data: {}, inputs: {}, ...job});
}

test.each([
  ["reading a file", 'const fs = await import("node:" + "fs"); fs.readFileSync("/etc/hostname")', 'fs.readFileSync("/etc/hostname")', "files"],
  ["reading a file by promise", 'const fs = await import("node:" + "fs/promises"); await fs.readFile("rows.csv")', 'fs/promises.readFile("rows.csv")', "files"],
  ["writing a file", 'const {default: fs} = await import(["f", "s"].join("")); fs.writeFileSync("out.txt", "")', 'fs.writeFileSync("out.txt")', "files"],
  ["opening a connection", 'const net = await import("node:" + "net"); net.connect({host: "example.org", port: 80})', 'net.connect({"host":"example.org","port":80})', "network"],
  ["looking a name up", 'const dns = await import("node:" + "dns"); await dns.promises.lookup("example.org")', 'dns.promises.lookup("example.org")', "network"],
  ["fetching", 'await fetch("https://example.org/rows.csv")', 'fetch("https://example.org/rows.csv")', "network"],
  ["a socket", 'new WebSocket("wss://example.org")', 'WebSocket("wss://example.org")', "network"],
  ["starting a program", 'const {execSync} = await import("node:" + "child_process"); execSync("hostname")', 'child_process.execSync("hostname")', "programs"],
  ["starting a thread", 'const {Worker} = await import("node:" + "worker_threads"); new Worker("./x.mjs")', 'new worker_threads.Worker("./x.mjs")', "programs"],
  ["counting processors", 'const os = await import("node:" + "os"); os.cpus().length', "os.cpus()", "processors"],
  ["the machine's name", 'const os = await import("node:" + "os"); os.hostname()', "os.hostname()", "machine"],
  ["the end of a line there", 'const os = await import("node:" + "os"); `${os.EOL}`', "os.EOL", "machine"],
  ["other code", 'await import(new URL("x.mjs", "file:///tmp/").href)', 'import("file:///tmp/x.mjs")', "modules"],
  ["a package by a computed name", 'await import(["csv", "parse"].join("-"))', 'import("csv-parse")', "modules"],
  ["code in an address", 'await import("data:text/javascript," + "export default 1")', 'import("data:text/javascript,export default 1")', "modules"],
  ["code made of text", 'await new Function("return import(\'node:fs\').then((fs) => fs.readFileSync(\'/etc/passwd\'))")()', 'fs.readFileSync("/etc/passwd")', "files"],
  ["Node's modules from its process", 'process.getBuiltinModule("node:fs")', "process.getBuiltinModule", "modules"],
  ["an environment variable", "process.env.LEARNING_RATE", "process.env.LEARNING_RATE", "environment"],
] as const)("%s is refused, named, and told with where it stands and its mend", async (_, body, named, part) => {
  const answer = await train(body);
  expect(answer).toMatchObject({status: "refused", part});
  if (answer.status !== "refused") return;
  expect(answer.message).toContain(`${named} in a run, which must repeat bit for bit`);
  if (part !== "modules") expect(answer.stack).toMatch(/[0-9a-f]{64}\.mjs\?job=\d+:3:\d+/); // the line of the body
  expect(answer.mend).not.toBe("");
});

test("what gets past the guard meets Node's permissions, and is named", async () => {
  // a socket's own constructor, taken from where the console writes to
  const answer = await train('await new Promise((_, fail) => new console._stdout.constructor().on("error", fail).connect(9, "127.0.0.1"))');
  const [major] = process.versions.node.split(".").map(Number);
  if (major! >= 25) expect(answer).toMatchObject({status: "refused", part: "network", message: expect.stringContaining("127.0.0.1")});
  else expect(answer).toMatchObject({status: "failed", message: expect.stringContaining("ECONNREFUSED")});
});

test("declared data are read, and what other runs left comes by message", async () => {
  const rows = join(folder, "rows.csv"), left = join(folder, "left");
  await writeFile(rows, "4,2\n");
  await writeFile(left, encodeSafetensors({output: {shape: [1], values: Float32Array.of(7)}}));
  const declaration = {id: "rows", title: "Rows", description: "", licence: "CC0-1.0", access: "public", publish: "statistics", files: {rows: {sha256: sha256("4,2\n"), bytes: 4, sources: [], format: {kind: "csv", header: false}}}} as unknown as DataDeclaration;
  const answer = await train('log("seen", {rows: Number(JSON.stringify(data).replaceAll(/\\D/g, "")), left: inputs.model.predictions.output.values[0]})', {
    data: {rows: {declaration, files: {rows}}}, inputs: {model: {predictions: left}},
  });
  expect(answer).toMatchObject({status: "completed", trained: {series: {seen: {left: [7]}}}});
});

test("a worker of Node's permissions reads its toolkit and what it is given, and nothing beside", async () => {
  const given = join(folder, "given.txt");
  await writeFile(given, "given");
  const look = `for (const file of process.argv.slice(1)) try { require("fs").readFileSync(file); console.log("read"); } catch (error) { console.log(error.code); }
    for (const act of [() => require("fs").writeFileSync(process.argv[1], ""), () => require("child_process").execSync("true"), () => new (require("worker_threads").Worker)("1", {eval: true}), () => process.dlopen({exports: {}}, "x.node")]) try { act(); console.log("done"); } catch (error) { console.log(error.code); }`;
  const {stdout} = await promisify(execFile)(process.execPath, [...permissions({hermetic: true, files: [given]}), "--no-warnings", "-e", look, given, join(folder, "undeclared.csv"), "/etc/hostname", join(import.meta.dirname, "hermetic.test.ts")]);
  expect(stdout.trim().split("\n")).toEqual(["read", ...Array<string>(6).fill("ERR_ACCESS_DENIED"), "ERR_DLOPEN_DISABLED"]);
});

test("a worker may read every package that it imports, and no other", async () => {
  const source = resolve(import.meta.dirname, "..", "..", "src");
  const modules = ["run/workers/worker.ts", "index.ts", "data/index.ts", "engine/wasm/open.ts", "engine/cpu/open.ts"];
  const {metafile} = await build({entryPoints: modules.map((module) => join(source, module)), bundle: true, write: false, metafile: true, format: "esm", platform: "node", outdir: folder, packages: "external", conditions: ["reprise-source"], logLevel: "silent"});
  const imported = Object.values(metafile.inputs).flatMap((input) => input.imports.filter((each) => each.external === true && !/^(node:|\.)/.test(each.path)).map(({path}) => path.split("/").slice(0, path.startsWith("@") ? 2 : 1).join("/")));
  expect([...new Set(imported)].sort()).toEqual([...packages, "@tensorflow/tfjs-backend-webgpu"].sort()); // which only its own engine loads, and that one is not held
});

test("a data file that is a link is refused before the run begins", async () => {
  await mkdir(join(folder, "store"), {recursive: true});
  await symlink(join(folder, "undeclared.csv"), join(folder, "store", "rows.csv"));
  const data = {rows: {declaration: {files: {}} as never, files: {rows: join(folder, "store", "rows.csv")}}};
  await expect(train("", {data})).rejects.toMatchObject({name: "UserError", message: expect.stringContaining("rows.csv is a link"), mend: expect.stringContaining("remove the link")});
});

test("a folder on the way to the store may be a link", async () => {
  await mkdir(join(folder, "elsewhere"));
  await symlink(join(folder, "elsewhere"), join(folder, "linked"));
  const code = "// experiments/line/evaluate.ts\nexport const evaluate = () => ({metrics: {error: 3}});\n";
  const evaluate = join(folder, "linked", `${sha256(code)}.mjs`);
  await writeFile(evaluate, code);
  const entries = {train: await bundle("export const train = ({tf}) => ({predictions: tf.tensor1d([1])});"), evaluate};
  expect(await train("", {entries})).toMatchObject({status: "completed", evaluation: {metrics: {error: 3}}});
});

test("a hermetic worker sees no variable of its caller; native code finds its libraries through them", () => {
  const caller = {PATH: "/bin", HOME: "/home/x", TZ: "Asia/Tokyo", SECRET: "1"};
  expect(workerEnvironment({hermetic: true, files: []}, caller)).toEqual({TZ: "UTC", LC_ALL: "C"});
  expect(workerEnvironment({hermetic: false}, caller)).toMatchObject({PATH: "/bin", HOME: "/home/x", SECRET: "1", TZ: "UTC"});
});
