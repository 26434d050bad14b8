import {createHash} from "node:crypto";
import {mkdir, mkdtemp, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {delimiter, join} from "node:path";
import type {BindingMaker} from "../../src/engines/binding.ts";
import type {NpmPackage} from "../../src/engines/catalogue.ts";
import type {Parts} from "../../src/engines/install.ts";
import {silent} from "../../src/engines/progress.ts";
import type {Workshop} from "../../src/engines/workshop.ts";
import {tarGz, zip, type Member} from "./archives.ts";
import {openServer, type Server} from "./server.ts";

/** What tfjs-node's package holds, in little: kernels that ask `util` for what Node 23 took out of it, and a backend over a "binding" of JavaScript. */
const binding: readonly Member[] = [
  {path: "package/package.json", content: JSON.stringify({name: "@tensorflow/tfjs-node", version: "4.22.0", scripts: {install: "node -e \"require('fs').writeFileSync('../../../../ran', '')\""}})},
  {path: "package/binding/tfjs_backend.cc", content: "// C++"},
  {path: "package/dist/register_all_kernels.js", content: `
    var tf = require("@tensorflow/tfjs"), util = require("util"), core = require("@tensorflow/tfjs-core");
    exports.core = core;
    tf.registerKernel({kernelName: "Add", backendName: "tensorflow", kernelFunc: ({inputs: {a, b}, backend}) => {
      if ((0, util.isNullOrUndefined)(a) || !util.isArray([])) throw new Error("util");
      const [x, y] = [a, b].map((each) => backend.readSync(each.dataId));
      return {dataId: backend.write(backend.binding.add(x, y), a.shape, a.dtype), shape: a.shape, dtype: a.dtype};
    }});`},
  {path: "package/dist/nodejs_kernel_backend.js", content: `
    var tf = require("@tensorflow/tfjs");
    exports.NodeJSKernelBackend = class extends tf.KernelBackend {
      constructor(binding, name) { super(); Object.assign(this, {binding, name, isUsingGpuDevice: binding.isUsingGpuDevice(), kept: new tf.DataStorage(this, tf.engine())}); }
      write(values) { const id = {}; this.kept.set(id, values); return id; }
      move(id, values) { this.kept.set(id, values); }
      readSync(id) { return this.kept.get(id); }
      async read(id) { return this.readSync(id); }
      disposeData(id) { this.kept.delete(id); return true; }
      refCount() { return 1; } incRef() {} numDataIds() { return this.kept.numDataIds(); } memory() { return {unreliable: true}; } floatPrecision() { return 32; } epsilon() { return 1e-7; }
    };`},
];

const packages: Readonly<Record<string, readonly Member[]>> = {
  "@tensorflow/tfjs-node": binding,
  "google-protobuf": [{path: "package/package.json", content: '{"name": "google-protobuf", "version": "3.21.4"}'}],
  "node-api-headers": [{path: "package/package.json", content: '{"name": "node-api-headers", "version": "1.9.0"}'}, {path: "package/include/node_api.h", content: "//"}],
};

/** What libtensorflow's archive holds, in little. */
export const libraryMembers: readonly Member[] = [
  {path: "lib/libtensorflow.so", link: "libtensorflow.so.2"},
  {path: "lib/libtensorflow.so.2", link: "libtensorflow.so.2.9.1"},
  {path: "lib/libtensorflow.so.2.9.1", content: "library ".repeat(20_000)},
  {path: "lib/libtensorflow_framework.so.2.9.1", content: "framework"},
  {path: "include/tensorflow/c/eager/c_api.h", content: "//"},
];

/** What a wheel of TensorFlow holds, in little. */
export const wheelMembers: readonly Member[] = [
  {path: "tensorflow/libtensorflow_cc.so.2", content: "library of today ".repeat(20_000)},
  {path: "tensorflow/libtensorflow_framework.so.2", content: "framework of today"},
  {path: "tensorflow/include/tensorflow/c/eager/c_api.h", content: "//"},
  {path: "tensorflow/python/platform/build_info.py", content: "build_info = {'cuda_version', '12.5.1'), ('cudnn_version', '9')}"},
  {path: "tensorflow-2.18.1.dist-info/METADATA", content: 'Requires-Dist: numpy>=1.26\nRequires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"\nRequires-Dist: nvidia-cudnn-cu12 (==9.3) ; extra == "other"\n'},
  {path: "tensorflow/python/everything_else.so", content: "not wanted"},
];

export const sha256 = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");

/** A project's folder, a server that is npm's registry, TensorFlow's storage and Python's index at once, and a workshop that knows no other. */
export interface StandIn {
  readonly root: string;
  readonly server: Server;
  readonly workshop: Workshop;
  readonly parts: Parts;
  /** The seconds that were waited before a download was taken up again. */
  readonly pauses: number[];
}

export const archivePath = "/mirror/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz";

/** Opens a stand-in of everything outside. */
export async function openStandIn(): Promise<StandIn> {
  const root = await mkdtemp(join(tmpdir(), "reprise-engines-"));
  const server = await openServer();
  const [tfjs, protobuf, nodeHeaders] = Object.entries(packages).map(([name, members]) => publish(server, name, members)) as [NpmPackage, NpmPackage, NpmPackage];
  server.files.set(archivePath, {body: tarGz(libraryMembers)});
  const pauses: number[] = [];
  const environment = {...process.env, PATH: `${await quickNpm(root)}${delimiter}${process.env["PATH"]}`, npm_config_registry: server.address, npm_config_cache: join(root, "npm-cache"), npm_config_fetch_retries: "0"};
  const progress = {...silent, bytes: (_what: string, done: number) => server.arrived(done)};
  const workshop: Workshop = {root, platform: "linux-x64", environment, progress, pause: async (seconds) => { pauses.push(seconds); }};
  return {root, server, workshop, pauses, parts: {binding: tfjs, protobuf, nodeHeaders}};
}

/** The workshop with the real npm, which takes a second each time. */
export const withRealNpm = (workshop: Workshop): Workshop => ({...workshop, environment: {...workshop.environment, PATH: process.env["PATH"]}});

/** A folder with an `npm` that knows one word, pack, and gives the tarballs beside it. */
async function quickNpm(root: string): Promise<string> {
  const folder = join(root, "bin");
  await mkdir(folder);
  for (const [name, members] of Object.entries(packages)) await writeFile(join(folder, `${name.replace("@", "").replace("/", "-")}-${versionOf(members)}.tgz`), tarGz(members));
  await writeFile(join(folder, "npm"), '#!/bin/sh\nwhile [ $# -gt 1 ]; do shift; done\ncp "$(dirname "$0")"/*.tgz "$1"\n', {mode: 0o755});
  return folder;
}

const versionOf = (members: readonly Member[]): string => (JSON.parse(String(members[0]!.content)) as {version: string}).version;

/** Puts a package on the server, as a registry does. */
function publish(server: Server, name: string, members: readonly Member[]): NpmPackage {
  const version = versionOf(members), tarball = tarGz(members), integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
  const path = `/${name}/-/package.tgz`;
  server.files.set(path, {body: tarball});
  server.files.set(`/${name}`, {body: JSON.stringify({name, "dist-tags": {latest: version}, versions: {[version]: {name, version, dist: {tarball: `${server.address}${path}`, integrity}}}})});
  return {name, version, integrity};
}

/** Puts wheels on the server, and an index of them. */
export function publishWheels(server: Server, project: string, wheels: readonly {readonly filename: string; readonly yanked?: boolean; readonly sha256?: string}[]): void {
  const body = zip(wheelMembers);
  for (const {filename} of wheels) server.files.set(`/files/${filename}`, {body});
  const files = wheels.map(({filename, yanked = false, sha256: digest = sha256(body)}) => ({filename, yanked, url: `../../files/${filename}`, hashes: {sha256: digest}}));
  server.files.set(`/simple/${project}/`, {body: JSON.stringify({meta: {"api-version": "1.1"}, name: project, files})});
}

/** A "binding" of JavaScript, made without a compiler. */
export const standInBinding = (gpu = false): BindingMaker => ({
  compiler: async () => "stand-in 1.0",
  async make(folder, _sources, _headers, compiler) {
    await mkdir(join(folder, "binding"), {recursive: true});
    await writeFile(join(folder, "binding", "stand-in.cjs"), `module.exports = {isUsingGpuDevice: () => ${gpu}, add: (x, y) => x.map((each, i) => each + y[i])};`);
    return {path: "binding/stand-in.cjs", compiler, tensorflow: "2.9.1"};
  },
});
